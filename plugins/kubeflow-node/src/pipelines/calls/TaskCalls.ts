import {
  asRecords,
  asString,
  type RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesCaller, RunRecord } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { apiTasks } from '../tasks/apiTasks';
import { detailTasks } from '../tasks/detailTasks';
import { hasDetails } from '../tasks/detailRows';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import type { InfoCalls } from './InfoCalls';
import { pathOf } from './paths';

const PAGE_SIZE = 200;
/** More tasks than that of one run are not asked for. */
const MAX_PAGES = 100;

/** Tasks of a run, by whichever model its server has. */
export class TaskCalls {
  readonly #http: PipelinesHttp;
  readonly #info: InfoCalls;

  constructor(http: PipelinesHttp, info: InfoCalls) {
    this.#http = http;
    this.#info = info;
  }

  async list(
    record: RunRecord,
    spec: unknown,
    caller: PipelinesCaller,
  ): Promise<RunTask[]> {
    const { taskModel } = await this.#info.info(caller);
    if (taskModel === 'tasks') {
      const rows = await this.#rows(record.run.id, caller);
      // Runs from before an upgrade may still have the old form alone.
      if (rows && (rows.length > 0 || !hasDetails(record.taskDetails))) {
        return apiTasks(rows, record, spec);
      }
    }
    return detailTasks(record, spec);
  }

  /** All of them, page by page; `undefined` where the server has no such list after all. */
  async #rows(
    runId: string,
    caller: PipelinesCaller,
  ): Promise<Record<string, unknown>[] | undefined> {
    const rows: Record<string, unknown>[] = [];
    let token: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      let body: Record<string, unknown>;
      try {
        body = await this.#http.json(`${pathOf('runs', runId)}/tasks`, caller, {
          query: { page_size: PAGE_SIZE, page_token: token },
        });
      } catch (error) {
        const isAbsent =
          error instanceof PipelinesError &&
          (error.kind === 'not-found' || error.kind === 'unsupported');
        if (isAbsent && page === 0) {
          return undefined;
        }
        throw error;
      }
      rows.push(...asRecords(body.tasks));
      token = asString(body.next_page_token);
      if (token === undefined) {
        break;
      }
    }
    return rows;
  }
}
