import { stringify } from 'yaml';
import { at, record, records } from '../simulation/kernel';
import type { JsonValue } from './testing/apiClient';
import { LiveSandbox, recorded } from './testing/liveSandbox';
import { aPipeline } from './testing/specs';

let live: LiveSandbox;

beforeAll(async () => {
  live = await LiveSandbox.start();
});

afterAll(async () => {
  expect(live.errors).toEqual([]);
  await live[Symbol.asyncDispose]();
});

/** Tasks of a run by their names, with what does not depend on the clock. */
function tasksOf(run: JsonValue): unknown[] {
  const shown = (text: unknown) =>
    String(text).replace(/-[bcdfghjklmnpqrstvwxz2456789]{5}$/, '');
  return [...(run.run_details?.task_details ?? [])]
    .map(task => [
      shown(task.display_name),
      task.state,
      task.child_tasks?.length ?? 0,
      Object.keys(task).sort().join(),
    ])
    .sort((one, other) =>
      JSON.stringify(one) < JSON.stringify(other) ? -1 : 1,
    );
}

function statesOf(run: JsonValue): unknown[] {
  return run.state_history.map(({ state }) => state);
}

/** A pipeline of which one task has something of its own. */
function troubled(
  name: string,
  change: {
    life?: string;
    container?: Record<string, unknown>;
    platform?: Record<string, unknown>;
  },
): string {
  const spec = aPipeline(name);
  const executors = at(spec.deploymentSpec, 'executors') as Record<
    string,
    { container: Record<string, unknown> }
  >;
  Object.assign(executors['exec-train'].container, {
    ...(change.life
      ? { env: [{ name: 'SANDBOX_LIFE', value: change.life }] }
      : {}),
    ...change.container,
  });
  return [spec, ...(change.platform ? [change.platform] : [])]
    .map(document => stringify(document))
    .join('---\n');
}

async function fate(name: string, change: Parameters<typeof troubled>[1]) {
  const reference = await live.upload(name, troubled(name, change));
  return live.run(reference, { label: 'x' });
}

function nodesOf(runId: string) {
  return records(
    Object.values(record(at(live.workflow(runId)?.status, 'nodes'))),
  );
}

