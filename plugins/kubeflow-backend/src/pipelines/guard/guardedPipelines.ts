import type { PipelinesClient } from '@kubeflow-portal/plugin-kubeflow-node';
import type { Guard } from './Guard';

type Guarded = Pick<
  PipelinesClient,
  | 'listPipelines'
  | 'getPipeline'
  | 'getPipelines'
  | 'listVersions'
  | 'getVersion'
  | 'uploadPipeline'
  | 'uploadVersion'
  | 'deletePipeline'
  | 'deleteVersion'
>;

/** Pipelines and their versions. Shared ones have no namespace, and everybody may read them. */
export function guardedPipelines(
  client: PipelinesClient,
  guard: Guard,
): Guarded {
  const visible = <T extends { namespace?: string }>(items: readonly T[]) =>
    guard.visible('pipelines', items, { withoutNamespace: true });
  return {
    async listPipelines(query, caller) {
      if (query.namespace) {
        await guard.check('list', 'pipelines', query.namespace);
      }
      const page = await client.listPipelines(query, caller);
      return { ...page, items: await visible(page.items) };
    },
    async getPipeline(id, caller) {
      const pipeline = await client.getPipeline(id, guard.knowing(id, caller));
      if (pipeline.namespace) {
        await guard.check('get', 'pipelines', pipeline.namespace);
      }
      return pipeline;
    },
    async getPipelines(ids, caller, namespace) {
      return visible(await client.getPipelines(ids, caller, namespace));
    },
    async listVersions(id, query, caller) {
      const asking = await guard.pipeline('get', id, caller);
      return client.listVersions(id, query, asking);
    },
    async getVersion(id, versionId, caller) {
      const { found } = await guard.version('get', id, versionId, caller);
      return found;
    },
    async uploadPipeline(request, caller) {
      await guard.check('create', 'pipelines', request.namespace);
      return client.uploadPipeline(request, caller);
    },
    async uploadVersion(id, request, caller) {
      const asking = await guard.pipeline('create', id, caller);
      return client.uploadVersion(id, request, asking);
    },
    async deletePipeline(id, caller) {
      const asking = await guard.pipeline('delete', id, caller);
      await client.deletePipeline(id, asking);
    },
    async deleteVersion(id, versionId, caller) {
      const { asking } = await guard.version('delete', id, versionId, caller);
      await client.deleteVersion(id, versionId, asking);
    },
  };
}
