import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import { FakePipelinesBackend } from '../../testing/FakePipelinesBackend';
import {
  testExperiment,
  testPipeline,
  testRun,
  testServer,
} from '../../testing/pipelinesTestData';
import { renderEntity, testEntity } from '../../testing/renderEntity';
import { renderLegacyApp } from '../../testing/renderLegacyApp';

configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 120_000 });

const annotations = {
  'kubeflow.org/cluster': 'sandbox',
  'kubeflow.org/pipeline': 'train-bert',
};

const minutes = (start: number, length: number): Partial<Run> => ({
  createdAt: new Date(Date.UTC(2026, 0, 1, 10, start)).toISOString(),
  startedAt: new Date(Date.UTC(2026, 0, 1, 10, start)).toISOString(),
  finishedAt: new Date(Date.UTC(2026, 0, 1, 10, start + length)).toISOString(),
});

/** Four runs of the entity's pipeline, and one of another. */
function backendWithRuns() {
  const backend = new FakePipelinesBackend();
  backend.pipelines = [
    testPipeline(),
    testPipeline({ name: 'train-bert-large' }),
  ];
  backend.experiments = [testExperiment(), testExperiment({ name: 'nightly' })];
  backend.runs = [
    testRun({ name: 'monday', state: 'succeeded', ...minutes(0, 10) }),
    testRun({ name: 'tuesday', state: 'succeeded', ...minutes(100, 20) }),
    testRun({ name: 'stopped', state: 'cancelled', ...minutes(200, 1) }),
    testRun({
      name: 'wednesday',
      state: 'failed',
      experimentId: 'id-nightly',
      ...minutes(300, 5),
    }),
    testRun({
      name: 'of-another',
      pipelineId: 'id-train-bert-large',
      ...minutes(400, 5),
    }),
  ];
  backend.diagnosis = {
    items: [
      {
        rule: 'upstream-failed',
        severity: 'failure',
        title: 'It did not begin.',
        evidence: [],
        consequence: true,
      },
      {
        rule: 'out-of-memory',
        severity: 'failure',
        title: 'Task train ran out of memory.',
        evidence: [],
      },
    ],
    warnings: [],
  };
  return backend;
}

const fact = (name: string) => screen.findByRole('group', { name });

async function expectSummary() {
  const last = await fact('Last run');
  expect(within(last).getByText('Failed')).toBeVisible();
  expect(within(last).getByRole('link', { name: 'wednesday' })).toHaveAttribute(
    'href',
    '/kubeflow/pipelines/runs/sandbox/id-wednesday',
  );
  await within(last).findByText('Task train ran out of memory.');
  const rate = await fact('Success rate');
  expect(rate).toHaveTextContent('67%');
  expect(rate).toHaveTextContent(
    '2 of the last 3 finished runs succeeded. 1 that was cancelled is not counted.',
  );
  const duration = await fact('Duration');
  expect(duration).toHaveTextContent('20m');
  expect(within(duration).getByRole('img')).toHaveAccessibleName(
    'Durations of the last 2 successful runs: from 10m to 20m, at least 10m, at most 20m.',
  );
}

