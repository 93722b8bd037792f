import type { WorkloadsResponse } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { queryWorkloads } from '../store/queryWorkloads';
import { WorkloadMatcher } from '../store/WorkloadMatcher';
import { answer } from './answer';
import { describeWarnings } from './describeWarnings';
import { operations } from './operations';
import type { RouteContext } from './RouteContext';

export function addWorkloadRoutes(router: Router, context: RouteContext): void {
  router.get(
    operations.listWorkloads.path,
    answer(
      context,
      operations.listWorkloads,
      async ({ query, access }): Promise<WorkloadsResponse> => {
        const matcher = new WorkloadMatcher(query);
        const page = queryWorkloads(context.store, query, object =>
          access.canSee(object),
        );
        return {
          ...page,
          warnings: describeWarnings(context, {
            clusters: query.cluster,
            kind: kind =>
              matcher.acceptsKind(kind) &&
              (query.kind === undefined || query.kind.includes(kind.id)),
          }),
        };
      },
    ),
  );
}
