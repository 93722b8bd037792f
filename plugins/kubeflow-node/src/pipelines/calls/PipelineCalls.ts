import {
  pipelinesQuerySchema,
  type Pipeline,
  type PipelinesQuery,
  type PipelineVersion,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readPage } from '../list/readPage';
import { sortBy } from '../list/sortBy';
import { textPredicates } from '../list/textPredicates';
import type { PipelinesCaller, PipelinesPage } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { readPipeline, readVersion } from '../read/readPipeline';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { expectRecord } from './expectRecord';
import { API, pathOf, step } from './paths';

const COLLECTION = `${API}/pipelines`;

/** Pipelines and their versions. */
export class PipelineCalls {
  readonly #http: PipelinesHttp;

  constructor(http: PipelinesHttp) {
    this.#http = http;
  }

  async list(
    asked: PipelinesQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<Pipeline>> {
    const query = pipelinesQuerySchema.parse(asked);
    return readPage(
      this.#http,
      {
        path: COLLECTION,
        rowsKey: 'pipelines',
        query,
        predicates: textPredicates(query.text, { isLike: false }),
        sortBy: sortBy(query),
        parameters: { namespace: query.namespace },
        read: readPipeline,
      },
      { namespace: query.namespace, ...caller },
    );
  }

  async get(id: string, caller: PipelinesCaller): Promise<Pipeline> {
    return expectRecord(
      readPipeline(await this.#http.json(pathOf('pipelines', id), caller)),
      'a pipeline',
      this.#http,
    );
  }

  async getSeveral(
    ids: readonly string[],
    caller: PipelinesCaller,
    namespace?: string,
  ): Promise<Pipeline[]> {
    if (ids.length === 0) {
      return [];
    }
    const { items } = await readPage(
      this.#http,
      {
        path: COLLECTION,
        rowsKey: 'pipelines',
        query: { pageSize: 200 },
        predicates: [{ key: 'pipeline_id', is: 'IN', value: ids }],
        sortBy: sortBy({}),
        parameters: { namespace },
        read: readPipeline,
      },
      { namespace, ...caller },
    );
    return items;
  }

  async listVersions(
    pipelineId: string,
    asked: PipelinesQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<PipelineVersion>> {
    const query = pipelinesQuerySchema.parse(asked);
    return readPage(
      this.#http,
      {
        path: `${pathOf('pipelines', pipelineId)}/versions`,
        rowsKey: 'pipeline_versions',
        query,
        predicates: textPredicates(query.text, { isLike: false }),
        sortBy: sortBy(query),
        read: row => readVersion(row, pipelineId),
      },
      { namespace: query.namespace, ...caller },
    );
  }

  async getVersion(
    pipelineId: string,
    versionId: string,
    caller: PipelinesCaller,
  ): Promise<{ version: PipelineVersion; spec: unknown }> {
    const row = await this.#http.json(
      `${pathOf('pipelines', pipelineId)}/versions/${step(versionId)}`,
      caller,
    );
    return {
      version: expectRecord(
        readVersion(row, pipelineId),
        'a version of a pipeline',
        this.#http,
      ),
      spec: row.pipeline_spec,
    };
  }

  /**
   * Servers of 2.14 and later delete the versions too when they are told to; the ones before refuse a pipeline that has
   * any, so its versions go first.
   */
  async delete(id: string, caller: PipelinesCaller): Promise<void> {
    const remove = () =>
      this.#http.json(pathOf('pipelines', id), caller, {
        method: 'DELETE',
        query: { cascade: true },
      });
    try {
      await remove();
    } catch (error) {
      const hasVersions =
        error instanceof PipelinesError &&
        (error.kind === 'invalid' || error.kind === 'conflict') &&
        /version/i.test(error.message);
      if (!hasVersions) {
        throw error;
      }
      await this.#deleteVersions(id, caller);
      await remove();
    }
  }

  async deleteVersion(
    pipelineId: string,
    versionId: string,
    caller: PipelinesCaller,
  ): Promise<void> {
    await this.#http.json(
      `${pathOf('pipelines', pipelineId)}/versions/${step(versionId)}`,
      caller,
      { method: 'DELETE' },
    );
  }

  async #deleteVersions(id: string, caller: PipelinesCaller): Promise<void> {
    const deleted = new Set<string>();
    for (;;) {
      const { items } = await this.listVersions(id, { pageSize: 50 }, caller);
      if (items.length === 0) {
        return;
      }
      for (const version of items) {
        if (deleted.has(version.id)) {
          throw new PipelinesError(
            'failed',
            `The Pipelines API of cluster '${this.#http.cluster}' says that it deleted the version '${version.name}', and still lists it.`,
          );
        }
        await this.deleteVersion(id, version.id, caller);
        deleted.add(version.id);
      }
    }
  }
}
