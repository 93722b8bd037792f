import { toError } from '@backstage/errors';
import {
  asNumber,
  at,
  cleanText,
  pipelineGraph,
  type Diagnosis,
  type DiagnosisInput,
  type EngineNode,
  type KubernetesObject,
  type PipelineGraph,
  type RunDiagnosisResponse,
  type Warning,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readArgoNodeName } from '@kubeflow-portal/plugin-kubeflow-node';
import { getObject } from '../../children/getObject';
import { diagnoseWithLogs } from '../../diagnosis';
import type { RouteContext } from '../../routes/RouteContext';
import type { PipelinesSession } from '../Pipelines';
import { diagnoseArchived } from './diagnoseArchived';
import { diagnoseLaunched } from './diagnoseLaunched';
import type { RunInCluster } from './lookAtRun';
import { placeKey } from './joinPods';
import { readWorkflowNodes, type WorkflowNode } from './readWorkflowNodes';
import { troubledTasks } from './taskInputs';
import { findHeldBack } from './upstream';

type Item = RunDiagnosisResponse['items'][number];

/** Tasks whose logs are read; each takes a few requests to the cluster. */
const MAX_LOGGED = 8;
const MAX_ITEMS = 100;

/**
 * Why a run failed or does not go on: what its tasks, pods, events, logs and workflow say together, causes before
 * consequences. The API itself gives no reason.
 *
 * @param options.mayReadLogs - whether what containers wrote may be shown
 */
export async function diagnoseRun(
  context: RouteContext,
  session: PipelinesSession,
  run: RunInCluster,
  options: { mayReadLogs: boolean },
): Promise<RunDiagnosisResponse> {
  const { watcher, namespace, spec } = run;
  const warnings: Warning[] = [...run.warnings];
  const workflow = await readWorkflow(context, run, warnings);
  const graph = spec === undefined ? undefined : pipelineGraph(spec);
  const nodes = nodesByTask(run, workflow, graph);
  const logs =
    options.mayReadLogs && watcher
      ? { connection: watcher.connection, namespace }
      : undefined;
  const cancelled = cancellationOf(session, run);
  const ofTasks = await Promise.all(
    troubledTasks(run, nodes.byTask, graph).map(async (troubled, index) => {
      const { task, input } = troubled;
      const where = index < MAX_LOGGED ? logs : undefined;
      const found =
        (where && (await diagnoseArchived(context, session, run, troubled))) ??
        (await diagnoseWithLogs(context, input, where));
      return found.map(diagnosis => ({
        ...diagnosis,
        taskId: task.id,
        taskName: task.name,
      }));
    }),
  );
  const explained = ofTasks.flat();
  const isExplained = explained.some(({ severity }) => severity === 'failure');
  const ofRun =
    isExplained && !cancelled
      ? []
      : await diagnoseWithLogs(
          context,
          wholeInput(run, nodes.rest, workflow, cancelled),
          logs,
        );
  const ofHeldBack =
    graph && run.record.run.state === 'failed'
      ? (
          await Promise.all(
            findHeldBack(graph, run.tasks).map(async each =>
              (
                await diagnoseWithLogs(
                  context,
                  {
                    subject: { kind: 'task', name: each.taskName },
                    upstream: each.upstream,
                  },
                  undefined,
                )
              ).map(diagnosis => ({
                ...diagnosis,
                taskId: each.taskId,
                taskName: each.taskName,
              })),
            ),
          )
        ).flat()
      : [];
  return {
    items: [
      ...ofRun,
      ...explained,
      ...diagnoseLaunched(context.store, run),
      ...ofHeldBack,
    ]
      .sort(byWeight)
      .slice(0, MAX_ITEMS),
    warnings,
  };
}

