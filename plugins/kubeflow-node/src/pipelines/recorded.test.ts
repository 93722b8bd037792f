import {
  experimentSchema,
  pipelineGraph,
  pipelineSchema,
  pipelineVersionSchema,
  recurringRunSchema,
  runSchema,
  runTaskSchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { HttpPipelinesClient } from './HttpPipelinesClient';
import { readRunRecord } from './read/readRun';
import { detailTasks } from './tasks/detailTasks';
import { clientOf } from './testing/clientOf';
import { FakePipelinesApi } from './testing/FakePipelinesApi';
import { recorded, recordedNames } from './testing/recorded';
import { compiled } from './testing/simulated';

const yaml = 'pipelineInfo: { name: a }\nroot: { dag: { tasks: {} } }\n';

/** Which pipeline a recorded run is of, where it is not called so. */
const pipelines: Record<string, string> = {
  failing: 'exit-handler',
  retried: 'exit-handler',
  terminated: 'exit-handler',
  'just-finished': 'sequential',
};
const runs = recordedNames()
  .filter(name => name.startsWith('run-'))
  .filter(name => recorded(name).body.run_details)
  .map(name => name.slice('run-'.length));

function runOf(name: string) {
  const record = readRunRecord(recorded(`run-${name}`).body);
  if (!record) {
    throw new Error(`${name} is no run`);
  }
  return record;
}

describe('what a real server answers', () => {
  it.each(runs.filter(name => !/recurring|archived/.test(name)))(
    'run %s has its tasks, each in its place',
    name => {
      const record = runOf(name);
      const spec = record.spec ?? compiled(pipelines[name] ?? name);
      const graph = pipelineGraph(spec);
      const tasks = detailTasks(record, spec);
      const paths = new Set(graph.nodes.map(({ id }) => id));
      const labels = tasks.map(
        ({ path, iterations }) => `${path}@${iterations.join('.')}`,
      );
      expect(new Set(labels).size).toBe(labels.length);
      expect(tasks.filter(({ type }) => type === 'root')).toHaveLength(1);
      for (const task of tasks) {
        runTaskSchema.parse(task);
        expect(task.type === 'root' || paths.has(task.path)).toBe(true);
        expect(task.state).not.toBe('unknown');
        const node = graph.nodes.find(({ id }) => id === task.path);
        const parent = tasks.find(({ id }) => id === task.parentId);
        expect(parent?.path ?? '').toBe(node?.parentId ?? '');
      }
      // A run's end is written down a moment before that of its last tasks.
      const isSettled = !['condition', 'just-finished'].includes(name);
      if (record.run.state === 'succeeded' && isSettled) {
        expect(new Set(labels.map(label => label.split('@')[0]))).toEqual(
          new Set(['', ...paths]),
        );
        expect(new Set(tasks.map(({ state }) => state))).toEqual(
          new Set(['succeeded']),
        );
      }
    },
  );

  it('of a loop are there once for each turn', () => {
    const labels = detailTasks(runOf('loop'), compiled('loop'))
      .filter(({ path }) => path.startsWith('for-loop-3'))
      .map(({ path, iterations }) => `${path}@${iterations.join('.')}`);
    expect(labels.sort()).toEqual(
      [
        'for-loop-3@',
        'for-loop-3/for-loop-5@0',
        'for-loop-3/for-loop-5@1',
        ...['train', 'show'].flatMap(task =>
          ['0.0', '0.1', '1.0', '1.1'].map(
            turns => `for-loop-3/for-loop-5/${task}@${turns}`,
          ),
        ),
      ].sort(),
    );
  });

  it('of a run that failed say which did, and what did not come about', () => {
    const states = Object.fromEntries(
      detailTasks(runOf('failing'), compiled('exit-handler')).map(
        ({ path, state }) => [path, state],
      ),
    );
    expect(states).toEqual({
      '': 'failed',
      'exit-handler-1': 'failed',
      'exit-handler-1/work': 'failed',
      'exit-handler-1/publish': 'skipped',
      notify: 'succeeded',
      'work-2': 'failed',
      salvage: 'succeeded',
    });
  });

  it('of a run that was terminated were cancelled, and so was the run', () => {
    const record = runOf('terminated');
    expect(record.run.state).toBe('cancelled');
    expect(record.stateHistory.map(({ state }) => state)).toEqual([
      'pending',
      'running',
      'failed',
    ]);
    const tasks = detailTasks(record, compiled('exit-handler'));
    expect(tasks.length).toBeGreaterThan(1);
    for (const { state } of tasks) {
      expect(['cancelled', 'skipped']).toContain(state);
    }
  });

  it('that was tried again tell how often', () => {
    const tasks = detailTasks(runOf('retry'), compiled('retry'));
    expect(
      tasks
        .filter(({ attempts }) => attempts !== undefined)
        .map(({ path, attempts, state }) => [path, attempts, state]),
    ).toEqual([
      ['flaky', 2, 'succeeded'],
      ['use', 1, 'succeeded'],
    ]);
  });

  it('of a condition were run on one way, and skipped on the others', () => {
    const tasks = detailTasks(runOf('condition'), compiled('condition'));
    const branches = tasks
      .filter(({ type }) => type === 'condition')
      .map(({ state }) => state);
    expect(branches).toContain('succeeded');
    expect(branches).toContain('skipped');
  });

  it('is read as what it is', () => {
    for (const name of recordedNames()) {
      const { status, body } = recorded(name);
      if (status !== 200 || !name.startsWith('run-')) {
        continue;
      }
      const record = readRunRecord(body);
      if (record) {
        runSchema.parse(record.run);
        expect(record.run.createdAt).toMatch(/^20/);
        expect(record.run.state).not.toBe('unknown');
      }
    }
  });

  type Call = (client: HttpPipelinesClient) => Promise<unknown>;

  it.each<[string, Call, string, RegExp]>([
    [
      'run-unknown',
      c => c.getRun('x', {}),
      'not-found',
      /: Run \S+ not found$/,
    ],
    [
      'pipeline-unknown',
      c => c.getPipeline('x', {}),
      'not-found',
      /: Pipeline \S+ not found$/,
    ],
    [
      'run-create-unknown-version',
      c => c.createRun({ name: 'x', pipelineId: 'p' }, {}),
      'not-found',
      /: PipelineVersion \S+ not found$/,
    ],
    [
      'run-create-wrong-type',
      c => c.createRun({ name: 'x', pipelineId: 'p' }, {}),
      'invalid',
      /: input parameter seed requires type double or integer/,
    ],
    [
      'run-create-missing-input',
      c => c.createRun({ name: 'x', pipelineId: 'p' }, {}),
      'invalid',
      /: parameter seed is not optional/,
    ],
    [
      'pipeline-upload-twice',
      c => c.uploadPipeline({ name: 'gpu', yaml }, {}),
      'conflict',
      /There is one of the name 'gpu' already/,
    ],
    [
      'pipeline-upload-unknown-schema',
      c => c.uploadPipeline({ name: 'x', yaml }, {}),
      'invalid',
      /only supports schema version 2\.1\.0/,
    ],
    [
      'action-retry-refused',
      c => c.commandRun('x', 'retry', {}),
      'conflict',
      /Workflow must be Failed\/Error to retry/,
    ],
    [
      'action-terminate-refused',
      c => c.commandRun('x', 'terminate', {}),
      'conflict',
      /it has ended already, or was deleted/,
    ],
    [
      'recurring-run-bad-cron',
      c =>
        c.createRecurringRun(
          { name: 'x', pipelineId: 'p', trigger: { cron: 'x' } },
          {},
        ),
      'invalid',
      /Expected 5 to 6 fields, found 3/,
    ],
    [
      'runs-bad-page-token',
      c => c.listRuns({}, {}),
      'stale-page',
      /Invalid page token/,
    ],
    [
      'runs-unknown-experiment',
      c => c.listRuns({}, {}),
      'not-found',
      /: Experiment \S+ not found$/,
    ],
  ])('%s is an error in words', async (name, call, kind, message) => {
    const { status, body } = recorded(name);
    await using api = await FakePipelinesApi.start();
    api.otherwise({ status, json: body });
    await using client = await clientOf(api.url);
    await expect(call(client)).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(message),
    });
  });

  it('lists are read, whole or empty', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url);
    const answer = (name: string) =>
      api.otherwise({ json: recorded(name).body });
    answer('runs');
    const page = await client.listRuns({}, {});
    expect(page.items.length).toBeGreaterThan(0);
    page.items.forEach(run => runSchema.parse(run));
    expect(page.total).toBeGreaterThanOrEqual(page.items.length);
    answer('runs-none');
    expect(await client.listRuns({}, {})).toEqual({ items: [], total: 0 });
    answer('pipelines');
    for (const item of (await client.listPipelines({}, {})).items) {
      pipelineSchema.parse(item);
    }
    answer('pipeline-versions');
    const versions = await client.listVersions('p', {}, {});
    expect(versions.items.length).toBeGreaterThan(0);
    versions.items.forEach(item => pipelineVersionSchema.parse(item));
    answer('experiments-at-first');
    const experiments = await client.listExperiments({}, {});
    expect(experiments.items.length).toBeGreaterThan(0);
    experiments.items.forEach(item => experimentSchema.parse(item));
    answer('recurring-runs');
    const recurring = await client.listRecurringRuns({}, {});
    expect(recurring.items.length).toBeGreaterThan(0);
    recurring.items.forEach(item => {
      recurringRunSchema.parse(item);
      expect(item.trigger.cron ?? item.trigger.intervalSeconds).toBeDefined();
    });
    answer('healthz');
    expect(await client.info({})).toMatchObject({ multiUser: false });
  });
});
