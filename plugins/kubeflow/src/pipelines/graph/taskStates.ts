import type { TaskState } from '@kubeflow-portal/plugin-kubeflow-common';

/** What several tasks are together: the one that a person should hear of first. */
const order: readonly TaskState[] = [
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

const overStates: ReadonlySet<TaskState> = new Set([
  'succeeded',
  'cached',
  'skipped',
  'failed',
  'cancelled',
]);

/** Whether a task has come to its end. */
export function isOver(state: TaskState): boolean {
  return overStates.has(state);
}

/** Of tasks that are shown as one; `unknown` for none. What has begun and not ended is running. */
export function joinedState(states: readonly TaskState[]): TaskState {
  const joined = order.find(each => states.includes(each)) ?? 'unknown';
  return joined === 'pending' && states.some(isOver) ? 'running' : joined;
}

/** States in which a task has not worked, so that a time would mislead. */
const idleStates: ReadonlySet<TaskState> = new Set([
  'pending',
  'cached',
  'skipped',
]);

/** Whether the time between its start and its end is time that the task has worked. */
export function hasWorked(state: TaskState): boolean {
  return !idleStates.has(state);
}
