import type {
  LaunchedWorkload,
  RunDiagnosisResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ResourceStore } from '../../store/ResourceStore';
import type { RunInCluster } from './lookAtRun';

/** States of a job in which the task that started it cannot go on, with what the job does then. */
const troubles: Partial<
  Record<LaunchedWorkload['state'], { verb: string; isFailure: boolean }>
> = {
  failed: { verb: 'failed', isFailure: true },
  queued: { verb: 'waits', isFailure: false },
  suspended: { verb: 'is suspended', isFailure: false },
};

/**
 * A task that starts a job and waits for it fails with it, or stands still with it, and its own pod only says that. A job
 * that failed is a warning where the task took no harm.
 */
export function diagnoseLaunched(
  { kinds }: ResourceStore,
  { launched, tasks }: Pick<RunInCluster, 'launched' | 'tasks'>,
): RunDiagnosisResponse['items'] {
  return launched.flatMap(({ kind, name, state, message, taskId }) => {
    const trouble = troubles[state];
    if (!trouble) {
      return [];
    }
    const task = tasks.find(({ id }) => id === taskId);
    const what = `${kinds.get(kind)?.title.one ?? kind} ${name}`;
    const isHarmless = task !== undefined && task.state !== 'failed';
    return [
      {
        rule: 'launched-workload',
        severity: !trouble.isFailure
          ? ('blocked' as const)
          : isHarmless
            ? ('warning' as const)
            : ('failure' as const),
        title: `${what}, which ${task ? 'it' : 'a task'} started, ${trouble.verb}.`,
        advice: `Look at the page of ${what}.`,
        evidence: message
          ? [{ source: 'condition' as const, where: what, text: message }]
          : [],
        taskId: task?.id,
        taskName: task?.name,
      },
    ];
  });
}
