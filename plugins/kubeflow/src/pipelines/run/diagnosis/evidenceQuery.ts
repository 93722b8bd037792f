import type { Evidence } from '@kubeflow-portal/plugin-kubeflow-common';
import { logValues } from '../useRunAddress';

/**
 * Where on a run's page something is seen that shows a diagnosis: the line of a log, the pod, the task. In the panel
 * of its task where that is known, else in the parts of the whole run.
 */
export function evidenceQuery(
  { source, pod, container, line, previous }: Evidence,
  taskId: string | undefined,
): Record<string, string | undefined> {
  const inPart = (part: 'logs' | 'pods') =>
    taskId === undefined ? { tab: part } : { task: taskId, part };
  if (source === 'log' && pod !== undefined) {
    const lines =
      line === undefined ? undefined : { from: line + 1, to: line + 1 };
    return {
      ...inPart('logs'),
      ...logValues({ pod, container, previous: previous === true, lines }),
    };
  }
  if (source === 'event' || source === 'container') {
    return { ...inPart('pods'), pod };
  }
  return taskId === undefined ? {} : { task: taskId };
}