describe('the card of an entity with a pipeline', () => {
  it('shows how its runs went, and leads to them', async () => {
    const user = userEvent.setup();
    const backend = backendWithRuns();
    renderEntity(backend, testEntity(annotations));
    await expectSummary();
    const before = screen.getByRole('region', { name: 'Runs before it' });
    expect(
      within(before)
        .getAllByRole('link')
        .map(({ textContent }) => textContent),
    ).toEqual(['stopped', 'tuesday', 'monday']);
    expect(screen.getByRole('link', { name: 'train-bert' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/pipelines/sandbox/id-train-bert',
    );
    expect(screen.getByRole('link', { name: 'Run' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/new-run/sandbox?pipeline=id-train-bert',
    );
    // The cluster says where the pipeline is, not that every job there is the entity's.
    expect(screen.queryByText('Training')).not.toBeInTheDocument();

    await user.click(screen.getByRole('link', { name: 'All runs' }));
    await screen.findByRole('table', { name: 'Runs' });
  });

  it('says why nothing can be run, and that there is no run yet', async () => {
    const backend = backendWithRuns();
    backend.runs = [];
    backend.servers = [
      testServer({ write: { allowed: false, message: 'Ask the admins.' } }),
    ];
    renderEntity(backend, testEntity(annotations));
    await screen.findByText(/No run belongs to this entity yet/);
    expect(
      screen.getByRole('button', { name: 'Run' }),
    ).toHaveAccessibleDescription('Ask the admins.');
  });

  it('looks through pages of other runs for thirty that finished', async () => {
    const backend = backendWithRuns();
    backend.pageSize = 20;
    backend.runs = Array.from({ length: 100 }, (_, index) =>
      testRun({
        name: `run-${index}`,
        state: index % 2 === 0 ? 'succeeded' : 'failed',
        ...minutes(index, 10),
      }),
    );
    renderEntity(backend, testEntity(annotations));
    expect(await fact('Success rate')).toHaveTextContent(
      '15 of the last 30 finished runs succeeded.',
    );
    expect(backend.asked(/GET .*\/runs$/)).toHaveLength(2);
  });

  it('says what is wrong', async () => {
    const backend = backendWithRuns();
    backend.failures = [
      { request: /\/runs$/, status: 502, message: 'The server is restarting.' },
    ];
    renderEntity(backend, testEntity(annotations));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The server is restarting.',
    );
  });
});

describe('the Pipelines tab of an entity', () => {
  it('lists the runs of the pipeline and the experiment together', async () => {
    const backend = backendWithRuns();
    renderEntity(
      backend,
      testEntity({
        ...annotations,
        'kubeflow.org/pipeline-experiment': 'nightly',
      }),
      { subPath: '/pipelines' },
    );
    const table = await screen.findByRole('table', { name: 'Runs' });
    await within(table).findByRole('link', { name: 'wednesday' });
    expect(within(table).queryByText('tuesday')).not.toBeInTheDocument();
    for (const { query } of backend.asked(/GET .*\/runs$/)) {
      expect(query.get('pipeline')).toBe('id-train-bert');
      expect(query.get('experiment')).toBe('id-nightly');
    }
    expect(screen.getByRole('link', { name: 'Run' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/new-run/sandbox?pipeline=id-train-bert&experiment=id-nightly',
    );
  });

  it('finds a pipeline by its id', async () => {
    const id = '11111111-2222-3333-4444-555555555555';
    const backend = backendWithRuns();
    backend.pipelines = [testPipeline({ id, name: 'renamed' })];
    backend.runs = [testRun({ name: 'mine', pipelineId: id })];
    renderEntity(
      backend,
      testEntity({ ...annotations, 'kubeflow.org/pipeline': id }),
      { subPath: '/pipelines' },
    );
    await screen.findByRole('link', { name: 'renamed' });
    const table = await screen.findByRole('table', { name: 'Runs' });
    await within(table).findByRole('link', { name: 'mine' });
  });

  it('lets choose among places, the one that answers first', async () => {
    const user = userEvent.setup();
    const backend = backendWithRuns();
    backend.servers = [
      testServer({ cluster: 'lab', title: 'Lab', status: 'absent' }),
      testServer(),
    ];
    renderEntity(
      backend,
      testEntity({ 'kubeflow.org/pipeline': 'train-bert' }),
      { subPath: '/pipelines' },
    );
    await expectSummary();
    await user.click(
      screen.getByRole('button', { name: /Where the runs are/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'Lab' }));
    await screen.findByText('Kubeflow Pipelines is not installed in Lab');
  });

  it.each<
    [Record<string, string>, Partial<ReturnType<typeof testServer>>, RegExp]
  >([
    [
      { 'kubeflow.org/pipeline': 'gone' },
      {},
      /no pipeline named gone in Sandbox.*kubeflow\.org\/pipeline names it/,
    ],
    [
      { 'kubeflow.org/pipeline-experiment': '\u202enightly' },
      {},
      /no experiment named \\u\{202e\}nightly/,
    ],
    [
      { 'kubeflow.org/cluster': 'sandbocks' },
      {},
      /does not know a cluster named sandbocks/,
    ],
    [
      { 'kubeflow.org/cluster': 'a b' },
      {},
      /'a b' is not a name.*no run is shown/,
    ],
    [
      {},
      { multiUser: true },
      /In which namespace of Sandbox are the runs\?.*kubeflow\.org\/namespace/,
    ],
  ])('says what is wrong with %j', async (changed, server, said) => {
    const backend = backendWithRuns();
    backend.servers = [testServer(server)];
    renderEntity(
      backend,
      testEntity({
        ...annotations,
        ...changed,
        'backstage.io/edit-url': 'https://git.example.com/edit/detector',
      }),
      { subPath: '/pipelines' },
    );
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(alert).toHaveTextContent(said));
    expect(
      within(alert).getByRole('link', { name: 'Edit the entity' }),
    ).toBeVisible();
    expect(backend.asked(/GET .*\/runs$/)).toEqual([]);
  });

  it.each(['absent', 'unreachable', 'unauthorized', 'error'] as const)(
    'says why when the Pipelines API is %s',
    async status => {
      const backend = backendWithRuns();
      backend.servers = [testServer({ status, message: 'Do this and that.' })];
      renderEntity(backend, testEntity(annotations), {
        subPath: '/pipelines',
      });
      await screen.findByText('Do this and that.');
      expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
    },
  );

  it('asks in each namespace that the entity names', async () => {
    const backend = backendWithRuns();
    backend.servers = [testServer({ multiUser: true })];
    backend.pipelines = [testPipeline({ namespace: 'team-vision' })];
    backend.runs = [testRun({ name: 'ours', namespace: 'team-vision' })];
    renderEntity(
      backend,
      testEntity({ ...annotations, 'kubeflow.org/namespace': 'team-vision' }),
      { subPath: '/pipelines' },
    );
    const table = await screen.findByRole('table', { name: 'Runs' });
    await within(table).findByRole('link', { name: 'ours' });
    for (const { query } of backend.asked(/GET .*\/runs$/)) {
      expect(query.get('namespace')).toBe('team-vision');
    }
  });
});

it('stays away from entities that name neither pipeline nor experiment', async () => {
  const backend = backendWithRuns();
  renderEntity(backend, testEntity({ 'kubeflow.org/pipeline': ' ' }));
  await screen.findAllByText('detector');
  await screen.findAllByText(/About/);
  expect(screen.queryByText('Pipelines')).not.toBeInTheDocument();
  expect(backend.requests).toEqual([]);
});

it('has card and tab in an app on the old frontend system', async () => {
  const user = userEvent.setup();
  renderLegacyApp(backendWithRuns(), '/catalog/default/component/detector', [
    testEntity(annotations),
  ]);
  await expectSummary();
  await user.click(screen.getByRole('link', { name: 'All runs' }));
  await screen.findByRole('table', { name: 'Runs' });
});
