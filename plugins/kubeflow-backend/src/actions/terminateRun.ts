import type { ActionsContext } from './ActionsContext';
import { registerRunCommand } from './registerRunCommand';

export function registerTerminateRun(actions: ActionsContext): void {
  registerRunCommand(actions, 'terminate', {
    name: 'terminate-run',
    title: 'Terminate a pipeline run',
    description:
      'Ends a run of Kubeflow Pipelines that goes on. What its tasks have not stored is lost.',
    attributes: { destructive: true, idempotent: true },
  });
}
