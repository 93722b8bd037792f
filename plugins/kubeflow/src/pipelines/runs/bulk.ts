import {
  isTerminalState,
  type Run,
  type RunCommand,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** What can be done to many runs at once. */
export type BulkAction = RunCommand | 'delete';

/** In the order in which they are offered. */
export const bulkActions: readonly BulkAction[] = [
  'archive',
  'restore',
  'retry',
  'terminate',
  'delete',
];

/** Requests under way at the same time. */
const CONCURRENCY = 4;

/** Whether the Pipelines API would take it: what it would refuse is not asked. */
export function canBe(action: BulkAction, run: Run): boolean {
  switch (action) {
    case 'archive':
      return run.storage === 'available';
    case 'restore':
      return run.storage === 'archived';
    case 'retry':
      return run.state === 'failed' || run.state === 'cancelled';
    case 'terminate':
      return !isTerminalState(run.state) && run.reason !== 'CANCELING';
    default:
      return true;
  }
}

/** How one of many went. */
export interface BulkResult {
  run: Run;
  /** Absent: well. */
  error?: Error;
}

/**
 * Does the same to many runs, a few at a time. One that fails does not stop the others.
 *
 * @param onResult - Told of each as soon as it is known
 */
export async function forEachRun(
  runs: readonly Run[],
  act: (run: Run) => Promise<void>,
  onResult: (result: BulkResult) => void,
): Promise<void> {
  const waiting = [...runs];
  const worker = async () => {
    for (let run = waiting.shift(); run; run = waiting.shift()) {
      try {
        await act(run);
        onResult({ run });
      } catch (error) {
        onResult({
          run,
          error: error instanceof Error ? error : new Error(String(error)),
        });
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
