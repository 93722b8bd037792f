import { createHash } from 'node:crypto';
import { stableJson } from '../../pipelines/compile/components';
import { dummyImages } from '../../pipelines/compile/WorkflowCompiler';
import type { ExecutionRow, PipelinesStore } from '../../pipelines/store';
import { at, record, text, texts, type Json, type Random } from '../kernel';
import type { PodRequest } from '../workflows/PodPlan';
import { podSpecPatch } from './podSpecPatch';
import {
  artifactInputs,
  isTriggered,
  itemsOf,
  resolveInputs,
  type TaskPlace,
} from './resolveInputs';

/** Where a driver works. */
export interface DriverContext {
  store: PipelinesStore;
  random: Random;
  /** Seconds since 1970. */
  now: number;
  namespace: string;
  runId: string;
  /** Of the Workflow. */
  runName: string;
  createdAt: string;
  /** Of a run that says so: where artifacts go. */
  pipelineRoot?: string;
}

/** What a driver found out. */
export interface Driven {
  /** Output parameters of its node. */
  outputs: Record<string, string>;
  execution?: ExecutionRow;
  /** What it logs of it. */
  story: string[];
  /** It fails: its last words. */
  error?: string;
}

/** A flag of the container's command line, as the Workflow gives it. */
export function argumentOf(request: PodRequest, flag: string): string {
  const args = texts(at(request.template.container, 'args'));
  const index = args.indexOf(flag);
  return index < 0 ? '' : (args[index + 1] ?? '');
}

function parsed(value: string | undefined): Json {
  return value ? record(JSON.parse(value) as unknown) : {};
}

/** Outputs that a task has: where they go. */
function provisioned(root: string, row: ExecutionRow): Json {
  const artifacts = record(at(row.component.outputDefinitions, 'artifacts'));
  const parameters = record(at(row.component.outputDefinitions, 'parameters'));
  const artifact = (name: string, type: unknown) => [
    name,
    {
      artifacts: [
        {
          name,
          type,
          uri: `${root}/${row.taskName}/${row.id}/${name}`,
          metadata: {},
        },
      ],
    },
  ];
  return {
    parameters: Object.fromEntries(
      Object.keys(parameters).map(name => [
        name,
        { outputFile: `/tmp/kfp/outputs/${name}` },
      ]),
    ),
    artifacts: Object.fromEntries([
      ...Object.entries(artifacts).map(([name, spec]) =>
        artifact(name, at(spec, 'artifactType') ?? {}),
      ),
      artifact('executor-logs', { schemaTitle: 'system.Artifact' }),
    ]),
    outputFile: '/tmp/kfp_outputs/output_metadata.json',
  };
}

/** The same for tasks of a pipeline that would do the same. */
function fingerprintOf(
  row: ExecutionRow,
  container: Json,
  pipeline: string,
): string {
  const { resources: _, env: __, ...work } = container;
  return createHash('sha256')
    .update(
      stableJson({
        pipeline,
        inputs: row.inputs,
        outputs: row.component.outputDefinitions ?? {},
        work,
      }),
    )
    .digest('hex');
}

/** Does what the drivers of tasks do: resolves inputs, evaluates conditions, counts rounds, looks into the cache. */
export function drive(context: DriverContext, request: PodRequest): Driven {
  try {
    return request.templateName === 'system-dag-driver'
      ? driveDag(context, request)
      : driveContainer(context, request);
  } catch (error) {
    return failed(request, (error as Error).message);
  }
}

