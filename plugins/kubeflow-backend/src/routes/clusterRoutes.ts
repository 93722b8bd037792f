import type { ClustersResponse } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { answer } from './answer';
import { operations } from './operations';
import type { RouteContext } from './RouteContext';

export function addClusterRoutes(router: Router, context: RouteContext): void {
  router.get(
    operations.listClusters.path,
    answer(
      context,
      operations.listClusters,
      async (): Promise<ClustersResponse> => {
        const { problem } = context.clusters;
        return {
          items: context.clusters.list().map(watcher => watcher.describe()),
          warnings: problem
            ? [{ code: 'cluster-unreachable', message: problem }]
            : undefined,
        };
      },
    ),
  );
}
