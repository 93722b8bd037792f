import { at, record } from '../../simulation/kernel/json';
import type { ExecutionRow, PipelinesStore, RunRow } from '../store';

/** What the driver calls the task that all others are in. */
export const rootName = 'ROOT';

/** Rounds of loops are no tasks of their own: what is in them belongs to the loop, and says which round it is. */
export function isRound(row: ExecutionRow): boolean {
  return row.kind === 'DAG' && row.iteration !== undefined;
}

/** Tasks of a run as the API lists them. */
export function tasksOf(store: PipelinesStore, runId: string): ExecutionRow[] {
  const rows = store.executions.ofRun(runId).filter(row => !isRound(row));
  // Of a task that was prepared twice, the later one counts.
  const latest = new Map(
    rows.map(row => [
      `${row.parent}/${row.taskName}/${row.iteration ?? ''}`,
      row,
    ]),
  );
  const kept = new Set(latest.values());
  return rows.filter(row => kept.has(row));
}

/** The task and all that is around it, the outermost first; rounds of loops among them. */
export function lineOf(
  store: PipelinesStore,
  row: ExecutionRow,
): ExecutionRow[] {
  const line = [row];
  for (
    let around = store.executions.find(row.parent);
    around;
    around = store.executions.find(around.parent)
  ) {
    line.unshift(around);
  }
  return line;
}

/** The task around, which a round is not. */
export function parentOf(
  store: PipelinesStore,
  row: ExecutionRow,
): ExecutionRow | undefined {
  return lineOf(store, row)
    .slice(0, -1)
    .filter(one => !isRound(one))
    .at(-1);
}

/**
 * The round of the innermost loop around: drivers are told, and pass it on into the DAGs within
 * (`propagateIterationIndexToNestedDAGTemplates` of the compiler).
 */
export function iterationOf(
  store: PipelinesStore,
  row: ExecutionRow,
): number | undefined {
  const round = lineOf(store, row).slice(0, -1).filter(isRound).at(-1);
  return row.iteration ?? round?.iteration;
}

/** States that are not left again. */
export const over: ReadonlySet<string> = new Set([
  'SUCCEEDED',
  'FAILED',
  'SKIPPED',
  'CACHED',
]);

/** A DAG has ended when all that is in it has; the run's end is the end of all. */
export function stateOf(
  store: PipelinesStore,
  run: RunRow | undefined,
  row: ExecutionRow,
): { state: string; finishedAt: number } {
  const isDag =
    row.kind === 'ROOT' || row.kind === 'DAG' || row.kind === 'LOOP';
  if (!isDag || row.state !== 'RUNNING') {
    return { state: row.state, finishedAt: row.finishedAt };
  }
  const children = store.executions
    .within(row)
    .map(child => stateOf(store, run, child));
  const expected =
    row.kind === 'LOOP'
      ? (row.rounds ?? 0)
      : Object.keys(record(at(row.component.dag, 'tasks'))).length;
  const isOver =
    children.length >= expected &&
    children.every(({ state }) => over.has(state));
  const runIsOver = run !== undefined && run.finishedAt > 0;
  // A failure is told at once, whatever still runs beside it.
  const failed = children.filter(({ state }) => state === 'FAILED');
  if (!isOver && !runIsOver && failed.length === 0) {
    return { state: 'RUNNING', finishedAt: 0 };
  }
  return {
    state: isOver ? stateOfAll(children.map(({ state }) => state)) : 'FAILED',
    finishedAt: Math.max(
      isOver ? 0 : (run?.finishedAt ?? 0),
      row.startedAt,
      ...children.map(({ finishedAt }) => finishedAt),
    ),
  };
}

/** `evaluateAndUpdateParentStatus` of the API's client in drivers and launchers. */
function stateOfAll(states: readonly string[]): string {
  if (states.includes('FAILED')) return 'FAILED';
  const [first = 'SUCCEEDED'] = states;
  const isAlike = states.every(state => state === first);
  return isAlike && (first === 'CACHED' || first === 'SKIPPED')
    ? first
    : 'SUCCEEDED';
}
