import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';

/**
 * Tasks with the states that DAGs have on servers with tasks of their own, which Argo does not know: one has come out of
 * the cache when all that is in it has, and was skipped when all of it was (kubeflow/pipelines
 * backend/src/v2/apiclient/kfpapi evaluateAndUpdateParentStatus).
 */
export function withGroupStates(tasks: readonly RunTask[]): RunTask[] {
  const within = new Map<string, RunTask[]>();
  for (const task of tasks) {
    if (task.parentId !== undefined) {
      within.set(task.parentId, [...(within.get(task.parentId) ?? []), task]);
    }
  }
  const stateOf = (task: RunTask): RunTask['state'] => {
    const children = within.get(task.id) ?? [];
    if (task.state !== 'succeeded' || children.length === 0) {
      return task.state;
    }
    const [first, ...others] = children.map(stateOf);
    return (first === 'cached' || first === 'skipped') &&
      others.every(state => state === first)
      ? first
      : task.state;
  };
  return tasks.map(task => ({ ...task, state: stateOf(task) }));
}
