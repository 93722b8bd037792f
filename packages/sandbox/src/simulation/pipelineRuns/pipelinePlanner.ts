import type { ApiObject } from '../../cluster/types';
import type { ExecutionRow, PipelinesStore } from '../../pipelines/store';
import type { Subject } from '../families/Family';
import { at, record, text, type Json, type Script } from '../kernel';
import { bringUp } from '../pods/bringUp';
import type { SimPod } from '../pods/SimPod';
import type { PodPlan, PodPlanner, PodRequest } from '../workflows/PodPlan';
import {
  argumentOf,
  drive,
  failed,
  type Driven,
  type DriverContext,
} from './drive';
import { ExecutorRun } from './ExecutorRun';
import { isDriverToFail } from './fates';
import { importArtifact } from './importArtifact';
import { launcherFlag } from './podSpecPatch';
import { driverBanner, glog } from './runLogs';

/** What the tasks of pipelines need of the world around. */
export interface PipelineWorld {
  store: PipelinesStore;
  /** Creates a TrainJob that a task starts, and brings it to life. */
  startTrainJob(job: ApiObject, seconds: number): void;
}

/** Which round of each loop around it a node stands for. */
export function roundsOf(nodeName: string): number[] {
  return [...nodeName.matchAll(/\((\d+):\d+\)/g)].map(([, index]) =>
    Number(index),
  );
}

/** Plans the pods of runs of pipelines: drivers, executors and importers. Other Workflows' pods it leaves alone. */
export function pipelinePlanner(
  world: PipelineWorld,
  subject: Subject,
): PodPlanner {
  return request => {
    switch (request.templateName) {
      case 'system-dag-driver':
      case 'system-container-driver':
        return driverPlan(world, subject, request);
      case 'system-container-impl':
      case 'retry-system-container-impl':
        return executorPlan(world, subject, request);
      case 'system-importer':
      case 'system-importer-workspace':
        return importerPlan(world, subject, request);
      default:
        return undefined;
    }
  };
}

function contextOf(
  { store }: PipelineWorld,
  subject: Subject,
  request: PodRequest,
): DriverContext {
  const { object, world } = subject;
  const rootConfig = request.inputs['runtime-config'];
  const runId = object.metadata.labels?.['pipeline/runid'] ?? '';
  const root = rootConfig
    ? at(JSON.parse(rootConfig), 'gcsOutputDirectory')
    : undefined;
  return {
    store,
    random: subject.random,
    now: Math.floor(world.date.getTime() / 1000),
    namespace: subject.namespace,
    runId,
    runName: subject.name,
    createdAt: object.metadata.creationTimestamp ?? '',
    pipelineRoot: text(root) ?? store.runs.find(runId)?.config.pipelineRoot,
  };
}

function attach(
  row: ExecutionRow,
  pod: SimPod,
  type: 'DRIVER' | 'EXECUTOR',
): void {
  row.pods.push({ name: pod.name, uid: pod.uid, type });
}

/** A task that could not be prepared is one that failed. */
function recordFailure(
  context: DriverContext,
  request: PodRequest,
  driven: Driven,
  pod: SimPod,
): void {
  const { inputs } = request;
  if (inputs['driver-type'] === 'ROOT_DAG') {
    return;
  }
  const { store, random, now, namespace, runId } = context;
  const iteration = Number(inputs['iteration-index'] ?? -1);
  const row = store.executions.add({
    id: random.uuid(),
    number: store.executions.nextNumber(),
    runId,
    namespace,
    kind: request.templateName === 'system-dag-driver' ? 'DAG' : 'CONTAINER',
    taskName: inputs['task-name'] ?? '',
    component: record(JSON.parse(inputs.component || '{}')),
    task: record(JSON.parse(inputs.task || '{}')),
    parent: inputs['parent-dag-id'] ?? '0',
    ...(iteration >= 0 ? { iteration } : {}),
    state: 'FAILED',
    message: driven.error,
    createdAt: now,
    startedAt: now,
    finishedAt: now,
    pods: [],
    inputs: { parameters: {}, artifacts: {} },
    outputs: { parameters: {}, artifacts: {} },
  });
  attach(row, pod, 'DRIVER');
}

function driverPlan(
  pipelines: PipelineWorld,
  subject: Subject,
  request: PodRequest,
): PodPlan {
  const { world, random } = subject;
  let driven: Driven | undefined;
  return {
    *run(pod): Script {
      yield* bringUp(world, random, [pod]);
      pod.log(driverBanner(world.date));
      yield random.between(1, 2.5);
      const context = contextOf(pipelines, subject, request);
      const task = request.inputs['task-name'] ?? '';
      driven = isDriverToFail(subject, task, roundsOf(request.node.name))
        ? failed(
            request,
            'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.96.31.7:8080: connect: connection refused"',
          )
        : drive(context, request);
      pod.log(
        driven.story.map(line => glog('I', world.date, 'driver.go:62', line)),
      );
      if (driven.execution) {
        attach(driven.execution, pod, 'DRIVER');
      }
      if (driven.error === undefined) {
        pod.exit({ exitCode: 0, reason: 'Completed' });
        return;
      }
      recordFailure(context, request, driven, pod);
      pod.log([glog('F', world.date, 'main.go:127', driven.error)]);
      pod.exit({ exitCode: 1, reason: 'Error' });
    },
    outputs: () => driven?.outputs ?? {},
  };
}

function executorPlan(
  pipelines: PipelineWorld,
  subject: Subject,
  request: PodRequest,
): PodPlan | undefined {
  let patch: Json;
  try {
    patch = record(JSON.parse(request.inputs['pod-spec-patch'] || '{}'));
  } catch {
    return undefined;
  }
  const number = launcherFlag(patch, '--execution_id') ?? '';
  const row = pipelines.store.executions.find(number);
  if (!row) {
    return { patch, run: pod => lostRun(subject, pod, number) };
  }
  const executor = new ExecutorRun({
    pipelines,
    subject,
    row,
    patch,
    attempt: request.attempt,
    rounds: roundsOf(request.node.name),
  });
  return {
    patch,
    run: pod => executor.live(pod),
  };
}

/** Somebody has deleted the run in the meantime. */
function* lostRun(subject: Subject, pod: SimPod, number: string): Script {
  yield* bringUp(subject.world, subject.random, [pod]);
  pod.log([
    glog(
      'F',
      subject.world.date,
      'main.go:71',
      `failed to execute component: failed to get execution with ID ${number}: not found`,
    ),
  ]);
  pod.exit({ exitCode: 1, reason: 'Error' });
}

function importerPlan(
  pipelines: PipelineWorld,
  subject: Subject,
  request: PodRequest,
): PodPlan {
  const { world, random } = subject;
  return {
    *run(pod): Script {
      yield* bringUp(world, random, [pod]);
      pod.log([
        glog('I', world.date, 'main.go:80', "Setting log level to: '1'"),
      ]);
      yield random.between(1, 3);
      try {
        const row = importArtifact(
          contextOf(pipelines, subject, request),
          request,
          argumentOf(request, '--task_spec'),
        );
        attach(row, pod, 'EXECUTOR');
        pod.log([
          glog('I', world.date, 'importer_launcher.go:153', 'publish success.'),
        ]);
        pod.exit({ exitCode: 0, reason: 'Completed' });
      } catch (error) {
        pod.log([
          glog(
            'F',
            world.date,
            'main.go:71',
            `failed to execute importer component: ${(error as Error).message}`,
          ),
        ]);
        pod.exit({ exitCode: 1, reason: 'Error' });
      }
    },
  };
}
