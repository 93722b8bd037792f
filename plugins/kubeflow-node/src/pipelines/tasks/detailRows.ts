import {
  asRecord,
  asRecords,
  asString,
  asTime,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readErrorMessage, readId } from '../read/texts';

/** A row of `run_details.task_details`: a node of the run's workflow, without its own id. */
export interface DetailRow {
  /** The server's id. */
  id: string;
  /** The node's own name. */
  name: string;
  /** As the API has it; absent for what it has no word for: a node that Argo left out, or has yet to look at. */
  state?: string;
  message?: string;
  startedAt?: string;
  finishedAt?: string;
  /** Ids of the nodes within it that come first, and of those that come after it. */
  children: string[];
}

/** As many rows as are looked at. */
const MAX_ROWS = 100_000;

/** Reads the rows; what is no row, or has no id, is left out. */
export function readDetailRows(taskDetails: unknown): DetailRow[] {
  const rows: DetailRow[] = [];
  for (const row of asRecords(taskDetails).slice(0, MAX_ROWS)) {
    const id = readId(row.task_id);
    if (id !== undefined) {
      rows.push({
        id,
        name: asString(row.display_name) ?? '',
        state: readState(row.state),
        message: readErrorMessage(row.error),
        startedAt: asTime(row.start_time),
        finishedAt: asTime(row.end_time),
        children: asRecords(row.child_tasks)
          .map(child => asString(child.pod_name) ?? asString(child.task_id))
          .filter(child => child !== undefined),
      });
    }
  }
  return rows;
}

function readState(value: unknown): string | undefined {
  const state = asString(value);
  return state === 'RUNTIME_STATE_UNSPECIFIED' ? undefined : state;
}

/** The name of the workflow: what all ids of its nodes begin with. */
export function workflowOf(rows: readonly DetailRow[]): string | undefined {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const child of row.children) {
      const workflow = /^(.+)-\d+$/.exec(child)?.[1];
      if (workflow !== undefined) {
        counts.set(workflow, (counts.get(workflow) ?? 0) + 1);
      }
    }
  }
  let most: string | undefined;
  for (const [workflow, count] of counts) {
    if (most === undefined || count > (counts.get(most) ?? 0)) {
      most = workflow;
    }
  }
  return most;
}

/** Whether the rows are there at all, and not only the run's newer form of tasks. */
export function hasDetails(taskDetails: unknown): boolean {
  return Array.isArray(taskDetails) && taskDetails.some(row => asRecord(row));
}
