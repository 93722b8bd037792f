import type { RunPodsResponse } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { serve } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { runOperations } from '../operations/runOperations';
import { lookAtRun } from '../run/lookAtRun';
import { reading } from './withSession';

/** What the cluster still has of a run. */
export function addRunPodRoutes(router: Router, context: RouteContext): void {
  serve(
    router,
    context,
    runOperations.listRunPods,
    async (asked): Promise<RunPodsResponse> => {
      const session = await reading(context, asked);
      const { pods, events, launched, warnings } = await lookAtRun(
        context,
        session,
        asked.access,
        asked.params.run,
      );
      return { items: pods, events, launched, warnings };
    },
  );
}