/** As drivers say that they failed. */
export function failed(request: PodRequest, why: string): Driven {
  const { inputs } = request;
  const kinds: Record<string, string> = {
    ROOT_DAG: 'RootDAG',
    DAG: 'DAG',
  };
  const kind = kinds[inputs['driver-type'] ?? ''] ?? 'Container';
  const info = [
    `pipelineName=${argumentOf(request, '--pipeline_name')}`,
    `runID=${argumentOf(request, '--run_id')}`,
    ...(inputs['task-name']
      ? [`taskName=${JSON.stringify(inputs['task-name'])}`]
      : []),
    ...(Number(inputs['parent-dag-id']) > 0
      ? [`dagExecutionID=${inputs['parent-dag-id']}`]
      : []),
    ...(Number(inputs['iteration-index']) >= 0
      ? [`iterationIndex=${inputs['iteration-index']}`]
      : []),
    'componentSpec',
  ].join(', ');
  return {
    outputs: {},
    story: [],
    error: `KFP driver: driver.${kind}(${info}) failed: ${why}`,
  };
}

function placeOf(context: DriverContext, request: PodRequest): TaskPlace {
  const { inputs } = request;
  const dag = context.store.executions.find(inputs['parent-dag-id'] ?? '');
  if (!dag) {
    throw new Error(
      `failed to get DAG: execution ${inputs['parent-dag-id']} not found`,
    );
  }
  const iteration = Number(inputs['iteration-index'] ?? -1);
  return {
    store: context.store,
    dag,
    taskName: inputs['task-name'] ?? '',
    task: parsed(inputs.task),
    component: parsed(inputs.component),
    ...(iteration >= 0 ? { iteration } : {}),
    isDag: request.templateName === 'system-dag-driver',
    run: {
      id: context.runId,
      name: context.runName,
      displayName: argumentOf(request, '--run_display_name'),
      createdAt: context.createdAt,
    },
  };
}

function recorded(
  { store, random, now, namespace, runId }: DriverContext,
  row: Pick<
    ExecutionRow,
    'kind' | 'taskName' | 'component' | 'task' | 'parent' | 'inputs'
  > &
    Partial<ExecutionRow>,
): ExecutionRow {
  return store.executions.add({
    id: random.uuid(),
    number: store.executions.nextNumber(),
    runId,
    namespace,
    state: 'RUNNING',
    createdAt: now,
    startedAt: now,
    finishedAt: 0,
    pods: [],
    outputs: { parameters: {}, artifacts: {} },
    ...row,
  });
}

function driveDag(context: DriverContext, request: PodRequest): Driven {
  if (request.inputs['driver-type'] === 'ROOT_DAG') {
    const component = parsed(request.inputs.component);
    const config = parsed(request.inputs['runtime-config']);
    const execution = recorded(context, {
      kind: 'ROOT',
      taskName: 'root',
      component,
      task: {},
      parent: '0',
      inputs: { parameters: record(config.parameterValues), artifacts: {} },
    });
    return {
      execution,
      outputs: {
        'execution-id': execution.number,
        'iteration-count': '0',
        condition: 'true',
      },
      story: [
        `input RuntimeConfig:${JSON.stringify(config)}`,
        `Created execution: id:${execution.number} type:system.DAGExecution`,
        `output execution.ID=${execution.number}`,
      ],
    };
  }
  const place = placeOf(context, request);
  const inputs = resolveInputs(place);
  const triggered = isTriggered(place.task, inputs);
  const loops =
    place.task.parameterIterator !== undefined && place.iteration === undefined;
  const rounds = loops ? itemsOf(place.task, inputs.parameters).length : 0;
  // A round finds the items of a list that is written down where it looks for its own.
  const item = text(at(place.task.parameterIterator, 'itemInput'));
  if (loops && item !== undefined && inputs.parameters[item] === undefined) {
    inputs.parameters[item] = itemsOf(place.task, inputs.parameters);
  }
  const execution = recorded(context, {
    kind: loops ? 'LOOP' : 'DAG',
    taskName: place.taskName,
    component: place.component,
    task: place.task,
    parent: place.dag.number,
    inputs,
    ...(place.iteration === undefined ? {} : { iteration: place.iteration }),
    ...(loops ? { rounds } : {}),
    ...(triggered ? {} : { state: 'SKIPPED', finishedAt: context.now }),
  });
  return {
    execution,
    outputs: {
      'execution-id': execution.number,
      'iteration-count': String(rounds),
      condition: String(triggered),
    },
    story: [
      `parent DAG: id:${place.dag.number}`,
      `parent DAG input parameters: ${JSON.stringify(place.dag.inputs.parameters)}`,
      `Created execution: id:${execution.number} type:system.DAGExecution`,
      ...(loops ? [`output iteration-count=${rounds}`] : []),
      ...(triggered ? [] : ['output condition=false']),
      `output execution.ID=${execution.number}`,
    ],
  };
}

