import type {
  RunTask,
  TaskState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from './graphIndex';
import { isOfChoice, type IterationChoice } from './iterations';
import { joinedState } from './taskStates';

/** How a node of the graph is doing in a run: one task, or all that it was in the iterations that are shown. */
export interface NodeStatus {
  state: TaskState;
  /** As the engine says. */
  message?: string;
  /** ISO 8601, of the first to start and the last to end. */
  startedAt?: string;
  finishedAt?: string;
  /** Of the task with the most. */
  attempts: number;
  /** Tasks that are shown as one. */
  count: number;
}

/**
 * How each node is doing. A node that has not been reached has no entry; a container of which the server tells
 * nothing is told by what lies in it.
 */
export function nodeStatuses(
  index: GraphIndex,
  tasks: readonly RunTask[],
  choice: IterationChoice,
): Map<string, NodeStatus> {
  const byPath = new Map<string, RunTask[]>();
  for (const task of tasks) {
    if (index.byId.has(task.path) && isOfChoice(index, task, choice)) {
      const found = byPath.get(task.path);
      if (found) {
        found.push(task);
      } else {
        byPath.set(task.path, [task]);
      }
    }
  }
  const statuses = new Map<string, NodeStatus>();
  // From the inside out: what lies in a container comes after it.
  for (const { id } of [...index.graph.nodes].reverse()) {
    const own = ownTasks(index, id, byPath.get(id) ?? []);
    const status =
      own.length > 0
        ? statusOf(own)
        : joinedStatus(
            index
              .childrenOf(id)
              .map(child => statuses.get(child.id))
              .filter(each => each !== undefined),
          );
    if (status) {
      statuses.set(id, status);
    }
  }
  // From the outside in: servers say that a branch was not taken, not that what lies in it was not.
  for (const { id, parentId } of index.graph.nodes) {
    if (
      parentId !== undefined &&
      !statuses.has(id) &&
      statuses.get(parentId)?.state === 'skipped'
    ) {
      statuses.set(id, { state: 'skipped', attempts: 0, count: 0 });
    }
  }
  return statuses;
}

/** Of a loop, the loop itself before its iterations, where the server tells of it. */
function ownTasks(
  index: GraphIndex,
  id: string,
  tasks: readonly RunTask[],
): readonly RunTask[] {
  const depth = index.loopsAround(id).length;
  const own = tasks.filter(({ iterations }) => iterations.length <= depth);
  return own.length > 0 ? own : tasks;
}

function statusOf(tasks: readonly RunTask[]): NodeStatus | undefined {
  return joinedStatus(
    tasks.map(
      ({ state, message, startedAt, finishedAt, attempts, podNames }) => ({
        state,
        message,
        startedAt,
        finishedAt,
        attempts: attempts ?? Math.max(1, podNames.length),
        count: 1,
      }),
    ),
  );
}

function joinedStatus(statuses: readonly NodeStatus[]): NodeStatus | undefined {
  if (statuses.length === 0) {
    return undefined;
  }
  const state = joinedState(statuses.map(each => each.state));
  const isOver = statuses.every(({ finishedAt }) => finishedAt !== undefined);
  return {
    state,
    message: statuses.find(each => each.state === state && each.message)
      ?.message,
    startedAt: extreme(statuses, 'startedAt', (one, other) => one < other),
    finishedAt: isOver
      ? extreme(statuses, 'finishedAt', (one, other) => one > other)
      : undefined,
    attempts: statuses.reduce((most, each) => Math.max(most, each.attempts), 0),
    count: statuses.reduce((sum, each) => sum + each.count, 0),
  };
}

function extreme(
  statuses: readonly NodeStatus[],
  key: 'startedAt' | 'finishedAt',
  isBetter: (one: number, other: number) => boolean,
): string | undefined {
  let best: string | undefined;
  for (const { [key]: time } of statuses) {
    if (
      time !== undefined &&
      (best === undefined || isBetter(Date.parse(time), Date.parse(best)))
    ) {
      best = time;
    }
  }
  return best;
}
