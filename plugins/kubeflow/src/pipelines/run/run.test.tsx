import {
  parsePipelineYaml,
  type Artifact,
  type RunPod,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakePipelinesBackend } from '../../testing/FakePipelinesBackend';
import {
  testRun,
  testRunDetail,
  testServer,
  testTask,
} from '../../testing/pipelinesTestData';
import { renderKubeflow } from '../../testing/renderKubeflow';
import { testPod } from '../../testing/testData';
import { stubResizeObserver } from '../graph/testing/stubResizeObserver';
// Loaded ahead of the tests: in the app it is loaded when it is gone to, and that takes its time.
import './RunPage';

// A page has thousands of elements; whether each can be reached costs more than all the rest.
configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
// Whole pages in a browser that is emulated: much work where many tests share a processor.
vi.setConfig({ testTimeout: 120_000 });
stubResizeObserver();

const compiled = join(
  import.meta.dirname,
  '../../../../kubeflow-common/src/pipelines/__fixtures__/compiled',
);
const specOf = (name: string) =>
  parsePipelineYaml(readFileSync(join(compiled, `${name}.yaml`), 'utf8')).spec;

const address = '/kubeflow/pipelines/runs/sandbox/id-train-bert-1';
const page = () => screen.findByRole('article', { name: 'train-bert-1' });

const runPod = (change: Partial<RunPod>): RunPod => ({
  ...testPod({
    containers: [
      {
        name: 'main',
        type: 'main',
        state: 'terminated',
        ready: false,
        restartCount: 0,
      },
    ],
  }),
  use: 'executor',
  ...change,
});

/** A run of the compiled `sequential` that failed in its second task. */
function failedRun(): FakePipelinesBackend {
  const backend = new FakePipelinesBackend();
  const run = testRun({
    state: 'failed',
    finishedAt: '2026-01-01T10:20:00Z',
    serviceAccount: 'pipeline-runner',
    recurringRunId: 'id-nightly',
  });
  backend.runs = [run];
  const spec = specOf('sequential');
  const [first, second] = ['extract', 'clean'];
  backend.runDetails = [
    testRunDetail({
      run,
      spec,
      parameters: { name: 'Ada <b>' },
      tasks: [
        testTask({ id: 't0', name: 'root', path: '', type: 'root' }),
        testTask({
          id: 't1',
          name: first,
          path: first,
          createdAt: '2026-01-01T10:00:10Z',
          startedAt: '2026-01-01T10:00:40Z',
          finishedAt: '2026-01-01T10:10:40Z',
          podNames: ['first-pod'],
          outputs: [{ name: 'Output', value: 'Hello' }],
        }),
        testTask({
          id: 't2',
          name: second,
          path: second,
          state: 'failed',
          message: 'Exit code 1.',
          startedAt: '2026-01-01T10:11:00Z',
          finishedAt: '2026-01-01T10:20:00Z',
          podNames: ['second-pod-1', 'second-pod-2'],
          attempts: 2,
        }),
      ],
    }),
  ];
  backend.diagnosis = {
    items: [
      {
        rule: 'python-error',
        severity: 'failure',
        title: 'The program ended with a ValueError',
        advice: 'Look at the line.',
        taskId: 't2',
        taskName: second,
        evidence: [
          {
            source: 'log',
            where: 'container main of pod second-pod-2',
            text: 'ValueError: no',
            pod: 'second-pod-2',
            container: 'main',
            line: 1,
          },
        ],
      },
    ],
    warnings: [],
  };
  backend.runPods = {
    items: [
      runPod({
        name: 'second-pod-2',
        uid: 'p2',
        taskId: 't2',
        phase: 'Failed',
        message: 'Container main ended with exit code 1.',
      }),
      runPod({ name: 'second-driver', uid: 'd', taskId: 't2', use: 'driver' }),
    ],
    events: [
      {
        uid: 'e1',
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting',
        count: 3,
        about: { kind: 'Pod', name: 'second-pod-2' },
      },
    ],
    launched: [
      {
        cluster: 'sandbox',
        namespace: 'team-vision',
        kind: 'trainjob',
        name: 'bert-fit',
        state: 'failed',
        taskId: 't2',
        accelerators: [
          { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 8 },
        ],
      },
    ],
    warnings: [],
  };
  backend.logs = {
    'second-pod-2/main': [
      'Traceback (most recent call last):',
      'ValueError: no',
    ],
  };
  return backend;
}

