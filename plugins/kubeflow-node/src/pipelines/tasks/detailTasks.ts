import {
  pipelineGraph,
  type PipelineNode,
  type RunTask,
  type TaskState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { RunRecord } from '../PipelinesClient';
import { readName } from '../read/texts';
import type { ArgoNode } from './argoNodes';
import { readDetailRows, type DetailRow } from './detailRows';
import { detailState } from './detailState';
import { matchExecutors } from './executorRows';
import { withGroupStates } from './groupStates';
import { placeRows, type PlacedRows } from './placeRows';
import { podNamesOf } from './podNames';
import { taskTypeOf } from './taskType';

/** What belongs to one task, as it went once. */
interface TaskRows {
  node: ArgoNode;
  task?: DetailRow;
  driver?: DetailRow;
  executor?: DetailRow;
  attempts: DetailRow[];
}

/**
 * The tasks of a run whose server keeps them in the run itself: rows of the nodes of its workflow, drivers and
 * containers among them, joined to the tasks of the pipeline. Such servers tell states and times alone.
 *
 * @param spec - of the pipeline; without it, tasks cannot be placed
 */
export function detailTasks(record: RunRecord, spec: unknown): RunTask[] {
  const rows = readDetailRows(record.taskDetails);
  const graph = pipelineGraph(spec);
  const placed = placeRows(rows, graph);
  const byPath = new Map(graph.nodes.map(node => [node.id, node]));
  const groups = groupRows(placed, byPath);
  const ids = new Map(
    groups.map(group => [keyOf(group.node), idOf(group)] as const),
  );
  const podNames = podNamesOf(placed.nodes, byPath, keyOf);
  const tasks = groups
    .map(group => toTask(group, record, byPath, ids))
    .map((task, index) => ({
      ...task,
      podNames: withoutPods.has(task.state)
        ? []
        : (podNames.get(keyOf(groups[index]!.node)) ?? []),
    }));
  return [
    ...withGroupStates(tasks),
    ...unplacedTasks(placed, graph.nodes, record),
  ];
}

/** The engine has nodes for tasks of these states, and made no pods. */
const withoutPods: ReadonlySet<TaskState> = new Set(['cached', 'skipped']);

function groupRows(
  { nodes, rows, unplaced }: PlacedRows,
  byPath: ReadonlyMap<string, PipelineNode>,
): TaskRows[] {
  const groups = new Map<string, TaskRows>();
  for (const node of nodes) {
    const row = rows.get(node.name);
    if (!row || node.use === 'helper') {
      continue;
    }
    let group = groups.get(keyOf(node));
    if (!group) {
      group = { node, attempts: [] };
      groups.set(keyOf(node), group);
    }
    switch (node.use) {
      case 'task':
      case 'root':
        group.task = row;
        break;
      case 'driver':
        group.driver = row;
        break;
      case 'executor':
        group.executor = row;
        break;
      case 'attempt':
        group.attempts.push(row);
    }
  }
  const all = [...groups.values()];
  // Which container is of which task cannot be told by name; those that retry can by their attempts.
  const simple = all.filter(
    ({ node, attempts }) =>
      attempts.length === 0 && byPath.get(node.path)?.type === 'executor',
  );
  const loose = [
    ...simple.flatMap(({ executor }) => executor ?? []),
    ...unplaced.filter(row => row.name === 'executor'),
  ];
  const matched = matchExecutors(
    simple.flatMap(({ task }) => task ?? []),
    loose,
  );
  for (const group of simple) {
    group.executor = group.task && matched.get(group.task.id);
  }
  return all;
}

function toTask(
  group: TaskRows,
  record: RunRecord,
  byPath: ReadonlyMap<string, PipelineNode>,
  ids: ReadonlyMap<string, string>,
): RunTask {
  const { node, task, driver, attempts } = group;
  const about = byPath.get(node.path);
  const main = task ?? driver;
  return {
    id: idOf(group),
    path: node.path,
    iterations: node.iterations,
    name:
      node.path === ''
        ? record.run.name
        : (readName(about?.name) ?? readName(node.ownName) ?? ''),
    type: node.path === '' ? 'root' : taskTypeOf(about),
    parentId: parentIdOf(node, byPath, ids),
    ...detailState({ ...group, record }),
    message: task?.message ?? driver?.message,
    createdAt: driver?.startedAt ?? task?.startedAt,
    startedAt: task?.startedAt,
    finishedAt: main?.finishedAt,
    podNames: [],
    attempts: attempts.length > 0 ? attempts.length : undefined,
    inputs: [],
    outputs: [],
  };
}

/** The DAG around it, at the same turn of the loops that both are in. */
function parentIdOf(
  node: ArgoNode,
  byPath: ReadonlyMap<string, PipelineNode>,
  ids: ReadonlyMap<string, string>,
): string | undefined {
  if (node.path === '') {
    return undefined;
  }
  const parent = byPath.get(byPath.get(node.path)?.parentId ?? '');
  const iterations =
    parent?.type === 'loop' ? node.iterations.slice(0, -1) : node.iterations;
  return ids.get(keyOf({ path: parent?.id ?? '', iterations }));
}

function keyOf(node: Pick<ArgoNode, 'path' | 'iterations'>): string {
  return `${node.iterations.join('.')} ${node.path}`;
}

function idOf({ task, driver, executor, attempts }: TaskRows): string {
  return (task ?? driver ?? executor ?? attempts[0])?.id ?? '';
}

/** Rows that the pipeline does not explain, save those of the engine itself. */
function unplacedTasks(
  { unplaced, nodes }: PlacedRows,
  graphNodes: readonly PipelineNode[],
  record: RunRecord,
): RunTask[] {
  const workflow = nodes[0]?.name;
  const keys = new Map<string, PipelineNode[]>();
  for (const node of graphNodes) {
    keys.set(node.taskKey, [...(keys.get(node.taskKey) ?? []), node]);
  }
  return unplaced
    .filter(row => row.name !== workflow && !isHelper(row.name, keys))
    .map(row => {
      const candidates = keys.get(row.name) ?? [];
      const only = candidates.length === 1 ? candidates[0] : undefined;
      return {
        id: row.id,
        path: only?.id ?? '',
        iterations: [],
        name: readName(only?.name) ?? readName(row.name) ?? row.id,
        type: row.name === 'root' ? 'root' : taskTypeOf(only),
        ...detailState({ task: row, attempts: [], record }),
        message: row.message,
        createdAt: row.startedAt,
        startedAt: row.startedAt,
        finishedAt: row.finishedAt,
        podNames: [],
        inputs: [],
        outputs: [],
      };
    });
}

function isHelper(name: string, keys: ReadonlyMap<string, unknown>): boolean {
  return (
    name === '' ||
    /^executor(\(\d+\))?$/.test(name) ||
    /^iteration(-.*)?$/.test(name) ||
    /\.onExit$/.test(name) ||
    (name.endsWith('-driver') && !keys.has(name))
  );
}