describe('runs of compiled pipelines', () => {
  it.each([
    ['sequential', 'run-sequential', {}],
    ['nested', 'run-nested', {}],
    ['retry', 'run-retry', {}],
    ['collected', 'run-collected', {}],
    ['importer', 'run-importer', {}],
    ['exit-handler', 'run-failing', { fail: true }],
  ])('%s: the tasks of the real server', async (name, fixture, parameters) => {
    const runId = await live.run(await live.upload(name), parameters);
    const run = await live.ended(runId);
    const real = recorded(fixture).body;
    expect(run.state).toBe(real.state);
    expect(tasksOf(run)).toEqual(tasksOf(real));
    expect(Object.keys(run).sort()).toEqual(Object.keys(real).sort());
  });

  it('goes round a loop for each item, and another within it', async () => {
    const runId = await live.run(await live.upload('loop'));
    const run = await live.ended(runId);
    expect(run.state).toBe('SUCCEEDED');
    const names = run.run_details.task_details.map(task => task.display_name);
    const rounds = names.filter(name => /^iteration-iterations\(/.test(name));
    expect(rounds.length).toBeGreaterThan(6);
    expect(names.filter(name => name === 'iteration-item')).toHaveLength(
      rounds.length,
    );
  });

  it('takes one branch and skips the others', async () => {
    const runId = await live.run(await live.upload('condition'));
    const run = await live.ended(runId);
    expect(run.state).toBe('SUCCEEDED');
    const branches = run.run_details.task_details.filter(task =>
      ['condition-2', 'condition-3', 'condition-4'].includes(task.display_name),
    );
    expect(branches.map(({ state }) => state).sort()).toEqual(
      expect.arrayContaining(['SKIPPED', 'SUCCEEDED']),
    );
  });
});

it('the run, its Workflow and its pods agree', async () => {
  const reference = await live.upload('agreeing', troubled('agreeing', {}));
  const runId = await live.run(reference, { label: 'x' });
  expect((await live.get(runId)).state).toBe('PENDING');
  const run = await live.ended(runId);
  expect(statesOf(run)).toEqual(['PENDING', 'RUNNING', 'SUCCEEDED']);

  const workflow = live.workflow(runId)!;
  expect(workflow.metadata).toMatchObject({
    namespace: 'kubeflow',
    name: expect.stringMatching(/^agreeing-[a-z0-9]{5}$/),
    labels: {
      'workflows.argoproj.io/phase': 'Succeeded',
      'workflows.argoproj.io/completed': 'true',
      'pipeline/persistedFinalState': 'true',
    },
    annotations: { 'pipelines.kubeflow.org/run_name': 'a run' },
  });
  const nodes = nodesOf(runId);
  expect(nodes.map(({ displayName }) => displayName).sort()).toEqual(
    run.run_details.task_details.map(task => task.display_name).sort(),
  );
  for (const task of run.run_details.task_details) {
    // What the API does not tell.
    expect(Object.keys(task)).not.toEqual(
      expect.arrayContaining(['error', 'pod_name', 'parent_task_id']),
    );
    for (const { pod_name: id } of task.child_tasks ?? []) {
      expect(nodes.some(node => node.id === id)).toBe(true);
    }
  }

  const pods = live.pods(runId);
  const ofPods = nodes.filter(({ type }) => type === 'Pod');
  expect(pods).toHaveLength(ofPods.length);
  for (const pod of pods) {
    const { annotations = {}, labels = {}, ownerReferences } = pod.metadata;
    const node = ofPods.find(
      ({ id }) => id === annotations['workflows.argoproj.io/node-id'],
    )!;
    expect(annotations).toMatchObject({
      'workflows.argoproj.io/node-name': node.name,
      'pipelines.kubeflow.org/runtime-role':
        expect.stringMatching(/^(driver|launcher)$/),
    });
    expect(labels).toMatchObject({
      'workflows.argoproj.io/workflow': workflow.metadata.name,
      'workflows.argoproj.io/completed': 'true',
    });
    expect(ownerReferences).toMatchObject([{ uid: workflow.metadata.uid }]);
    const isLauncher =
      annotations['pipelines.kubeflow.org/runtime-role'] === 'launcher';
    const names = (key: string) =>
      records(at(pod.spec, key)).map(({ name }) => name);
    expect(names('containers').sort()).toEqual(['main', 'wait']);
    expect(names('initContainers')).toEqual(
      isLauncher ? ['init', 'kfp-launcher'] : ['init'],
    );
    expect(at(pod.status, 'phase')).toBe('Succeeded');
    const log = await live.api.get(
      `/apis/v1alpha1/runs/${runId}/nodes/${pod.metadata.name}/log`,
    );
    expect(log.body).toContain(isLauncher ? 'publish success.' : 'driver.go');
  }
});

describe('what goes wrong', () => {
  it.each([
    ['out-of-memory', 'main: OOMKilled (exit code 137)', undefined],
    ['exception', 'main: Error (exit code 1)', 'Traceback (most recent call'],
    ['exit:3', 'main: Error (exit code 1)', 'exit status 3'],
    ['cuda-out-of-memory', 'main: Error (exit code 1)', 'CUDA out of memory'],
    ['upload-error', 'main: Error (exit code 1)', 'failed to upload output'],
  ])('%s', async (life, message, words) => {
    const runId = await fate(`dies-of-${life.replace(':', '-')}`, { life });
    const run = await live.ended(runId);
    expect(statesOf(run)).toEqual(['PENDING', 'RUNNING', 'FAILED']);
    const failed = nodesOf(runId).find(
      ({ type, phase }) => type === 'Pod' && phase === 'Failed',
    )!;
    expect(failed).toMatchObject({ displayName: 'executor', message });
    const pod = live
      .pods(runId)
      .find(
        ({ metadata }) =>
          metadata.annotations?.['workflows.argoproj.io/node-id'] === failed.id,
      )!;
    expect(at(pod.status, 'phase')).toBe('Failed');
    if (words !== undefined) {
      const log = await live.api.get(
        `/apis/v1alpha1/runs/${runId}/nodes/${pod.metadata.name}/log`,
      );
      expect(log.body).toContain(words);
    }
  });

  it('an image that cannot be pulled and GPUs that no node has: pending, until somebody ends it', async () => {
    const ids = [
      await fate('no-image', { life: 'image-pull' }),
      await fate('no-gpus', {
        container: {
          resources: {
            accelerator: {
              resourceType: 'nvidia.com/gpu',
              resourceCount: '64',
            },
          },
        },
      }),
    ];
    const reasons = [/ErrImagePull|ImagePullBackOff/, /^Unschedulable: 0\/12/];
    for (const [index, runId] of ids.entries()) {
      await live.until('the reason', async () =>
        nodesOf(runId).some(
          ({ phase, message }) =>
            phase === 'Pending' && reasons[index].test(String(message)),
        )
          ? true
          : undefined,
      );
      expect((await live.get(runId)).state).toBe('RUNNING');
      const stopped = await live.api.post(`/runs/${runId}:terminate`);
      expect(stopped.status).toBe(200);
      const run = await live.ended(runId);
      expect(statesOf(run)).toEqual([
        'PENDING',
        'RUNNING',
        'CANCELING',
        'FAILED',
      ]);
      expect(nodesOf(runId)).toContainEqual(
        expect.objectContaining({ message: 'Step exceeded its deadline' }),
      );
    }
  });

  it('a deadline of the pipeline', async () => {
    const runId = await fate('too-late', {
      life: 'endless',
      platform: {
        platforms: {
          kubernetes: { pipelineConfig: { activeDeadlineSeconds: 120 } },
        },
      },
    });
    const run = await live.ended(runId);
    expect(run.state).toBe('FAILED');
    const took =
      Date.parse(String(run.finished_at)) - Date.parse(String(run.created_at));
    expect(took).toBeGreaterThanOrEqual(119_000);
    expect(took).toBeLessThan(140_000);
  });

  it('a driver that cannot resolve an input', async () => {
    const spec = aPipeline('no-input');
    const task = at(spec.root, 'dag', 'tasks', 'train') as Record<
      string,
      unknown
    >;
    task.inputs = {};
    const reference = await live.upload('no-input', stringify(spec));
    const runId = await live.run(reference, { label: 'x' });
    expect((await live.ended(runId)).state).toBe('FAILED');
    const failed = nodesOf(runId).find(({ phase }) => phase === 'Failed')!;
    expect(failed).toBeDefined();
    const pod = live
      .pods(runId)
      .find(({ status }) => at(status, 'phase') === 'Failed')!;
    const log = await live.api.get(
      `/apis/v1alpha1/runs/${runId}/nodes/${pod.metadata.name}/log`,
    );
    expect(log.body).toMatch(
      /KFP driver: driver\.Container\(.*\) failed: .*neither value nor default value provided for non-optional parameter "rows"/,
    );
  });
});

it('a run that failed is retried where it failed', async () => {
  const runId = await fate('second-chance', { life: 'exception' });
  await live.ended(runId);
  const before = new Set(live.pods(runId).map(({ metadata }) => metadata.uid));
  expect((await live.api.post(`/runs/${runId}:retry`)).status).toBe(200);
  const run = await live.until('the second end', async () => {
    const now = await live.get(runId);
    return now.state_history.length === 5 ? now : undefined;
  });
  expect(statesOf(run)).toEqual([
    'PENDING',
    'RUNNING',
    'FAILED',
    'RUNNING',
    'FAILED',
  ]);
  // What had succeeded was not done again.
  const pods = live.pods(runId);
  const kept = pods.filter(({ metadata }) => before.has(metadata.uid));
  expect(kept).toHaveLength(pods.length - 1);
  expect(kept.length).toBeGreaterThanOrEqual(4);
});

it('what was done before comes from the cache', async () => {
  const reference = await live.upload('again', troubled('again', {}));
  const first = await live.ended(await live.run(reference, { label: 'x' }));
  const second = await live.ended(await live.run(reference, { label: 'x' }));
  const skipped = (run: JsonValue) =>
    run.run_details.task_details.filter(({ state }) => state === 'SKIPPED')
      .length;
  // The second task is not to be cached.
  expect([skipped(first), skipped(second)]).toEqual([0, 1]);
  const other = { label: 'x', rows: 11 };
  expect(skipped(await live.ended(await live.run(reference, other)))).toBe(0);
});

it('archives a run and brings it back', async () => {
  const reference = await live.upload('archived', troubled('archived', {}));
  const runId = await live.run(reference, { label: 'x' });
  await live.ended(runId);
  await live.api.post(`/runs/${runId}:archive`);
  expect((await live.get(runId)).storage_state).toBe('ARCHIVED');
  await live.api.post(`/runs/${runId}:unarchive`);
  expect((await live.get(runId)).storage_state).toBe('AVAILABLE');
  // A log outlives its pod.
  const [pod] = live.pods(runId);
  live.sandbox.cluster.delete({
    group: '',
    version: 'v1',
    plural: 'pods',
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
  });
  const path = `/runs/${runId}/nodes/${pod.metadata.name}`;
  const log = await live.api.get(`/apis/v1alpha1${path}/log`);
  expect(log.body).toContain('Setting log level');
  for (const version of ['v1beta1', 'v2beta1']) {
    const read = await live.api.get(
      `/apis/${version}${path}/artifacts/main-logs:read`,
    );
    expect(Buffer.from(String(read.body.data), 'base64').toString()).toBe(
      log.body,
    );
  }
});

describe('recurring runs', () => {
  it.each([
    ['an interval', { periodic_schedule: { interval_second: '120' } }, 110],
    ['a cron expression', { cron_schedule: { cron: '0 * * * * *' } }, 50],
  ])('start by %s', async (_, trigger, least) => {
    const reference = await live.upload(
      `recurring-${least}`,
      troubled(`recurring-${least}`, {}),
    );
    const { status, body } = await live.api.post('/recurringruns', {
      display_name: `Every so often ${least}`,
      pipeline_version_reference: reference,
      runtime_config: { parameters: { label: 'x' } },
      max_concurrency: '1',
      mode: 'ENABLE',
      trigger,
    });
    expect(status).toBe(200);
    const id = String(body.recurring_run_id);
    const runsOf = async () =>
      (
        (await live.api.get('/runs', { page_size: '200' })).body.runs ?? []
      ).filter(run => run.recurring_run_id === id);
    const runs = await live.until('two runs', async () => {
      const found = await runsOf();
      return found.length >= 2 ? found : undefined;
    });
    const times = runs
      .map(run => Date.parse(String(run.created_at)) / 1000)
      .sort();
    expect(times[1] - times[0]).toBeGreaterThanOrEqual(least);
    expect(live.workflow(String(runs[0].run_id))?.metadata).toMatchObject({
      labels: {
        'scheduledworkflows.kubeflow.org/isOwnedByScheduledWorkflow': 'true',
      },
      ownerReferences: [{ kind: 'ScheduledWorkflow', uid: id }],
    });

    await live.api.post(`/recurringruns/${id}:disable`);
    await live.until('the ends', async () =>
      (await runsOf()).every(run => run.state === 'SUCCEEDED')
        ? true
        : undefined,
    );
    const before = (await runsOf()).length;
    const later = live.now.getTime() + 600_000;
    await live.until('ten minutes later', async () =>
      live.now.getTime() > later ? true : undefined,
    );
    expect(await runsOf()).toHaveLength(before);
    expect(
      (await live.api.call(`/recurringruns/${id}`, { method: 'DELETE' }))
        .status,
    ).toBe(200);
  });
});
