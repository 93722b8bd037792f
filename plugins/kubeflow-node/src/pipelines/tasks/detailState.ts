import {
  isTerminalState,
  type TaskState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { RunRecord } from '../PipelinesClient';
import type { DetailRow } from './detailRows';
import { wasStopped } from './wasStopped';

/** The state of a task, from the rows that are about it. */
export function detailState(about: {
  task?: DetailRow;
  driver?: DetailRow;
  executor?: DetailRow;
  attempts: readonly DetailRow[];
  record: RunRecord;
}): { state: TaskState } {
  const { task, driver, executor, attempts, record } = about;
  if (driver?.state === 'FAILED' && task?.state !== 'SUCCEEDED') {
    // Its task never came to be.
    return { state: failed(driver, record) };
  }
  if (!task) {
    return { state: beforeTask(driver, record) };
  }
  switch (task.state) {
    case 'PENDING':
      return { state: 'pending' };
    case 'RUNNING':
      if (executor?.state === 'PENDING') {
        return { state: 'pending' };
      }
      return {
        state:
          attempts.length > 0 && attempts.every(row => row.state === 'FAILED')
            ? 'restarting'
            : 'running',
      };
    case 'SUCCEEDED':
      // Its container was passed over: its outputs were there already.
      return { state: executor?.state === 'SKIPPED' ? 'cached' : 'succeeded' };
    case 'SKIPPED':
      return { state: 'skipped' };
    case 'FAILED':
      return { state: failed(task, record) };
    case 'CANCELING':
      return { state: 'running' };
    case 'CANCELED':
      return { state: 'cancelled' };
    case 'PAUSED':
      return { state: 'pending' };
    case undefined:
      return { state: withoutState(task, record) };
    default:
      return { state: 'unknown' };
  }
}

/** The engine is at it, or was when the run ended. */
function beforeTask(
  driver: DetailRow | undefined,
  record: RunRecord,
): TaskState {
  if (driver?.state === 'SKIPPED') {
    return 'skipped';
  }
  if (driver && driver.state === undefined) {
    return withoutState(driver, record);
  }
  return isTerminalState(record.run.state) ? 'skipped' : 'pending';
}

/**
 * Argo leaves a node out ("omitted") when what it depends on did not come about, and the API has no word for that; nor
 * has it one for a node that Argo has yet to look at, which has no end.
 */
function withoutState(row: DetailRow, record: RunRecord): TaskState {
  return row.finishedAt !== undefined || isTerminalState(record.run.state)
    ? 'skipped'
    : 'pending';
}

function failed(row: DetailRow, record: RunRecord): TaskState {
  return wasStopped(row.finishedAt, record) ? 'cancelled' : 'failed';
}
