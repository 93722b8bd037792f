import {
  runsQuerySchema,
  type CreateRunRequest,
  type Run,
  type RunCommand,
  type RunsQuery,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { storagePredicates, type Predicate } from '../list/filter';
import { readPage } from '../list/readPage';
import { sortBy } from '../list/sortBy';
import { textPredicates } from '../list/textPredicates';
import type {
  PipelinesCaller,
  PipelinesPage,
  RunRecord,
} from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { readRun, readRunRecord } from '../read/readRun';
import { runStateWords } from '../read/states';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { expectRecord } from './expectRecord';
import { API, pathOf } from './paths';
import type { RunBodies } from './RunBodies';

/** The portal's words for what the API calls otherwise. */
const verbs: Record<RunCommand, string> = {
  archive: 'archive',
  restore: 'unarchive',
  retry: 'retry',
  terminate: 'terminate',
};

/** Runs. */
export class RunCalls {
  readonly #http: PipelinesHttp;
  readonly #bodies: RunBodies;
  /** The server keeps namespaces apart; others take no notice of a namespace. */
  readonly #hasNamespaces: boolean;

  constructor(http: PipelinesHttp, bodies: RunBodies, hasNamespaces: boolean) {
    this.#http = http;
    this.#bodies = bodies;
    this.#hasNamespaces = hasNamespaces;
  }

  async list(
    wanted: RunsQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<Run>> {
    const query = runsQuerySchema.parse(wanted);
    const asked = query.state?.length ? runStateWords(query.state) : undefined;
    if (asked?.words.length === 0) {
      // Runs are never in these states: queued, say.
      return { items: [], total: 0 };
    }
    const predicates: Predicate[] = [
      ...storagePredicates(query.storage),
      ...textPredicates(query.text, { isLike: true }),
    ];
    if (asked) {
      predicates.push({ key: 'state', is: 'IN', value: asked.words });
    }
    if (query.recurringRun) {
      predicates.push({
        key: 'recurring_run_id',
        is: 'EQUALS',
        value: query.recurringRun,
      });
    }
    if (query.createdAfter) {
      predicates.push({
        key: 'created_at',
        is: 'GREATER_THAN_EQUALS',
        time: query.createdAfter,
      });
    }
    if (query.createdBefore) {
      predicates.push({
        key: 'created_at',
        is: 'LESS_THAN',
        time: query.createdBefore,
      });
    }
    const { pipeline, version } = query;
    const namespace = this.#hasNamespaces ? query.namespace : undefined;
    return readPage(
      this.#http,
      {
        path: `${API}/runs`,
        rowsKey: 'runs',
        query,
        predicates,
        sortBy: sortBy(query),
        parameters: {
          namespace: query.namespace,
          experiment_id: query.experiment,
        },
        read: row => readRun(row, namespace),
        keep:
          pipeline || version || asked?.isExact === false
            ? run =>
                (!pipeline || run.pipelineId === pipeline) &&
                (!version || run.versionId === version) &&
                (!query.state?.length || query.state.includes(run.state))
            : undefined,
      },
      { namespace: query.namespace, ...caller },
    );
  }

  async get(id: string, caller: PipelinesCaller): Promise<RunRecord> {
    const row = await this.#http.json(pathOf('runs', id), caller);
    return expectRecord(
      readRunRecord(row, this.#hasNamespaces ? caller.namespace : undefined),
      'a run',
      this.#http,
    );
  }

  async create(
    request: CreateRunRequest,
    caller: PipelinesCaller,
  ): Promise<Run> {
    const asking = { namespace: request.namespace, ...caller };
    const row = await this.#http.json(`${API}/runs`, asking, {
      method: 'POST',
      json: await this.#bodies.forRun(request, asking),
    });
    return expectRecord(
      readRun(row, this.#hasNamespaces ? request.namespace : undefined),
      'a run',
      this.#http,
    );
  }

  async command(
    id: string,
    command: RunCommand,
    caller: PipelinesCaller,
  ): Promise<void> {
    try {
      await this.#http.json(`${pathOf('runs', id)}:${verbs[command]}`, caller, {
        method: 'POST',
      });
    } catch (error) {
      if (
        command === 'terminate' &&
        error instanceof PipelinesError &&
        /Row not found/.test(error.message)
      ) {
        throw new PipelinesError(
          'conflict',
          `Run ${id} cannot be terminated: it has ended already, or was deleted.`,
          error,
        );
      }
      throw error;
    }
  }

  async delete(id: string, caller: PipelinesCaller): Promise<void> {
    await this.#http.json(pathOf('runs', id), caller, { method: 'DELETE' });
  }
}