describe('the page of a run', () => {
  it('says why it failed, with the way to the line of the log', async () => {
    const user = userEvent.setup({ delay: null });
    const backend = failedRun();
    const [, , second] = backend.runDetails[0].tasks;
    renderKubeflow(backend, address);
    const run = await page();
    expect(within(run).getAllByText('Failed')[0]).toBeVisible();
    expect(within(run).getByText('pipeline-runner')).toBeVisible();
    expect(
      within(run).getByRole('link', { name: 'train-bert · v1' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/pipelines/sandbox/id-train-bert?version=id-v1',
    );
    expect(within(run).getByRole('link', { name: 'Clone' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/new-run/sandbox?clone=id-train-bert-1',
    );
    const why = await within(run).findByRole('region', {
      name: 'Why it failed',
    });
    expect(why).toHaveTextContent('The program ended with a ValueError');
    expect(why).toHaveTextContent('Look at the line.');

    await user.click(
      within(why).getByRole('link', { name: /pod second-pod-2, line 2/ }),
    );
    const panel = await within(run).findByRole('complementary', {
      name: `Task ${second.name}`,
    });
    expect(await within(panel).findByText('ValueError: no')).toBeVisible();
    // The pod of the first attempt is gone, and can be asked for all the same.
    await user.click(within(panel).getByRole('button', { name: / Pod$/ }));
    await user.click(
      await screen.findByRole('option', {
        name: 'Attempt 1, second-pod-1, gone',
        hidden: false,
      }),
    );
    expect(
      await within(panel).findByText(/may have been archived with the run/),
    ).toBeVisible();
  });

  it('tells all about a task beside it', async () => {
    const user = userEvent.setup({ delay: null });
    const backend = failedRun();
    renderKubeflow(backend, `${address}?task=t2`);
    const run = await page();
    const panel = await within(run).findByRole('complementary', {
      name: 'Task clean',
    });
    expect(await within(panel).findByText('Exit code 1.')).toBeVisible();
    expect(
      await within(panel).findByRole('link', { name: 'bert-fit' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/training/sandbox/team-vision/trainjob/bert-fit',
    );
    expect(within(panel).getByText('python:3.12-slim')).toBeVisible();

    await user.click(
      within(panel).getByRole('tab', { name: 'Pods and events' }),
    );
    const workers = await within(panel).findByRole('region', {
      name: 'Pods that did the work',
    });
    expect(workers).toHaveTextContent('ended with exit code 1');
    expect(
      within(panel).getByRole('region', { name: 'Pods of the engine' }),
    ).toHaveTextContent('second-driver');
    expect(within(panel).getByText(/1 pod has been removed/)).toHaveTextContent(
      'second-pod-1',
    );
    expect(
      within(panel).getByRole('region', { name: 'Events' }),
    ).toHaveTextContent('Back-off restarting');

    // Escape closes it, wherever in it the keyboard is.
    panel.focus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(panel).not.toBeInTheDocument());
  });

  it('shows when its tasks waited and worked, and which of them decided its length', async () => {
    const user = userEvent.setup({ delay: null });
    const backend = failedRun();
    const [, first, second] = backend.runDetails[0].tasks;
    renderKubeflow(backend, `${address}?tab=timeline`);
    const run = await page();
    const timeline = await within(run).findByRole('list', {
      name: 'Tasks in time',
    });
    const lines = within(timeline).getAllByRole('button');
    expect(lines.map(line => line.textContent)).toEqual([
      first.name,
      second.name,
    ]);
    expect(lines[0]).toHaveAccessibleName(
      /Succeeded, began .*, waited 30s, took 10m, on the critical path$/,
    );
    expect(within(run).getByText(/decided by 2 tasks/)).toBeVisible();
    await user.click(lines[0]);
    const panel = await within(run).findByRole('complementary', {
      name: `Task ${first.name}`,
    });
    await user.click(
      within(panel).getByRole('tab', { name: 'Inputs and outputs' }),
    );
    expect(
      await within(panel).findByRole('row', { name: 'Output Hello' }),
    ).toBeInTheDocument();
    await user.click(within(panel).getByRole('button', { name: 'Close' }));
  });

  it('shows its values, its logs, its pods and its specification', async () => {
    const user = userEvent.setup({ delay: null });
    renderKubeflow(failedRun(), `${address}?tab=values`);
    const run = await page();
    expect(
      await within(run).findByRole('row', { name: /^name Ada <b>/ }),
    ).toBeInTheDocument();
    expect(within(run).getByText('No artifacts')).toBeVisible();

    await user.click(within(run).getByRole('tab', { name: 'Logs' }));
    expect(await within(run).findByText('ValueError: no')).toBeVisible();

    await user.click(within(run).getByRole('tab', { name: 'Pods and events' }));
    expect(
      await within(run).findByRole('row', { name: /bert-fit Failed 8 × GPU/ }),
    ).toBeInTheDocument();

    await user.click(within(run).getByRole('tab', { name: 'YAML' }));
    expect(
      await within(run).findByRole('group', {
        name: 'Specification of train-bert-1',
      }),
    ).toHaveTextContent('schemaVersion');
  });

  it('shows a task whose pod waits for a node as one that waits', async () => {
    const backend = failedRun();
    const [detail] = backend.runDetails;
    const [root, first] = detail.tasks;
    backend.runs = [testRun({ state: 'running' })];
    backend.runDetails = [
      {
        ...detail,
        tasks: [root, { ...first, state: 'running', finishedAt: undefined }],
      },
    ];
    backend.diagnosis = {
      items: [
        {
          rule: 'unschedulable',
          severity: 'blocked',
          title: 'Its pod waits for a node.',
          evidence: [],
          taskId: first.id,
          taskName: first.name,
        },
      ],
      warnings: [],
    };
    renderKubeflow(backend, address);
    const run = await page();
    const graph = await within(run).findByRole('application');
    expect(
      await within(graph).findByRole('group', {
        name: /, Container, Pending/,
      }),
    ).toHaveTextContent('Pending');
  });

  it('follows one that goes on, and ends it when asked twice', async () => {
    const user = userEvent.setup({ delay: null });
    const backend = failedRun();
    const [detail] = backend.runDetails;
    backend.diagnosis = { items: [], warnings: [] };
    backend.runs = [testRun({ state: 'running' })];
    const [root, first, second] = detail.tasks;
    backend.runDetails = [
      {
        ...detail,
        tasks: [root, { ...first, state: 'running', finishedAt: undefined }],
      },
    ];
    renderKubeflow(backend, address);
    const run = await page();
    const graph = await within(run).findByRole('application');
    const box = (name: RegExp) => within(graph).findByRole('group', { name });
    await box(/, Container, Running$/);
    await box(new RegExp(`^${second.name}, Container, Not started yet$`));
    await within(run).findByText('Live');

    backend.runDetails = [{ ...detail, tasks: [root, first, second] }];
    await box(/, Container, Failed, Tried 2 times$/);

    await user.click(within(run).getByRole('button', { name: 'Terminate' }));
    const dialog = await screen.findByRole('dialog');
    backend.failures = [
      {
        request: /commands\/terminate/,
        status: 403,
        name: 'NotAllowedError',
        message: 'No',
      },
    ];
    const confirm = within(dialog).getByRole('button', { name: 'Terminate' });
    await user.click(confirm);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'kubeflow.run.update',
    );
    backend.failures = [];
    await user.click(confirm);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect((await within(run).findAllByText('Cancelled'))[0]).toBeVisible();
    expect(
      within(run).queryByRole('button', { name: 'Terminate' }),
    ).not.toBeInTheDocument();
  });

  it('says what is missing: pipeline, places, values, rights, the run itself', async () => {
    const backend = failedRun();
    const [detail] = backend.runDetails;
    backend.servers = [
      testServer({ write: { allowed: false, message: 'Only for looking.' } }),
    ];
    backend.runs = [
      { ...detail.run, storage: 'archived', pipelineName: undefined },
    ];
    backend.runDetails = [{ ...detail, spec: undefined, taskModel: 'details' }];
    const { unmount } = renderKubeflow(backend, address);
    const run = await page();
    expect(within(run).getByText(/a pipeline that was deleted/)).toBeVisible();
    expect(
      within(run).getByText('The pipeline of this run is no longer known'),
    ).toBeVisible();
    expect(within(run).getByText(/This run is archived/)).toBeVisible();
    const loose = within(run).getByRole('table', {
      name: 'Tasks without a place',
    });
    expect(within(loose).getAllByRole('row')).toHaveLength(3);
    expect(
      within(run).getByRole('button', { name: 'Retry' }),
    ).toHaveAccessibleDescription('Only for looking.');
    expect(within(run).getByRole('button', { name: 'Retry' })).toBeDisabled();
    unmount();

    backend.runDetails = [{ ...detail, taskModel: 'details' }];
    renderKubeflow(backend, `${address}?tab=values&task=gone`);
    const again = await page();
    expect(
      await within(again).findByText(/told from version 2.19 on/),
    ).toBeVisible();
    expect(
      within(again).getByText(/names a task that this run does not have/),
    ).toBeVisible();
  });

  it('says that there is no such run', async () => {
    renderKubeflow(new FakePipelinesBackend(), address);
    expect(await screen.findByText('There is no such run')).toBeVisible();
  });
});

describe('artifacts', () => {
  const artifact = (change: Partial<Artifact>): Artifact => ({
    id: `id-${change.name}`,
    name: 'artifact',
    type: 'system.Artifact',
    uri: `minio://bucket/${change.name}`,
    preview: 'text',
    ...change,
  });

  it('are shown by what they are, and nothing that they hold runs', async () => {
    const user = userEvent.setup({ delay: null });
    const backend = failedRun();
    const [detail] = backend.runDetails;
    const [, first] = detail.tasks;
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]);
    const all: [Artifact, BodyInit][] = [
      [
        artifact({
          name: 'numbers',
          type: 'system.Metrics',
          preview: 'metrics',
          metadata: { accuracy: 0.91, note: '<i>good</i>' },
        }),
        '',
      ],
      [
        artifact({
          name: 'classes',
          type: 'system.ClassificationMetrics',
          preview: 'classification-metrics',
          metadata: {
            confidenceMetrics: {
              list: [
                { confidenceThreshold: 1, falsePositiveRate: 0, recall: 0 },
                { confidenceThreshold: 0.5, falsePositiveRate: 0, recall: 1 },
              ],
            },
            confusionMatrix: {
              struct: {
                annotationSpecs: [
                  { displayName: 'cat' },
                  { displayName: 'dog' },
                ],
                rows: [{ row: [8, 2] }, { row: [1, 9] }],
              },
            },
          },
        }),
        '',
      ],
      [
        artifact({ name: 'report', preview: 'markdown' }),
        '# Well done\n\n<script>window.hacked = 1</script>\n\n![spy](https://spy.example/x.png)',
      ],
      [
        artifact({ name: 'plot', preview: 'html' }),
        '<html><script>parent.hacked = 1</script><h1>Plot</h1></html>',
      ],
      [artifact({ name: 'rows', preview: 'table' }), 'a,b\n1,"x, y"\n2,z\n'],
      [artifact({ name: 'picture', preview: 'image' }), png],
      [artifact({ name: 'weights', preview: 'none' }), 'PK\u0000\u0001'],
    ];
    backend.artifacts = all.map(([each, content]) => ({
      artifact: each,
      content,
      contentType: 'text/html',
    }));
    backend.runDetails = [
      {
        ...detail,
        tasks: [
          {
            ...first,
            outputs: [
              ...all.map(([each]) => ({ name: each.name, artifacts: [each] })),
              {
                name: 'lost',
                artifacts: [artifact({ name: 'lost', id: 'id-lost' })],
              },
            ],
          },
        ],
      },
    ];
    renderKubeflow(backend, `${address}?tab=values`);
    const run = await page();
    const card = async (name: string) => {
      const found = await within(run).findByRole('region', { name });
      const open = within(found).getByRole('button', { name });
      if (open.getAttribute('aria-expanded') === 'false') {
        await user.click(open);
      }
      return found;
    };

    const numbers = await card('numbers');
    expect(
      within(numbers).getByRole('row', { name: 'accuracy 0.91' }),
    ).toBeInTheDocument();
    expect(numbers).toHaveTextContent('<i>good</i>');

    const classes = await card('classes');
    expect(classes).toHaveTextContent('ROC curve, area 1');
    expect(classes).toHaveTextContent('Confusion matrix, 85% right');
    expect(
      within(classes).getByRole('row', { name: 'dog 1 9' }),
    ).toBeInTheDocument();

    const report = await card('report');
    await within(report).findByRole('heading', { name: 'Well done' });
    expect(report.querySelector('script, img[src*="spy"]')).toBeNull();

    const plot = await card('plot');
    const frame = await within(plot).findByTitle('plot');
    expect(frame).toHaveAttribute('sandbox', '');
    expect(frame.getAttribute('srcdoc')).toMatch(
      /^<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'/,
    );
    expect(plot).toHaveTextContent('They do not run here');

    const rows = await card('rows');
    const table = await within(rows).findByRole('table', { name: 'rows' });
    expect(
      within(table).getByRole('cell', { name: 'x, y' }),
    ).toBeInTheDocument();

    const picture = await card('picture');
    expect(
      (
        await within(picture).findByRole('img', { name: 'picture' })
      ).getAttribute('src'),
    ).toMatch(/^data:image\/png;base64,/);

    const weights = await card('weights');
    await user.click(
      within(weights).getByRole('button', {
        name: 'Show its beginning as text',
      }),
    );
    expect(await within(weights).findByText(/This is not text/)).toBeVisible();

    const lost = await card('lost');
    expect(await within(lost).findByRole('alert')).toHaveTextContent(
      'There is no artifact',
    );
    expect(window).not.toHaveProperty('hacked');
  });
});
