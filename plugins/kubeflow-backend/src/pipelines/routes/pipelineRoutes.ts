import type {
  Pipeline,
  PipelinesResponse,
  PipelineVersionDetail,
  PipelineVersionsResponse,
  UploadPipelineResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { serve } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { pipelineOperations } from '../operations/pipelineOperations';
import { reading, writing } from './withSession';

/** Pipelines and their versions. */
export function addPipelineRoutes(router: Router, context: RouteContext): void {
  const operations = pipelineOperations;

  serve(
    router,
    context,
    operations.listPipelines,
    async (asked): Promise<PipelinesResponse> => {
      const { client, caller, names } = await reading(context, asked);
      const page = await client.listPipelines(asked.query, caller);
      names.learn('pipelines', page.items);
      return page;
    },
  );
  serve(
    router,
    context,
    operations.uploadPipeline,
    async (asked): Promise<UploadPipelineResponse> =>
      writing(
        context,
        asked,
        'pipeline-create',
        { namespace: asked.body.namespace },
        ({ client, caller }) => client.uploadPipeline(asked.body, caller),
      ),
  );
  serve(
    router,
    context,
    operations.getPipeline,
    async (asked): Promise<Pipeline> => {
      const { client, caller } = await reading(context, asked);
      return client.getPipeline(asked.params.pipeline, caller);
    },
  );
  serve(router, context, operations.deletePipeline, async asked =>
    writing(context, asked, 'pipeline-delete', {}, ({ client, caller }) =>
      client.deletePipeline(asked.params.pipeline, caller),
    ),
  );
  serve(
    router,
    context,
    operations.listPipelineVersions,
    async (asked): Promise<PipelineVersionsResponse> => {
      const { client, caller, names } = await reading(context, asked);
      const page = await client.listVersions(
        asked.params.pipeline,
        asked.query,
        caller,
      );
      names.learn('versions', page.items);
      return page;
    },
  );
  serve(
    router,
    context,
    operations.uploadPipelineVersion,
    async (asked): Promise<UploadPipelineResponse> =>
      writing(
        context,
        asked,
        'pipeline-version-create',
        {},
        ({ client, caller }) =>
          client.uploadVersion(asked.params.pipeline, asked.body, caller),
      ),
  );
  serve(
    router,
    context,
    operations.getPipelineVersion,
    async (asked): Promise<PipelineVersionDetail> => {
      const { client, caller, names } = await reading(context, asked);
      const { pipeline: pipelineId, version: versionId } = asked.params;
      const [pipeline, { version, spec }] = await Promise.all([
        client.getPipeline(pipelineId, caller),
        client.getVersion(pipelineId, versionId, caller),
      ]);
      names.learn('pipelines', [pipeline]);
      names.learn('versions', [version]);
      return { pipeline, version, spec };
    },
  );
  serve(router, context, operations.deletePipelineVersion, async asked =>
    writing(
      context,
      asked,
      'pipeline-version-delete',
      {},
      ({ client, caller }) =>
        client.deleteVersion(
          asked.params.pipeline,
          asked.params.version,
          caller,
        ),
    ),
  );
}
