import { notFound } from '../rpc';
import type {
  ExperimentRow,
  PipelineRow,
  RecurringRow,
  RunRow,
  VersionRow,
} from './rows';

/** Rows of one kind, by their ids. */
export class Table<T extends { id: string }> {
  readonly #type: string;
  readonly #rows = new Map<string, T>();

  /** @param type - how messages name a row */
  constructor(type: string) {
    this.#type = type;
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  find(id: string): T | undefined {
    return this.#rows.get(id);
  }

  /** @throws RpcError 404 */
  get(id: string): T {
    const row = this.#rows.get(id);
    if (!row) throw notFound(this.#type, id);
    return row;
  }

  put(row: T): T {
    this.#rows.set(row.id, row);
    return row;
  }

  /** Changes some of a row. @throws RpcError 404 */
  change(id: string, change: Partial<T>): T {
    return this.put({ ...this.get(id), ...change });
  }

  remove(id: string): void {
    this.#rows.delete(id);
  }
}

/** What the Pipelines server would keep in its database. Rows are replaced, never changed in place. */
export class PipelinesStore {
  readonly experiments = new Table<ExperimentRow>('Experiment');
  readonly pipelines = new Table<PipelineRow>('Pipeline');
  readonly versions = new Table<VersionRow>('PipelineVersion');
  readonly runs = new Table<RunRow>('Run');
  readonly recurringRuns = new Table<RecurringRow>('Job');
  /** Empty until the first run without an experiment, or the server's start, makes one. */
  defaultExperimentId = '';

  versionsOf(pipelineId: string): VersionRow[] {
    return this.versions
      .all()
      .filter(version => version.pipelineId === pipelineId);
  }

  /** @throws RpcError 404 */
  latestVersion(pipelineId: string): VersionRow {
    this.pipelines.get(pipelineId);
    const [latest] = this.versionsOf(pipelineId).sort(
      (one, other) =>
        other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1),
    );
    if (!latest) throw notFound('PipelineVersion', pipelineId);
    return latest;
  }
}
