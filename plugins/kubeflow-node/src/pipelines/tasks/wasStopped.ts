import type { RunRecord } from '../PipelinesClient';

/** What is stopped when a run is, counts as failed to the engine: whether a task that failed then was. */
export function wasStopped(
  finishedAt: string | undefined,
  { run, stateHistory }: RunRecord,
): boolean {
  if (run.state !== 'cancelled' && run.reason !== 'CANCELING') {
    return false;
  }
  const since = stateHistory.findLast(
    ({ reason }) => reason === 'CANCELING',
  )?.at;
  return since !== undefined && finishedAt !== undefined && finishedAt >= since;
}
