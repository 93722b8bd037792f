import type { ActionsContext } from './ActionsContext';
import { registerRunCommand } from './registerRunCommand';

export function registerRetryRun(actions: ActionsContext): void {
  registerRunCommand(actions, 'retry', {
    name: 'retry-run',
    title: 'Retry a failed pipeline run',
    description:
      'Runs the tasks of a run of Kubeflow Pipelines again that failed or were cancelled; what succeeded is kept.',
    attributes: { destructive: false, idempotent: false },
  });
}
