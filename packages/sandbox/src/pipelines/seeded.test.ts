import { at, records } from '../simulation/kernel';
import type { JsonValue } from './testing/apiClient';
import { LiveSandbox } from './testing/liveSandbox';
import { readObject } from './testing/readObject';

let live: LiveSandbox;
let runs: JsonValue[];

beforeAll(async () => {
  live = await LiveSandbox.start({ populate: true });
  const { body } = await live.api.get('/runs', { page_size: '200' });
  runs = body.runs;
});

afterAll(async () => {
  expect(live.errors).toEqual([]);
  await live[Symbol.asyncDispose]();
});

function named(name: string): JsonValue {
  const run = runs.find(one => one.display_name === name);
  expect([name, run !== undefined]).toEqual([name, true]);
  return run!;
}

function statesOf(run: JsonValue): string[] {
  return run.state_history.map(({ state }) => String(state));
}

it('has pipelines of both teams with their versions, experiments and schedules', async () => {
  const { body } = await live.api.get('/pipelines', { page_size: '50' });
  const names = body.pipelines.map(({ name }) => name).sort();
  expect(names).toEqual([
    'camera-drift',
    'corpus-refresh',
    'defect-detection',
    'learning-rate-sweep',
    'nightly-evaluation',
    'support-finetune',
  ]);
  for (const { pipeline_id: id } of body.pipelines) {
    const versions = await live.api.get(`/pipelines/${id}/versions`);
    expect(versions.body.total_size).toBeGreaterThanOrEqual(2);
  }
  const experiments = await live.api.get('/experiments');
  expect(
    experiments.body.experiments.map(({ storage_state }) => storage_state),
  ).toContain('ARCHIVED');
  const recurring = await live.api.get('/recurringruns');
  expect(
    new Set(recurring.body.recurringRuns.map(({ status }) => status)),
  ).toEqual(new Set(['ENABLED', 'DISABLED']));
});

it('has a past of some weeks, with whatever can become of a run', () => {
  expect(runs.length).toBeGreaterThanOrEqual(55);
  expect(new Set(runs.map(({ state }) => state))).toEqual(
    new Set(['RUNNING', 'SUCCEEDED', 'FAILED']),
  );
  expect(
    runs.filter(({ state }) => state === 'RUNNING').length,
  ).toBeGreaterThanOrEqual(5);
  expect(runs.map(({ storage_state }) => storage_state)).toContain('ARCHIVED');
  expect(runs.filter(run => run.recurring_run_id).length).toBeGreaterThan(5);
  const stopped = named('detector on sixteen GPUs');
  expect(statesOf(stopped)).toEqual([
    'PENDING',
    'RUNNING',
    'CANCELING',
    'FAILED',
  ]);
  expect(statesOf(named('evaluation, tried again'))).toEqual([
    'PENDING',
    'RUNNING',
    'FAILED',
    'RUNNING',
    'SUCCEEDED',
  ]);
  for (const run of runs) {
    for (const time of [run.created_at, run.finished_at]) {
      expect(Date.parse(String(time))).toBeLessThanOrEqual(live.now.getTime());
    }
  }
});

it.each([
  ['detector, memory of the evaluation', /OOMKilled \(exit code 137\)/],
  ['detector, larger batches', /No more retries left/],
  ['detector on sixteen GPUs, again', /Insufficient nvidia\.com\/gpu/],
  ['detector with the new image', /Step exceeded its deadline/],
  ['index, two languages', /Error \(exit code 1\)/],
  ['evaluation of all tickets', /Step exceeded its deadline/],
])('%s: the Workflow says why', (name, reason) => {
  const workflow = live.workflow(String(named(name).run_id));
  const messages = records(
    Object.values(at(workflow?.status, 'nodes') ?? {}),
  ).map(({ message }) => String(message));
  expect(messages.join('\n')).toMatch(reason);
});

it('runs of long ago have no Workflow any more, and their logs', async () => {
  const old = named('assistant #2');
  const runId = String(old.run_id);
  expect(live.workflow(runId)).toBeUndefined();
  expect(live.pods(runId)).toEqual([]);
  expect(old.run_details.task_details.length).toBeGreaterThan(10);
  const list = await readObject(live.sandbox.objectStore, '/mlpipeline', {
    at: live.now,
    query: 'list-type=2&prefix=artifacts%2Fsupport-finetune-',
  });
  const [, key] = /<Key>(artifacts\/[^<]+\/main\.log)<\/Key>/.exec(list.text)!;
  const log = await readObject(live.sandbox.objectStore, `/mlpipeline/${key}`, {
    at: live.now,
  });
  expect(log.text).toContain('Setting log level');
});

it('a task that starts a TrainJob marks it', () => {
  const runId = String(named('assistant, tickets of November').run_id);
  const jobs = live.sandbox.cluster
    .list({
      group: 'trainer.kubeflow.org',
      version: 'v1alpha1',
      plural: 'trainjobs',
    })
    .filter(({ metadata }) => metadata.labels?.['pipeline/runid'] === runId);
  expect(jobs.map(({ metadata }) => metadata)).toEqual([
    expect.objectContaining({
      namespace: 'team-language',
      labels: expect.objectContaining({
        'kubeflow.org/pipeline-task': 'fine-tune',
      }),
    }),
  ]);
});

it('a page holds a script that nobody should run', async () => {
  const runId = String(named('evaluation before the release').run_id);
  const list = await readObject(live.sandbox.objectStore, '/mlpipeline', {
    at: live.now,
    query: `list-type=2&prefix=${encodeURIComponent(`v2/artifacts/nightly-evaluation/${runId}/`)}`,
  });
  const [, key] = /<Key>([^<]+\/page)<\/Key>/.exec(list.text)!;
  const page = await readObject(
    live.sandbox.objectStore,
    `/mlpipeline/${key}`,
    {
      at: live.now,
    },
  );
  expect(page.text).toContain('<script>');
});

it('goes on: new runs come and end', async () => {
  const known = new Set(runs.map(({ run_id }) => run_id));
  const fresh = await live.until('new runs that have ended', async () => {
    const { body } = await live.api.get('/runs', {
      page_size: '20',
      sort_by: 'created_at desc',
    });
    const found = body.runs.filter(
      ({ run_id, state }) => !known.has(run_id) && state === 'SUCCEEDED',
    );
    return found.length >= 3 ? found : undefined;
  });
  expect(new Set(fresh.map(({ display_name }) => display_name)).size).toBe(
    fresh.length,
  );
}, 120_000);
