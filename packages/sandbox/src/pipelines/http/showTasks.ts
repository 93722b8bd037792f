import { at, text } from '../../simulation/kernel/json';
import { proto, rfc3339 } from '../rpc';
import type { ExecutionRow, PipelinesStore } from '../store';
import {
  isRound,
  iterationOf,
  lineOf,
  over,
  parentOf,
  rootName,
  stateOf,
  tasksOf,
} from './taskTree';
import { showValues } from './taskValues';

type Shown = Record<string, unknown>;

/** What kind of task it is, and what the driver calls it for people (driver/dag.go applyInferredDAGTaskType). */
function kindOf(row: ExecutionRow): { type: string; name?: string } {
  const { kind, taskName, component, task } = row;
  switch (kind) {
    case 'ROOT':
    case 'IMPORTER':
      return { type: kind };
    case 'CONTAINER':
      return { type: 'RUNTIME' };
    case 'LOOP':
      return { type: kind, name: 'Loop' };
    case 'DAG':
      break;
  }
  if (component.dag === undefined) return { type: 'RUNTIME' };
  if (text(at(task.triggerPolicy, 'condition')) !== undefined) {
    return { type: 'CONDITION_BRANCH', name: 'Condition Branch' };
  }
  return /^condition(?!-branch)/.test(taskName)
    ? { type: 'CONDITION', name: 'Condition' }
    : { type: 'DAG' };
}

/** 64-bit integers are strings in JSON; these may be zero, which is not the same as absent. */
function attributesOf(
  row: ExecutionRow,
  iteration: number | undefined,
): Shown | undefined {
  const attributes = {
    ...(iteration === undefined ? {} : { iteration_index: String(iteration) }),
    ...(row.rounds === undefined
      ? {}
      : { iteration_count: String(row.rounds) }),
    ...(row.kind === 'IMPORTER' ? { download_to_workspace: false } : {}),
  };
  return row.kind === 'ROOT' || Object.keys(attributes).length > 0
    ? attributes
    : undefined;
}

/** A task as the newer API shows it (`PipelineTask` of run.proto). */
export function showPipelineTask(
  store: PipelinesStore,
  row: ExecutionRow,
): Shown {
  const run = store.runs.find(row.runId);
  const { state, finishedAt } = stateOf(store, run, row);
  const isRoot = row.kind === 'ROOT';
  const { type, name } = kindOf(row);
  return proto({
    name: isRoot ? rootName : row.taskName,
    display_name: isRoot
      ? run?.displayName
      : (name ?? text(at(row.task.taskInfo, 'name')) ?? row.taskName),
    task_id: row.id,
    run_id: row.runId,
    pods: row.pods,
    cache_fingerprint: row.fingerprint,
    create_time: rfc3339(row.createdAt),
    end_time: finishedAt > 0 ? rfc3339(finishedAt) : undefined,
    state,
    status_metadata: row.message ? { message: row.message } : undefined,
    state_history: [
      { update_time: rfc3339(row.startedAt), state: 'RUNNING' },
      ...(over.has(state) ? [{ update_time: rfc3339(finishedAt), state }] : []),
    ],
    type,
    type_attributes: attributesOf(row, iterationOf(store, row)),
    parent_task_id: parentOf(store, row)?.id,
    child_tasks: tasksOf(store, row.runId)
      .filter(child => parentOf(store, child) === row)
      .map(child => ({ task_id: child.id, name: child.taskName })),
    inputs: showValues(store, row, 'inputs'),
    outputs: showValues(store, row, 'outputs'),
    scope_path: lineOf(store, row)
      .filter(one => !isRound(one))
      .map(one => one.taskName)
      .join('.'),
  });
}
