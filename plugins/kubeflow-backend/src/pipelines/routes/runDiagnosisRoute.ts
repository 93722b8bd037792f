import {
  kubeflowLogReadPermission,
  kubeflowWorkloadReadPermission,
  type RunDiagnosisResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { serve } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { runOperations } from '../operations/runOperations';
import { diagnoseRun } from '../run/diagnoseRun';
import { lookAtRun } from '../run/lookAtRun';
import { reading } from './withSession';

/** Why a run failed. Pods and logs count only for those who may see them otherwise. */
export function addRunDiagnosisRoute(
  router: Router,
  context: RouteContext,
): void {
  serve(
    router,
    context,
    runOperations.getRunDiagnosis,
    async (asked): Promise<RunDiagnosisResponse> => {
      const { credentials, params, access } = asked;
      const { authorizer } = context;
      const [session, mayReadPods, mayReadLogs] = await Promise.all([
        reading(context, asked),
        authorizer.has(credentials, kubeflowWorkloadReadPermission),
        authorizer.has(credentials, kubeflowLogReadPermission),
      ]);
      const run = await lookAtRun(
        context,
        session,
        mayReadPods ? access : undefined,
        params.run,
      );
      return diagnoseRun(context, session, run, {
        mayReadLogs: mayReadPods && mayReadLogs,
      });
    },
  );
}
