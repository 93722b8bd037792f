import type {
  PipelineNode,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from '../graph/graphIndex';
import { isOfChoice, type IterationChoice } from '../graph/iterations';

/** What is looked at: a node of the graph, and the task or tasks that it was in the run. */
export interface SelectedTask {
  /** Absent for a task that has no place in the graph. */
  node?: PipelineNode;
  /** Absent when the run has not come to it, or it was run several times and none of them is chosen. */
  task?: RunTask;
  /** All that the node was, in the iterations that are shown. */
  tasks: readonly RunTask[];
}

/**
 * What an address means.
 *
 * @param asked - `RunTask.id`, or `PipelineNode.id`
 */
export function selectedTask(
  index: GraphIndex | undefined,
  tasks: readonly RunTask[],
  asked: string | undefined,
  choice: IterationChoice,
): SelectedTask | undefined {
  if (asked === undefined) {
    return undefined;
  }
  const exact = tasks.find(({ id }) => id === asked);
  const node = index?.byId.get(exact?.path ?? asked);
  if (!index || !node) {
    return exact && { task: exact, tasks: [exact] };
  }
  const own = ownTasks(index, tasks, node);
  if (exact) {
    return { node, task: exact, tasks: own };
  }
  const chosen = own.filter(task => isOfChoice(index, task, choice));
  return {
    node,
    task: chosen.length === 1 ? chosen[0] : undefined,
    tasks: chosen,
  };
}

/** What a node was; of a loop, the loop itself rather than its iterations. */
function ownTasks(
  index: GraphIndex,
  tasks: readonly RunTask[],
  node: PipelineNode,
): RunTask[] {
  const all = tasks.filter(({ path }) => path === node.id);
  const depth = index.loopsAround(node.id).length;
  const own = all.filter(({ iterations }) => iterations.length <= depth);
  return own.length > 0 ? own : all;
}
