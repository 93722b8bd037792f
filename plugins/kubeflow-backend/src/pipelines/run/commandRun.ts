import type { RunCommand } from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesSession } from '../Pipelines';

/**
 * Does something with a run. Who ends one is remembered, for whoever asks later why it did not finish.
 *
 * @throws PipelinesError
 */
export async function commandRun(
  { client, caller, server, by }: PipelinesSession,
  runId: string,
  command: RunCommand,
): Promise<void> {
  await client.commandRun(runId, command, caller);
  if (command === 'terminate' && by !== undefined) {
    server.endings.set(runId, { by, at: new Date().toISOString() });
  } else if (command === 'retry') {
    server.endings.delete(runId);
  }
}
