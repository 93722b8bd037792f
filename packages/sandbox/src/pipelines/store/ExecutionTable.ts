import type { ArtifactRow, ExecutionRow } from './executions';
import { Table } from './Table';

/** What the tasks of runs did, and what came of it. */
export class ExecutionTable {
  readonly artifacts = new Table<ArtifactRow>('Artifact');
  readonly #rows = new Map<string, ExecutionRow>();
  readonly #byRun = new Map<string, ExecutionRow[]>();
  readonly #byFingerprint = new Map<string, ExecutionRow>();
  #last = 0;

  nextNumber(): string {
    this.#last += 1;
    return String(this.#last);
  }

  /** Rows are changed in place: they are read only once they are shown. */
  add(row: ExecutionRow): ExecutionRow {
    this.#rows.set(row.number, row);
    const rows = this.#byRun.get(row.runId);
    if (rows) rows.push(row);
    else this.#byRun.set(row.runId, [row]);
    return row;
  }

  find(number: string): ExecutionRow | undefined {
    return this.#rows.get(number);
  }

  ofRun(runId: string): readonly ExecutionRow[] {
    return this.#byRun.get(runId) ?? [];
  }

  /** The latest execution of each task and round within a DAG. */
  within(dag: ExecutionRow, taskName?: string): ExecutionRow[] {
    const latest = new Map<string, ExecutionRow>();
    for (const row of this.ofRun(dag.runId)) {
      if (
        row.parent === dag.number &&
        (taskName === undefined || row.taskName === taskName)
      ) {
        latest.set(`${row.taskName}/${row.iteration ?? ''}`, row);
      }
    }
    return [...latest.values()];
  }

  /** The latest execution of the namespace that did the same and succeeded. */
  cached({ fingerprint, namespace }: ExecutionRow): ExecutionRow | undefined {
    const known = this.#byFingerprint.get(`${namespace}/${fingerprint ?? ''}`);
    return known && this.#rows.has(known.number) ? known : undefined;
  }

  /** An execution has ended well: others may use what it gave. */
  remember(row: ExecutionRow): void {
    if (row.fingerprint !== undefined) {
      this.#byFingerprint.set(`${row.namespace}/${row.fingerprint}`, row);
    }
  }

  removeRun(runId: string): void {
    for (const row of this.ofRun(runId)) {
      this.#rows.delete(row.number);
      const key = `${row.namespace}/${row.fingerprint ?? ''}`;
      if (this.#byFingerprint.get(key) === row) this.#byFingerprint.delete(key);
    }
    this.#byRun.delete(runId);
    for (const artifact of this.artifacts.all()) {
      if (artifact.runId === runId) this.artifacts.remove(artifact.id);
    }
  }
}
