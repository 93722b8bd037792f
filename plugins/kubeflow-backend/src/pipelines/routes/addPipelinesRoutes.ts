import type { Router } from 'express';
import type { RouteContext } from '../../routes/RouteContext';
import { addArtifactRoutes } from './artifactRoutes';
import { addPipelineRoutes } from './pipelineRoutes';
import { addRunDiagnosisRoute } from './runDiagnosisRoute';
import { addRunLogRoutes } from './runLogRoutes';
import { addRunPodRoutes } from './runPodRoutes';
import { addRunRoutes } from './runRoutes';
import { addExperimentRoutes, addRecurringRunRoutes } from './scheduleRoutes';
import { addServerRoutes } from './serverRoutes';

/** All routes below `/api/kubeflow/v1/pipelines`. */
export function addPipelinesRoutes(
  router: Router,
  context: RouteContext,
): void {
  addServerRoutes(router, context);
  addPipelineRoutes(router, context);
  addRunRoutes(router, context);
  addRunPodRoutes(router, context);
  addRunDiagnosisRoute(router, context);
  addRunLogRoutes(router, context);
  addArtifactRoutes(router, context);
  addExperimentRoutes(router, context);
  addRecurringRunRoutes(router, context);
}