/** The workflow as it is now: only the object itself has its nodes' messages. */
async function readWorkflow(
  context: RouteContext,
  { watcher, workflow }: RunInCluster,
  warnings: Warning[],
): Promise<KubernetesObject | undefined> {
  const version = watcher?.versionOf('workflow');
  if (!watcher || !workflow || !version) {
    return undefined;
  }
  const { cluster, kind, namespace, name } = workflow;
  try {
    return await getObject(
      watcher.connection,
      { cluster, kind, namespace, name, version },
      context.config.watch.requestTimeout,
    );
  } catch (error) {
    warnings.push({
      cluster,
      code: 'children-unavailable',
      message: `The workflow of this run cannot be read: ${toError(error).message}`,
    });
    return undefined;
  }
}

/** Nodes of the workflow by the task that they worked for; `rest`: those of the run as a whole. */
function nodesByTask(
  run: RunInCluster,
  workflow: KubernetesObject | undefined,
  graph: PipelineGraph | undefined,
): { byTask: Map<string, EngineNode[]>; rest: EngineNode[] } {
  const byTask = new Map<string, EngineNode[]>();
  const rest: EngineNode[] = [];
  if (!workflow) {
    return { byTask, rest };
  }
  const tasks = new Map(
    run.tasks.map(
      task => [placeKey(task.path, task.iterations), task] as const,
    ),
  );
  const podNames = run.pods.map(({ name }) => name);
  for (const node of readWorkflowNodes(workflow, podNames)) {
    const place = readArgoNodeName(node.fullName, graph);
    const task = place && tasks.get(placeKey(place.path, place.iterations));
    if (task) {
      const known = byTask.get(task.id) ?? [];
      known.push(named(node, task.name));
      byTask.set(task.id, known);
    } else {
      rest.push(named(node, node.name));
    }
  }
  return { byTask, rest };
}

const named = (
  { phase, message, pod, finishedAt }: WorkflowNode,
  name: string,
): EngineNode => ({ name, phase, message, pod, finishedAt });

function wholeInput(
  run: RunInCluster,
  rest: readonly EngineNode[],
  workflow: KubernetesObject | undefined,
  cancelled: DiagnosisInput['cancelled'],
): Omit<DiagnosisInput, 'logs'> {
  const { state, message, name } = run.record.run;
  if (cancelled) {
    // Pipelines ends a run by a deadline of zero, so what the engine says is only how, not why.
    return { subject: { kind: 'run', name }, reading: { state }, cancelled };
  }
  const said = cleanText(at(workflow?.status, 'message'), 4000);
  const root = run.tasks.find(({ type }) => type === 'root');
  const known = new Set(run.tasks.map(({ id }) => id));
  return {
    subject: { kind: 'run', name },
    reading: { state, message },
    pods: run.pods.filter(
      ({ taskId }) => !taskId || taskId === root?.id || !known.has(taskId),
    ),
    events: run.events.filter(({ about }) => about.kind === 'Workflow'),
    engine: [
      ...rest,
      ...[said, message, root?.message].flatMap(text =>
        text && state === 'failed'
          ? [{ name, phase: 'Failed', message: text }]
          : [],
      ),
    ],
    deadlineSeconds: asNumber(at(workflow?.spec, 'activeDeadlineSeconds')),
  };
}

function cancellationOf(
  { server }: PipelinesSession,
  { record }: RunInCluster,
): DiagnosisInput['cancelled'] {
  const { id, state, reason, finishedAt } = record.run;
  const isCancelled = state === 'cancelled' || reason === 'CANCELING';
  return isCancelled
    ? (server.endings.get(id) ?? { at: finishedAt })
    : undefined;
}

const weights: Record<Diagnosis['severity'], number> = {
  failure: 0,
  blocked: 1,
  warning: 2,
};

/** Otherwise in the order of time, in which they come. */
function byWeight(left: Item, right: Item): number {
  return (
    Number(left.consequence ?? false) - Number(right.consequence ?? false) ||
    weights[left.severity] - weights[right.severity]
  );
}
