import {
  createRecurringRunRequestSchema,
  recurringRunsQuerySchema,
  type CreateRecurringRunRequest,
  type RecurringRun,
  type RecurringRunsQuery,
  type Trigger,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readPage } from '../list/readPage';
import { sortBy } from '../list/sortBy';
import { textPredicates } from '../list/textPredicates';
import type { PipelinesCaller, PipelinesPage } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { readRecurringRun } from '../read/readRecurringRun';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { expectRecord } from './expectRecord';
import { API, pathOf } from './paths';
import type { RunBodies } from './RunBodies';

const COLLECTION = `${API}/recurringruns`;

/** Recurring runs. */
export class RecurringRunCalls {
  readonly #http: PipelinesHttp;
  readonly #bodies: RunBodies;

  constructor(http: PipelinesHttp, bodies: RunBodies) {
    this.#http = http;
    this.#bodies = bodies;
  }

  async list(
    asked: RecurringRunsQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<RecurringRun>> {
    const query = recurringRunsQuerySchema.parse(asked);
    return readPage(
      this.#http,
      {
        path: COLLECTION,
        rowsKey: 'recurringRuns',
        query,
        predicates: textPredicates(query.text, { isLike: true }),
        sortBy: sortBy(query),
        parameters: {
          namespace: query.namespace,
          experiment_id: query.experiment,
        },
        read: readRecurringRun,
      },
      { namespace: query.namespace, ...caller },
    );
  }

  async get(id: string, caller: PipelinesCaller): Promise<RecurringRun> {
    return expectRecord(
      readRecurringRun(
        await this.#http.json(pathOf('recurringruns', id), caller),
      ),
      'a recurring run',
      this.#http,
    );
  }

  async create(
    request: CreateRecurringRunRequest,
    caller: PipelinesCaller,
  ): Promise<RecurringRun> {
    const asking = { namespace: request.namespace, ...caller };
    const { maxConcurrency, catchUp, enabled, trigger, namespace } =
      createRecurringRunRequestSchema.parse(request);
    const row = await this.#http.json(COLLECTION, asking, {
      method: 'POST',
      json: {
        ...(await this.#bodies.forRun(request, asking)),
        namespace,
        trigger: triggerToWire(trigger),
        max_concurrency: String(maxConcurrency),
        no_catchup: !catchUp,
        mode: enabled ? 'ENABLE' : 'DISABLE',
      },
    });
    return expectRecord(readRecurringRun(row), 'a recurring run', this.#http);
  }

  async command(
    id: string,
    command: 'enable' | 'disable',
    caller: PipelinesCaller,
  ): Promise<void> {
    await this.#http.json(`${pathOf('recurringruns', id)}:${command}`, caller, {
      method: 'POST',
    });
  }

  async delete(id: string, caller: PipelinesCaller): Promise<void> {
    await this.#http.json(pathOf('recurringruns', id), caller, {
      method: 'DELETE',
    });
  }
}

function triggerToWire(trigger: Trigger): Record<string, unknown> {
  const { cron, intervalSeconds, startAt, endAt } = trigger;
  const window = { start_time: startAt, end_time: endAt };
  if (cron !== undefined && intervalSeconds === undefined) {
    return { cron_schedule: { cron, ...window } };
  }
  if (intervalSeconds !== undefined && cron === undefined) {
    return {
      periodic_schedule: {
        interval_second: String(intervalSeconds),
        ...window,
      },
    };
  }
  throw new PipelinesError(
    'invalid',
    'A recurring run fires by a cron expression or in an interval: give one of the two.',
  );
}
