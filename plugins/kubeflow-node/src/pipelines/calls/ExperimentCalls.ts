import {
  experimentsQuerySchema,
  type CreateExperimentRequest,
  type ExperimentsQuery,
  type PipelineExperiment,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { storagePredicates } from '../list/filter';
import { readPage } from '../list/readPage';
import { sortBy } from '../list/sortBy';
import { textPredicates } from '../list/textPredicates';
import type { PipelinesCaller, PipelinesPage } from '../PipelinesClient';
import { readExperiment } from '../read/readExperiment';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { expectRecord } from './expectRecord';
import { API, pathOf } from './paths';

const COLLECTION = `${API}/experiments`;

/** Experiments. */
export class ExperimentCalls {
  readonly #http: PipelinesHttp;

  constructor(http: PipelinesHttp) {
    this.#http = http;
  }

  async list(
    asked: ExperimentsQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<PipelineExperiment>> {
    const query = experimentsQuerySchema.parse(asked);
    return readPage(
      this.#http,
      {
        path: COLLECTION,
        rowsKey: 'experiments',
        query,
        predicates: [
          ...storagePredicates(query.storage),
          ...textPredicates(query.text, { isLike: true }),
        ],
        sortBy: sortBy(query),
        parameters: { namespace: query.namespace },
        read: readExperiment,
      },
      { namespace: query.namespace, ...caller },
    );
  }

  async get(id: string, caller: PipelinesCaller): Promise<PipelineExperiment> {
    return expectRecord(
      readExperiment(await this.#http.json(pathOf('experiments', id), caller)),
      'an experiment',
      this.#http,
    );
  }

  /** Archived ones too. */
  async getSeveral(
    ids: readonly string[],
    caller: PipelinesCaller,
    namespace?: string,
  ): Promise<PipelineExperiment[]> {
    if (ids.length === 0) {
      return [];
    }
    const { items } = await readPage(
      this.#http,
      {
        path: COLLECTION,
        rowsKey: 'experiments',
        query: { pageSize: 200 },
        predicates: [{ key: 'experiment_id', is: 'IN', value: ids }],
        sortBy: sortBy({}),
        parameters: { namespace },
        read: readExperiment,
      },
      { namespace, ...caller },
    );
    return items;
  }

  async create(
    request: CreateExperimentRequest,
    caller: PipelinesCaller,
  ): Promise<PipelineExperiment> {
    const row = await this.#http.json(
      COLLECTION,
      { namespace: request.namespace, ...caller },
      {
        method: 'POST',
        json: {
          display_name: request.name,
          description: request.description,
          namespace: request.namespace,
        },
      },
    );
    return expectRecord(readExperiment(row), 'an experiment', this.#http);
  }

  async command(
    id: string,
    command: 'archive' | 'restore',
    caller: PipelinesCaller,
  ): Promise<void> {
    const verb = command === 'restore' ? 'unarchive' : command;
    await this.#http.json(`${pathOf('experiments', id)}:${verb}`, caller, {
      method: 'POST',
    });
  }

  async delete(id: string, caller: PipelinesCaller): Promise<void> {
    await this.#http.json(pathOf('experiments', id), caller, {
      method: 'DELETE',
    });
  }
}
