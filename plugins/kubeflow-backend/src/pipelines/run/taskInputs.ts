import type {
  DiagnosisInput,
  EngineNode,
  PipelineGraph,
  RunTask,
  WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { RunInCluster } from './lookAtRun';

/** What is known of one task, for its diagnosis. */
export interface TaskInput {
  task: RunTask;
  input: Omit<DiagnosisInput, 'logs'>;
}

/** Tasks that are looked at; a run with more failures than this has one cause. */
const MAX_TASKS = 100;

const states: Record<RunTask['state'], WorkloadState> = {
  pending: 'pending',
  running: 'running',
  restarting: 'restarting',
  succeeded: 'succeeded',
  cached: 'succeeded',
  skipped: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

/**
 * The tasks whose trouble is their own, the first one first: those that failed, and those that have not come to run or
 * start again and again. A group of tasks fails with one of its own, and only that one is asked about.
 *
 * @param nodes - by {@link RunTask.id}
 */
export function troubledTasks(
  run: RunInCluster,
  nodes: ReadonlyMap<string, readonly EngineNode[]>,
  graph: PipelineGraph | undefined,
): TaskInput[] {
  const failedParents = new Set(
    run.tasks
      .filter(({ state }) => state === 'failed')
      .flatMap(({ parentId }) => parentId ?? []),
  );
  return run.tasks
    .filter(
      task =>
        task.type !== 'root' &&
        ((task.state === 'failed' && !failedParents.has(task.id)) ||
          ['pending', 'running', 'restarting'].includes(task.state)),
    )
    .sort((left, right) =>
      (left.finishedAt ?? '~').localeCompare(right.finishedAt ?? '~'),
    )
    .slice(0, MAX_TASKS)
    .map(task => ({ task, input: inputOf(run, task, nodes, graph) }));
}

function inputOf(
  run: RunInCluster,
  task: RunTask,
  nodes: ReadonlyMap<string, readonly EngineNode[]>,
  graph: PipelineGraph | undefined,
): Omit<DiagnosisInput, 'logs'> {
  const pods = run.pods.filter(({ taskId }) => taskId === task.id);
  const names = new Set([...task.podNames, ...pods.map(({ name }) => name)]);
  const own: EngineNode[] = task.message
    ? [
        {
          name: task.name,
          phase: task.state === 'failed' ? 'Failed' : undefined,
          message: task.message,
          finishedAt: task.finishedAt,
        },
      ]
    : [];
  return {
    subject: { kind: 'task', name: task.name },
    reading: {
      state: states[task.state],
      message: task.message,
      since: task.finishedAt ?? task.startedAt,
    },
    pods,
    events: run.events.filter(({ about }) => names.has(about.name)),
    engine: [...(nodes.get(task.id) ?? []), ...own],
    missingInputs:
      task.state === 'failed' ? missingInputs(run, task, graph) : [],
  };
}

/** Inputs that the task needs, and whose maker did not come to its end. */
function missingInputs(
  run: RunInCluster,
  task: RunTask,
  graph: PipelineGraph | undefined,
): { name: string; producer?: string }[] {
  const node = graph?.nodes.find(({ id }) => id === task.path);
  return (node?.inputs ?? []).flatMap(({ name, isOptional, source }) => {
    if (isOptional || source?.from !== 'task') {
      return [];
    }
    const makers = run.tasks.filter(({ path }) => path === source.nodeId);
    const isMissing =
      makers.length > 0 &&
      makers.every(({ state }) => ['skipped', 'failed'].includes(state));
    return isMissing ? [{ name, producer: makers[0]?.name }] : [];
  });
}
