import type {
  RunDiagnosisResponse,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';

/**
 * The Pipelines API calls a task running as soon as its pod exists. Where the diagnosis knows what the pod waits for, a
 * node with a free GPU or an image, the task waits, and says so.
 */
export function withBlockedTasks(
  tasks: readonly RunTask[],
  diagnoses: RunDiagnosisResponse['items'],
): RunTask[] {
  const reasons = new Map(
    diagnoses
      .filter(({ severity }) => severity === 'blocked')
      .map(({ taskId, title }) => [taskId, title]),
  );
  return tasks.map(task => {
    const reason = reasons.get(task.id);
    return task.state === 'running' && reason !== undefined
      ? { ...task, state: 'pending', message: task.message ?? reason }
      : task;
  });
}
