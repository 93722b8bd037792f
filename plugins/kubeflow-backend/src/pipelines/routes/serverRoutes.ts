import type { PipelinesServersResponse } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { serve } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { pipelineOperations } from '../operations/pipelineOperations';

export function addServerRoutes(router: Router, context: RouteContext): void {
  serve(
    router,
    context,
    pipelineOperations.listPipelineServers,
    async ({ credentials }): Promise<PipelinesServersResponse> => ({
      items: await context.pipelines.servers(credentials),
    }),
  );
}
