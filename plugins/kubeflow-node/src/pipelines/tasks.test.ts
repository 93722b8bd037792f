import {
  pipelineGraph,
  type RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readdirSync } from 'node:fs';
import type { RunRecord } from './PipelinesClient';
import { apiTasks } from './tasks/apiTasks';
import { detailTasks } from './tasks/detailTasks';
import { readArgoNodeName } from './tasks/readArgoNodeName';
import {
  compiled,
  simulatedRun,
  type Fate,
  type Spec,
} from './testing/simulated';

const names = readdirSync(
  new URL(
    '../../../kubeflow-common/src/pipelines/__fixtures__/compiled/',
    import.meta.url,
  ),
).map(file => file.replace('.yaml', ''));

const record = (
  state: RunRecord['run']['state'],
  taskDetails?: unknown[],
): RunRecord => ({
  run: { id: 'r', name: 'run', state, storage: 'available' },
  parameters: {},
  stateHistory: [],
  taskDetails,
});

const labelOf = ({ path, iterations }: RunTask) =>
  `${path}@${iterations.join('.')}`;

/** A pipeline in a loop in a loop, which no compiled one has. */
const nestedInLoops = {
  root: {
    dag: {
      tasks: {
        sweep: {
          componentRef: { name: 'sweep' },
          parameterIterator: { items: { raw: '[1, 2]' } },
        },
      },
    },
  },
  components: {
    sweep: {
      dag: {
        tasks: {
          seeds: {
            componentRef: { name: 'seeds' },
            parameterIterator: { items: { raw: '[7, 8, 9]' } },
          },
        },
      },
    },
    seeds: { dag: { tasks: { study: { componentRef: { name: 'study' } } } } },
    study: {
      dag: {
        tasks: {
          fit: { componentRef: { name: 'fit' } },
          judge: { componentRef: { name: 'fit' }, dependentTasks: ['fit'] },
        },
      },
    },
    fit: { executorLabel: 'fit' },
  },
  deploymentSpec: { executors: { fit: { container: { image: 'fit' } } } },
};

/** Both models' tasks of a run, by label, with what both can tell. */
function tasksOf(
  pipeline: string | Spec,
  fateOf?: (path: string) => Fate,
  state: RunRecord['run']['state'] = 'succeeded',
) {
  const spec = typeof pipeline === 'string' ? compiled(pipeline) : pipeline;
  const run = simulatedRun(spec, fateOf);
  const details = detailTasks(record(state, run.details), run.spec);
  const tasks = apiTasks(run.tasks, record(state), run.spec);
  const short = (list: RunTask[]) => {
    const labels = new Map(list.map(task => [task.id, labelOf(task)]));
    return Object.fromEntries(
      list.map(task => [
        labelOf(task),
        {
          name: task.name,
          type: task.type,
          state: task.state,
          parent: labels.get(task.parentId ?? ''),
        },
      ]),
    );
  };
  return { run, details, tasks, short };
}

