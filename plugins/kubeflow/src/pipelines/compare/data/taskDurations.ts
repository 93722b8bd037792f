import type {
  RunDetail,
  RunTask,
  TaskState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { isGroup } from '../../taskLabel';

/** How long one task took in one run. */
export interface TaskDuration {
  /** From its first start to its last end, all turns of a loop together; absent: it did not start. */
  milliseconds: number | undefined;
  /** The one of its turns that a person should look at first. */
  state: TaskState;
  /** How often it was run: more than once in loops. */
  count: number;
}

/** One task over all runs that are compared. */
export interface DurationRow {
  key: string;
  name: string;
  /** By run; `undefined`: the run has no such task. */
  items: readonly (TaskDuration | undefined)[];
}

/** What is worth to be looked at comes first. */
const attention: readonly TaskState[] = [
  'failed',
  'restarting',
  'running',
  'pending',
  'unknown',
  'cancelled',
  'succeeded',
  'cached',
  'skipped',
];

/**
 * How long each task took in each run, the longest first.
 *
 * @param now - Milliseconds: the end of what goes on
 */
export function durationRows(
  runs: readonly Pick<RunDetail, 'tasks'>[],
  now: number,
): DurationRow[] {
  const rows = new Map<string, { name: string; tasks: RunTask[][] }>();
  runs.forEach(({ tasks }, index) => {
    for (const task of tasks) {
      if (!isGroup(task.type)) {
        const key = task.path || task.name;
        const row = rows.get(key) ?? {
          name: task.name,
          tasks: runs.map(() => []),
        };
        row.tasks[index].push(task);
        rows.set(key, row);
      }
    }
  });
  return [...rows]
    .map(([key, { name, tasks }]) => ({
      key,
      name,
      items: tasks.map(each => durationOf(each, now)),
    }))
    .sort(
      (one, other) =>
        longest(other) - longest(one) || one.name.localeCompare(other.name),
    );
}

/** The longest time of a row; 0 when none is known. */
export function longest({ items }: Pick<DurationRow, 'items'>): number {
  return Math.max(0, ...items.map(item => item?.milliseconds ?? 0));
}

function durationOf(
  tasks: readonly RunTask[],
  now: number,
): TaskDuration | undefined {
  if (tasks.length === 0) {
    return undefined;
  }
  const spans = tasks.flatMap(({ startedAt, finishedAt }) => {
    const start = Date.parse(startedAt ?? '');
    const end = finishedAt === undefined ? now : Date.parse(finishedAt);
    return Number.isNaN(start) || Number.isNaN(end) ? [] : [{ start, end }];
  });
  const from = Math.min(...spans.map(({ start }) => start));
  const to = Math.max(...spans.map(({ end }) => end));
  const states = tasks.map(({ state }) => state);
  return {
    // Clocks of pods and of the server differ.
    milliseconds: spans.length === 0 ? undefined : Math.max(0, to - from),
    state: attention.find(state => states.includes(state)) ?? 'unknown',
    count: tasks.length,
  };
}
