import type {
  Pipeline,
  PipelineExperiment,
  PipelinesServer,
  PipelineVersion,
  RecurringRun,
  Run,
  RunDetail,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** A Pipelines API that is well and may be written to; every part of it can be another. */
export function testServer(
  change: Partial<PipelinesServer> = {},
): PipelinesServer {
  return {
    cluster: 'sandbox',
    title: 'Sandbox',
    status: 'available',
    version: '2.15.0',
    multiUser: false,
    taskModel: 'tasks',
    write: { allowed: true },
    ...change,
  };
}

/** A shared pipeline; every part of it can be another. */
export function testPipeline(change: Partial<Pipeline> = {}): Pipeline {
  const name = change.name ?? 'train-bert';
  return {
    id: `id-${name}`,
    name,
    createdAt: '2026-01-01T10:00:00Z',
    tags: {},
    ...change,
  };
}

/** A version of {@link testPipeline}; every part of it can be another. */
export function testVersion(
  change: Partial<PipelineVersion> = {},
): PipelineVersion {
  const name = change.name ?? 'v1';
  return {
    pipelineId: 'id-train-bert',
    id: `id-${name}`,
    name,
    createdAt: '2026-01-01T10:00:00Z',
    tags: {},
    ...change,
  };
}

/** A run that goes on; every part of it can be another. */
export function testRun(change: Partial<Run> = {}): Run {
  const name = change.name ?? 'train-bert-1';
  return {
    id: `id-${name}`,
    name,
    state: 'running',
    storage: 'available',
    createdAt: '2026-01-01T10:00:00Z',
    startedAt: '2026-01-01T10:00:05Z',
    experimentId: 'id-default',
    experimentName: 'default',
    pipelineId: 'id-train-bert',
    pipelineName: 'train-bert',
    versionId: 'id-v1',
    versionName: 'v1',
    ...change,
  };
}

/** A task that has succeeded; every part of it can be another. */
export function testTask(change: Partial<RunTask> = {}): RunTask {
  const name = change.name ?? 'train';
  return {
    id: `id-${name}`,
    path: name,
    iterations: [],
    name,
    type: 'executor',
    state: 'succeeded',
    startedAt: '2026-01-01T10:00:10Z',
    finishedAt: '2026-01-01T10:05:10Z',
    podNames: [],
    inputs: [],
    outputs: [],
    ...change,
  };
}

/** What the page of {@link testRun} shows; every part of it can be another. */
export function testRunDetail(change: Partial<RunDetail> = {}): RunDetail {
  return {
    run: testRun(),
    parameters: {},
    stateHistory: [],
    tasks: [],
    taskModel: 'tasks',
    warnings: [],
    ...change,
  };
}

/** An experiment; every part of it can be another. */
export function testExperiment(
  change: Partial<PipelineExperiment> = {},
): PipelineExperiment {
  const name = change.name ?? 'default';
  return {
    id: `id-${name}`,
    name,
    createdAt: '2026-01-01T10:00:00Z',
    storage: 'available',
    ...change,
  };
}

/** A recurring run that fires each night; every part of it can be another. */
export function testRecurringRun(
  change: Partial<RecurringRun> = {},
): RecurringRun {
  const name = change.name ?? 'nightly';
  return {
    id: `id-${name}`,
    name,
    enabled: true,
    trigger: { cron: '0 0 3 * * *' },
    maxConcurrency: 1,
    catchUp: false,
    createdAt: '2026-01-01T10:00:00Z',
    experimentId: 'id-default',
    experimentName: 'default',
    pipelineId: 'id-train-bert',
    pipelineName: 'train-bert',
    parameters: {},
    ...change,
  };
}