describe('tasks of a run', () => {
  it.each<[string, string | Spec]>([
    ...names.map((name): [string, string] => [name, name]),
    ['pipelines in loops', nestedInLoops],
  ])('of %s are placed, and alike in both models', (_, pipeline) => {
    const { run, details, tasks, short } = tasksOf(pipeline);
    const graph = pipelineGraph(run.spec);
    expect(run.labels.length).toBeGreaterThanOrEqual(graph.nodes.length);
    for (const list of [details, tasks]) {
      expect(list.map(labelOf).sort()).toEqual(['@', ...run.labels].sort());
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      for (const task of list) {
        expect(task).toMatchObject({
          state: 'succeeded',
          startedAt: expect.any(String),
          finishedAt: expect.any(String),
        });
        const parent = list.find(({ id }) => id === task.parentId);
        const node = graph.nodes.find(({ id }) => id === task.path);
        expect(parent?.path ?? '').toBe(node?.parentId ?? '');
      }
    }
    expect(short(details)).toEqual(short(tasks));
  });

  it.each<
    [
      string,
      string,
      RunRecord['run']['state'],
      Record<string, [Fate, RunTask['state']]>,
    ]
  >([
    [
      'a task whose outputs were there already, and one that failed',
      'sequential',
      'failed',
      { 'clean@': ['cached', 'cached'], 'report@': ['failed', 'failed'] },
    ],
    [
      'a driver that failed, and what did not come about then',
      'sequential',
      'failed',
      {
        'extract@': ['succeeded', 'succeeded'],
        'clean@': ['driver-failed', 'failed'],
        'report@': ['omitted', 'skipped'],
      },
    ],
    [
      'a task that is tried again',
      'retry',
      'succeeded',
      { 'flaky@': ['retried', 'succeeded'] },
    ],
    [
      'tasks that run, beside one whose container waits',
      'parallel',
      'running',
      Object.fromEntries(
        simulatedRun(compiled('parallel'))
          .labels.slice(0, 2)
          .map((path, index): [string, [Fate, RunTask['state']]] => [
            path,
            index ? ['running', 'running'] : ['preparing', 'pending'],
          ]),
      ),
    ],
    [
      'turns of a loop that went different ways',
      'loop',
      'failed',
      {
        'for-loop-3/for-loop-5/train@0.0': ['succeeded', 'succeeded'],
        'for-loop-3/for-loop-5/train@0.1': ['failed', 'failed'],
        'for-loop-3/for-loop-5/show@0.1': ['omitted', 'skipped'],
        'for-loop-3/for-loop-5/train@1.0': ['cached', 'cached'],
        'for-loop-3/for-loop-5/train@1.1': ['succeeded', 'succeeded'],
        'for-loop-2/locate@1': ['cached', 'cached'],
      },
    ],
  ])('tell %s', (_, pipeline, state, fates) => {
    const { run, details, tasks, short } = tasksOf(
      pipeline,
      path => fates[path]?.[0] ?? 'succeeded',
      state,
    );
    for (const [path, [, expected]] of Object.entries(fates)) {
      expect(run.labels).toContain(path);
      for (const list of [details, tasks]) {
        expect([
          path,
          list.find(task => labelOf(task) === path)?.state,
        ]).toEqual([path, expected]);
      }
    }
    expect(short(details)).toEqual(short(tasks));
    const attempts = (list: RunTask[]) =>
      list.filter(task => (task.attempts ?? 1) > 1).map(labelOf);
    expect(attempts(details)).toEqual(attempts(tasks));
  });

  it('say where a condition led', () => {
    const run = simulatedRun(compiled('condition'));
    const branches = pipelineGraph(run.spec).nodes.filter(
      ({ type }) => type === 'condition',
    );
    expect(branches.length).toBeGreaterThan(1);
    const passedOver = branches[1]?.id ?? '';
    const { details, tasks, short } = tasksOf('condition', path =>
      path === `${passedOver}@` ? 'skipped' : 'succeeded',
    );
    expect(short(details)).toEqual(
      Object.fromEntries(
        Object.entries(short(tasks)).filter(
          ([path]) => !path.startsWith(`${passedOver}/`),
        ),
      ),
    );
    expect(details.find(({ path }) => path === passedOver)?.state).toBe(
      'skipped',
    );
  });

  it('of a pipeline that is gone are there all the same, and helpers are not', () => {
    const { details } = simulatedRun(compiled('sequential'));
    const list = detailTasks(record('succeeded', details), undefined);
    expect(list.map(({ name, path }) => `${name}:${path}`).sort()).toEqual([
      'clean:',
      'extract:',
      'report:',
      'run:',
    ]);
  });

  it('that were stopped with their run were not to blame', () => {
    const { spec, details, tasks } = simulatedRun(
      compiled('sequential'),
      path =>
        path === 'extract@'
          ? 'failed'
          : path === 'report@'
            ? 'failed'
            : 'succeeded',
    );
    const ended = (path: string) =>
      detailTasks(record('failed', details), spec).find(
        task => task.path === path,
      )?.finishedAt ?? '';
    const stopped: RunRecord = {
      ...record('cancelled', details),
      stateHistory: [
        { state: 'running', at: '2026-11-01T10:00:00.000Z' },
        { state: 'running', reason: 'CANCELING', at: ended('report') },
        { state: 'cancelled', at: ended('report') },
      ],
    };
    const states = (list: RunTask[]) =>
      Object.fromEntries(list.map(({ path, state }) => [path, state]));
    expect(states(detailTasks(stopped, spec))).toMatchObject({
      extract: 'failed',
      report: 'cancelled',
    });
    expect(tasks.length).toBeGreaterThan(0);
  });
});

describe('the name of a node', () => {
  it.each([
    ['wf.root.clean.executor', 'clean', [], 'executor', undefined],
    ['wf.root.clean.executor(2)', 'clean', [], 'executor', 2],
    ['wf.root.clean-driver', 'clean', [], 'driver', undefined],
    ['wf.root-driver', '', [], 'driver', undefined],
    ['wf.root.a.iteration-driver', 'a', [], 'driver', undefined],
    [
      'wf.root.a.iteration-iterations(1:1).iteration-item-driver',
      'a',
      [1],
      'driver',
      undefined,
    ],
    [
      'wf.root.a.iteration-iterations(1:1).iteration-item.b.iteration-iterations(0:0).iteration-item.c.executor',
      'a/b/c',
      [1, 0],
      'executor',
      undefined,
    ],
    [
      'wf.root.exit-handler-1.onExit.notify.executor',
      'notify',
      [],
      'executor',
      undefined,
    ],
    [
      'my.wf.root.dag.exit-handler-1.onExit.notify-driver',
      'dag/notify',
      [],
      'driver',
      undefined,
    ],
  ])('%s is a place', (name, path, iterations, use, attempt) => {
    expect(readArgoNodeName(name)).toEqual({ path, iterations, use, attempt });
  });

  it('that is not of such a workflow is none', () => {
    expect(readArgoNodeName('hello-world')).toBeUndefined();
    expect(readArgoNodeName('wf.step[0].main')).toBeUndefined();
  });
});