/** What the driver does by itself, such as making a volume claim: no pod comes after it. */
function kubernetesOperation(
  { random, now }: DriverContext,
  row: ExecutionRow,
): Pick<Driven, 'outputs'> {
  row.state = 'SUCCEEDED';
  row.finishedAt = now;
  if (at(row.component.outputDefinitions, 'parameters', 'name')) {
    row.outputs.parameters.name = `${row.taskName}-${random.suffix()}`;
  }
  return {
    outputs: {
      'pod-spec-patch': '',
      'cached-decision': 'false',
      condition: 'true',
    },
  };
}

function driveContainer(context: DriverContext, request: PodRequest): Driven {
  const { store } = context;
  const place = placeOf(context, request);
  const container = parsed(request.inputs.container);
  const inputs = resolveInputs(place);
  const triggered = isTriggered(place.task, inputs);
  const execution = recorded(context, {
    kind: 'CONTAINER',
    taskName: place.taskName,
    component: place.component,
    task: place.task,
    parent: place.dag.number,
    inputs,
    ...(place.iteration === undefined ? {} : { iteration: place.iteration }),
    ...(triggered ? {} : { state: 'SKIPPED', finishedAt: context.now }),
  });
  const story = [
    `parent DAG: id:${place.dag.number}`,
    `parent DAG input parameters: ${JSON.stringify(place.dag.inputs.parameters)}`,
    `Created execution: id:${execution.number} type:system.ContainerExecution`,
  ];
  if (!triggered) {
    return {
      execution,
      outputs: {
        'pod-spec-patch': '',
        'cached-decision': 'false',
        condition: 'false',
      },
      story: [...story, 'output condition=false'],
    };
  }
  if (dummyImages.has(text(container.image) ?? '')) {
    return { execution, ...kubernetesOperation(context, execution), story };
  }
  const pipeline = argumentOf(request, '--pipeline_name');
  execution.fingerprint = fingerprintOf(execution, container, pipeline);
  const cached =
    at(place.task.cachingOptions, 'enableCache') === true
      ? store.executions.cached(execution)
      : undefined;
  if (cached) {
    execution.state = 'CACHED';
    execution.finishedAt = context.now;
    execution.outputs = cached.outputs;
    return {
      execution,
      outputs: {
        'pod-spec-patch': '',
        'cached-decision': 'true',
        condition: 'true',
      },
      story: [
        ...story,
        `Use cache for task ${String(at(place.task.taskInfo, 'name'))}`,
        'output cached-decision=true',
      ],
    };
  }
  const root = `${(context.pipelineRoot || 'minio://mlpipeline/v2/artifacts').replace(/\/+$/, '')}/${pipeline}/${context.runId}`;
  const patch = podSpecPatch({
    executionNumber: execution.number,
    pipeline,
    runId: context.runId,
    component: place.component,
    container,
    inputs,
    kubernetes: parsed(request.inputs['kubernetes-config']),
    executorInput: {
      inputs: {
        parameterValues: inputs.parameters,
        artifacts: artifactInputs(store, inputs.artifacts),
      },
      outputs: provisioned(root, execution),
    },
  });
  return {
    execution,
    outputs: {
      'pod-spec-patch': JSON.stringify(patch),
      'cached-decision': 'false',
      condition: 'true',
    },
    story: [...story, `output podSpecPatch=${JSON.stringify(patch)}`],
  };
}
