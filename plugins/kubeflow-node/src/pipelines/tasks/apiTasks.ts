import {
  asCount,
  asRecords,
  asString,
  asTime,
  at,
  cleanText,
  pipelineGraph,
  type PipelineNode,
  type RunTask,
  type TaskState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { RunRecord } from '../PipelinesClient';
import { readErrorMessage, readId, readName } from '../read/texts';
import { taskTypeOf } from './taskType';
import { readTaskValues } from './taskValues';
import { wasStopped } from './wasStopped';

type Row = Record<string, unknown>;

/**
 * The tasks of a run whose server has tasks of their own (`PipelineTask` of kubeflow/pipelines
 * backend/api/v2beta1/run.proto).
 *
 * @param spec - of the pipeline; without it, tasks are where their scope says
 */
export function apiTasks(
  rows: readonly Row[],
  record: RunRecord,
  spec: unknown,
): RunTask[] {
  const graph = pipelineGraph(spec);
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  const byId = new Map<string, Row>();
  for (const row of rows) {
    const id = readId(row.task_id);
    if (id !== undefined) {
      byId.set(id, row);
    }
  }
  return [...byId].map(([id, row]) =>
    toTask(id, row, lineOf(row, byId), nodes, record),
  );
}

/** The task and those around it, the outermost first. */
function lineOf(row: Row, byId: ReadonlyMap<string, Row>): Row[] {
  const line: Row[] = [];
  for (
    let current: Row | undefined = row;
    current && !line.includes(current);
    current = byId.get(asString(current.parent_task_id) ?? '')
  ) {
    line.unshift(current);
  }
  return line;
}

function toTask(
  id: string,
  row: Row,
  line: readonly Row[],
  nodes: ReadonlyMap<string, PipelineNode>,
  record: RunRecord,
): RunTask {
  const path = pathOf(row, line, nodes);
  const node = nodes.get(path);
  const type = row.type === 'ROOT' ? 'root' : taskTypeOf(node, row.type);
  const pods = asRecords(row.pods)
    .filter(pod => pod.type === 'EXECUTOR')
    .map(pod => cleanText(pod.name, 253))
    .filter(name => name !== undefined);
  const podNames = [...new Set(pods)];
  const createdAt = asTime(row.create_time);
  const isPrepared = type !== 'executor' || podNames.length > 0;
  return {
    id,
    path,
    iterations: iterationsOf(line),
    name:
      type === 'root'
        ? record.run.name
        : (readName(node?.name) ??
          readName(row.display_name) ??
          readName(row.name) ??
          id),
    type,
    parentId: readId(row.parent_task_id),
    state: stateOf(row, isPrepared, record),
    message:
      cleanText(at(row, 'status_metadata', 'message')) ??
      readErrorMessage(asRecords(row.state_history).at(-1)?.error),
    createdAt,
    startedAt: isPrepared
      ? (asTime(
          asRecords(row.state_history).find(({ state }) => state === 'RUNNING')
            ?.update_time,
        ) ?? createdAt)
      : undefined,
    finishedAt: asTime(row.end_time),
    podNames,
    attempts: podNames.length > 0 ? podNames.length : undefined,
    inputs: readTaskValues(row.inputs),
    outputs: readTaskValues(row.outputs),
  };
}

/**
 * Which turn of each loop around, the outermost first. The driver writes the turn of the innermost loop on every task in
 * it, however deep in DAGs, so it counts once: where the loop itself is the parent.
 */
function iterationsOf(line: readonly Row[]): number[] {
  return line
    .filter((_, depth) => line[depth - 1]?.type === 'LOOP')
    .map(each => asCount(at(each, 'type_attributes', 'iteration_index')))
    .filter(index => index !== undefined);
}

/** `root.train.fit` is the task `fit` of the DAG `train`. */
function pathOf(
  row: Row,
  line: readonly Row[],
  nodes: ReadonlyMap<string, PipelineNode>,
): string {
  const scope = asString(row.scope_path)?.split('.') ?? [];
  const byScope = scope[0] === 'root' ? scope.slice(1).join('/') : '';
  const byNames = line
    .slice(1)
    .map(each => asString(each.name) ?? '')
    .join('/');
  const known = [byScope, byNames].find(path => nodes.has(path));
  return known ?? (nodes.size === 0 ? cleanText(byScope) : undefined) ?? '';
}

function stateOf(row: Row, isPrepared: boolean, record: RunRecord): TaskState {
  switch (row.state) {
    case 'RUNNING':
      return isPrepared ? 'running' : 'pending';
    case 'SUCCEEDED':
      return 'succeeded';
    case 'CACHED':
      return 'cached';
    case 'SKIPPED':
      return 'skipped';
    case 'FAILED':
      return wasStopped(asTime(row.end_time), record) ? 'cancelled' : 'failed';
    default:
      return 'unknown';
  }
}
