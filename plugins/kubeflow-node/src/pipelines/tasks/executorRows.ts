import type { DetailRow } from './detailRows';

/** What a container's state can be when its task's is this; one that was passed over leaves its task well. */
const fitting: Record<string, readonly string[]> = {
  SUCCEEDED: ['SUCCEEDED', 'SKIPPED'],
  RUNNING: ['RUNNING', 'PENDING'],
};

/** Times are whole seconds, and Argo may begin two nodes around the turn of one. */
const TOLERANCE = 2000;

/**
 * The row of the container of each task. These rows are all called the same and mostly lead nowhere, so that only time
 * tells: Argo begins a task and its container in one breath, and ends them so.
 *
 * @param tasks - rows of tasks that run a container
 * @param executors - rows of containers that are not known to be of a certain task
 * @returns rows of `executors` by the id of the task's row
 */
export function matchExecutors(
  tasks: readonly DetailRow[],
  executors: readonly DetailRow[],
): Map<string, DetailRow> {
  const matched = new Map<string, DetailRow>();
  for (const [state, states] of Object.entries(fitting)) {
    const free = inOrder(
      executors.filter(row => states.includes(row.state ?? '')),
    );
    let next = 0;
    for (const task of inOrder(tasks.filter(row => row.state === state))) {
      const start = milliseconds(task.startedAt);
      while (next < free.length && startOf(free, next) < start - TOLERANCE) {
        next += 1;
      }
      const executor = free[next];
      if (executor && startOf(free, next) <= start + TOLERANCE) {
        matched.set(task.id, executor);
        next += 1;
      }
    }
  }
  return matched;
}

function inOrder(rows: DetailRow[]): DetailRow[] {
  return rows.sort(
    (a, b) =>
      milliseconds(a.startedAt) - milliseconds(b.startedAt) ||
      milliseconds(a.finishedAt) - milliseconds(b.finishedAt),
  );
}

function startOf(rows: readonly DetailRow[], index: number): number {
  return milliseconds(rows[index]?.startedAt);
}

function milliseconds(time: string | undefined): number {
  return time ? Date.parse(time) : 0;
}
