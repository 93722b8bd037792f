import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from '../../graph/graphIndex';
import { spanOf, taskTimes, type TaskTimes } from './taskTimes';

/** One line of the timeline. */
export interface TimelineRow {
  key: string;
  /** How far it is indented. */
  depth: number;
  is: 'task' | 'container' | 'iteration';
  /** Absent for an iteration of which the server tells nothing itself. */
  task?: RunTask;
  /** Of an iteration, and of the loop: {@link PipelineNode.id}. */
  nodeId: string;
  /** Of an iteration, from 0. */
  number?: number;
  /** Absent when nothing in it has begun. */
  times?: TaskTimes;
  /** Keys of the rows around it, the outermost first. */
  around: readonly string[];
}

/** What belongs to one place: an instance of a node. */
interface Branch {
  row: TimelineRow;
  order: number;
  children: Branch[];
}

/**
 * The tasks of a run as they went: in each container what lies in it, in each loop its iterations, the first to begin
 * first. Tasks that have no place in the graph come last.
 *
 * @param now - End of what goes on
 */
export function timelineRows(
  index: GraphIndex,
  tasks: readonly RunTask[],
  now: number,
): TimelineRow[] {
  const order = new Map(index.graph.nodes.map(({ id }, at) => [id, at]));
  const roots: Branch[] = [];
  const branches = new Map<string, Branch>();

  const branchAt = (nodeId: string, iterations: readonly number[]): Branch => {
    const depth = index.loopsAround(nodeId).length;
    const isIteration = iterations.length > depth;
    const key = keyOf(nodeId, iterations);
    const known = branches.get(key);
    if (known) {
      return known;
    }
    const parent = parentOf(index, nodeId, iterations, isIteration, branchAt);
    const branch: Branch = {
      row: {
        key,
        depth: parent ? parent.row.depth + 1 : 0,
        is: isIteration
          ? 'iteration'
          : index.childrenOf(nodeId).length > 0
            ? 'container'
            : 'task',
        nodeId,
        number: isIteration ? iterations[depth] : undefined,
        around: parent ? [...parent.row.around, parent.row.key] : [],
      },
      order: order.get(nodeId) ?? 0,
      children: [],
    };
    branches.set(key, branch);
    (parent?.children ?? roots).push(branch);
    return branch;
  };

  const loose: Branch[] = [];
  for (const task of tasks) {
    if (task.type === 'root') {
      continue;
    }
    const times = taskTimes(task, now);
    const branch = index.byId.has(task.path)
      ? branchAt(task.path, task.iterations.slice(0, depthOf(index, task)))
      : undefined;
    if (branch && !branch.row.task) {
      Object.assign(branch.row, { task, times });
    } else {
      // Without a place, or a second one in the same place.
      loose.push(looseBranch(task, times));
    }
  }
  return [...flatten(roots), ...flatten(loose)];
}

/** As many iterations of a task as the graph knows loops for: around it, and itself when it is one. */
function depthOf(index: GraphIndex, { path }: RunTask): number {
  const own = index.byId.get(path)?.type === 'loop' ? 1 : 0;
  return index.loopsAround(path).length + own;
}

function parentOf(
  index: GraphIndex,
  nodeId: string,
  iterations: readonly number[],
  isIteration: boolean,
  branchAt: (id: string, iterations: readonly number[]) => Branch,
): Branch | undefined {
  if (isIteration) {
    return branchAt(nodeId, iterations.slice(0, -1));
  }
  const parent = index.byId.get(index.byId.get(nodeId)?.parentId ?? '');
  if (!parent) {
    return undefined;
  }
  const around = index.loopsAround(parent.id).length;
  return branchAt(
    parent.id,
    iterations.slice(0, parent.type === 'loop' ? around + 1 : around),
  );
}

function looseBranch(task: RunTask, times: TaskTimes | undefined): Branch {
  const row: TimelineRow = {
    key: `task ${task.id}`,
    depth: 0,
    is: 'task',
    task,
    nodeId: task.path,
    times,
    around: [],
  };
  return { row, order: Number.MAX_SAFE_INTEGER, children: [] };
}

function flatten(branches: Branch[]): TimelineRow[] {
  branches.forEach(widen);
  const begin = ({ row }: Branch) => row.times?.ready ?? Infinity;
  return [...branches]
    .sort(
      (one, other) =>
        compare(begin(one), begin(other)) ||
        compare(one.row.number ?? 0, other.row.number ?? 0) ||
        compare(one.order, other.order),
    )
    .flatMap(({ row, children }) => [row, ...flatten(children)]);
}

/** What holds others lasts from the first to the last of them, whatever the server says of itself. */
function widen({ row, children }: Branch): void {
  children.forEach(widen);
  row.times = spanOf([row.times, ...children.map(each => each.row.times)]);
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function keyOf(nodeId: string, iterations: readonly number[]): string {
  return JSON.stringify([nodeId, ...iterations]);
}
