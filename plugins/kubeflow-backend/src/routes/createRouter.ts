import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { addPipelinesRoutes } from '../pipelines/routes/addPipelinesRoutes';
import { addDiagnosisRoute } from '../diagnosis/diagnosisRoute';
import { addLogRoutes } from '../logs/logRoutes';
import { addClusterRoutes } from './clusterRoutes';
import { addDetailRoutes } from './detailRoutes';
import { addKindRoutes } from './kindRoutes';
import { addOpenApiRoute } from './openApiRoute';
import type { RouteContext } from './RouteContext';
import { addStreamRoute } from './streamRoute';
import { addWorkloadRoutes } from './workloadRoutes';
import { addYamlRoute } from './yamlRoute';

/** All routes below `/api/kubeflow`. */
export function createRouter(
  context: RouteContext,
  openApi: Parameters<typeof addOpenApiRoute>[1],
): Router {
  const router = PromiseRouter();
  addKindRoutes(router, context);
  addClusterRoutes(router, context);
  addWorkloadRoutes(router, context);
  addDetailRoutes(router, context);
  addYamlRoute(router, context);
  addDiagnosisRoute(router, context);
  addLogRoutes(router, context);
  addStreamRoute(router, context);
  addPipelinesRoutes(router, context);
  addOpenApiRoute(router, openApi);
  return router;
}
