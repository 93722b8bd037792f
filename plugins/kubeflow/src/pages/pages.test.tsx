import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Workload } from '@kubeflow-portal/plugin-kubeflow-common';
import { FakeKubeflowBackend } from '../testing/FakeKubeflowBackend';
import { renderKubeflow } from '../testing/renderKubeflow';
import { testCluster, testWorkload } from '../testing/testData';

// A page is loaded in pieces, and machines that test are busy.
configure({ asyncUtilTimeout: 15_000 });

const rowOf = (name: string) =>
  screen.findByRole('row', { name: new RegExp(name) });
const table = () => screen.findByRole('table', { name: 'Training jobs' });

describe('a list', () => {
  it('shows what the clusters hold, each row linked to its page', async () => {
    const backend = new FakeKubeflowBackend();
    backend.workloads = [
      testWorkload({
        name: 'bert',
        owner: 'group:default/vision',
        accelerators: [
          {
            resource: 'nvidia.com/gpu',
            vendor: 'nvidia',
            count: 8,
            product: 'NVIDIA-H100-80GB-HBM3',
          },
        ],
        progress: { percent: 42, remainingSeconds: 600 },
      }),
      testWorkload({
        name: 'resnet',
        state: 'failed',
        reason: 'OOMKilled',
        message: 'Worker 3 ran out of memory.',
        finishedAt: '2026-01-01T11:06:00Z',
      }),
    ];
    renderKubeflow(backend, '/kubeflow/training');

    const row = await rowOf('bert');
    expect(within(row).getByText('Running')).toBeVisible();
    expect(within(row).getByText('Train job')).toBeVisible();
    expect(within(row).getByText(/H100-80GB/)).toHaveAttribute(
      'title',
      'nvidia.com/gpu (NVIDIA-H100-80GB-HBM3)',
    );
    expect(within(row).getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '42',
    );
    expect(within(row).getByRole('link', { name: 'bert' })).toHaveAttribute(
      'href',
      '/kubeflow/training/sandbox/team-vision/trainjob/bert',
    );
    const failed = await rowOf('resnet');
    expect(
      within(failed).getByText('Worker 3 ran out of memory.'),
    ).toBeVisible();
    expect(within(failed).getByText('1h 5m')).toBeVisible();
    expect(screen.getByText('2 results')).toBeVisible();
    expect(backend.lastList.get('family')).toBe('training');
    expect(backend.lastList.get('role')).toBe('workload');
    expect(backend.lastList.get('sort')).toBe('attention');
  });

  it('filters and sorts by what the address says, and writes it there', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [
      testWorkload({ name: 'a-failed', state: 'failed' }),
      testWorkload({
        name: 'b-failed',
        state: 'failed',
        namespace: 'team-language',
      }),
      testWorkload({ name: 'c-runs' }),
    ];
    renderKubeflow(
      backend,
      '/kubeflow/training?state=failed&sort=name&order=desc&state=nonsense',
    );

    await rowOf('b-failed');
    const [, first, second] = within(await table()).getAllByRole('row');
    expect(first).toHaveTextContent('b-failed');
    expect(second).toHaveTextContent('a-failed');
    expect(backend.lastList.getAll('state')).toEqual(['failed']);
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );

    // The chips count all states, whatever is chosen.
    const states = screen.getByRole('group', { name: 'Filter by state' });
    expect(
      within(states).getByRole('button', { name: 'Failed 2' }),
    ).toHaveAttribute('aria-pressed', 'true');
    await user.click(within(states).getByRole('button', { name: 'Running 1' }));
    await rowOf('c-runs');
    expect(backend.lastList.getAll('state')).toEqual(['failed', 'running']);

    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(backend.lastList.get('order')).toBe('asc'));
    await user.click(screen.getByRole('button', { name: 'Accelerators' }));
    await waitFor(() =>
      expect(backend.lastList.get('sort')).toBe('accelerators'),
    );
    expect(backend.lastList.get('order')).toBe('desc');

    await user.click(
      screen.getByRole('button', {
        name: /^Namespace .*Namespace|Namespace$/,
        expanded: false,
      }),
    );
    await user.click(
      await screen.findByRole('option', { name: /team-language/ }),
    );
    await waitFor(() =>
      expect(backend.lastList.getAll('namespace')).toEqual(['team-language']),
    );
    await user.keyboard('{Escape}');

    await user.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'nothing-like-it',
    );
    await screen.findByText('Nothing matches');
    expect(backend.lastList.get('text')).toBe('nothing-like-it');
    await user.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    await rowOf('c-runs');
    expect(backend.lastList.has('text')).toBe(false);
    expect(backend.lastList.get('sort')).toBe('accelerators');
  });

  it.each([
    'training',
    'tuning',
    'serving',
    'notebooks',
    'workflows',
    'queues',
    'queues/admissions',
  ])('can be sorted by every column: %s', async path => {
    const backend = new FakeKubeflowBackend();
    backend.workloads = [
      testWorkload({ family: path.split('/')[0] as Workload['family'] }),
    ];
    renderKubeflow(backend, `/kubeflow/${path}`);

    const headers = await screen.findAllByRole('columnheader');
    expect(headers.length).toBeGreaterThan(4);
    for (const header of headers) {
      expect(within(header).getByRole('button')).toBeVisible();
    }
  });

  it('loads more as far as it is scrolled, and only then', async () => {
    const backend = new FakeKubeflowBackend();
    backend.workloads = Array.from({ length: 350 }, (_, index) =>
      testWorkload({ name: `job-${String(index).padStart(3, '0')}` }),
    );
    renderKubeflow(backend, '/kubeflow/training?sort=name');
    await rowOf('job-000');
    const list = await table();
    expect(list).toHaveAttribute('aria-rowcount', '351');
    expect(within(list).getAllByRole('row').length).toBeLessThan(60);
    expect(backend.lastList.has('cursor')).toBe(false);

    const user = userEvent.setup();
    screen.getByRole('link', { name: 'job-000' }).focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'job-001' })).toHaveFocus(),
    );
  });

  it('follows changes: the row at once, the counts after it', async () => {
    const backend = new FakeKubeflowBackend();
    backend.workloads = [
      testWorkload({ name: 'bert' }),
      testWorkload({ name: 'gpt' }),
    ];
    renderKubeflow(backend, '/kubeflow/training');
    await screen.findByText('Live');
    expect(backend.streams[0].query.get('since')).toBe('100');
    expect(backend.streams[0].query.get('family')).toBe('training');

    const before = backend.requests.length;
    backend.upsert(
      testWorkload({
        name: 'bert',
        state: 'failed',
        message: 'The loss became NaN.',
      }),
    );
    expect(
      await within(await rowOf('bert')).findByText('The loss became NaN.'),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Failed 1' }),
    ).toBeVisible();

    backend.upsert(testWorkload({ name: 'late-comer' }));
    await rowOf('late-comer');
    backend.workloads = backend.workloads.filter(({ name }) => name !== 'gpt');
    backend.send({
      type: 'remove',
      sequence: (backend.sequence += 1),
      cluster: 'sandbox',
      namespace: 'team-vision',
      kind: 'trainjob',
      name: 'gpt',
      uid: 'uid-gpt',
    });
    await waitFor(() =>
      expect(screen.queryByText('gpt')).not.toBeInTheDocument(),
    );
    // One request for lists at most each second, however many changes there are.
    expect(backend.requests.length - before).toBeLessThan(8);
  });

  it('resumes a stream that was cut where it ended', async () => {
    const backend = new FakeKubeflowBackend();
    backend.workloads = [testWorkload({ name: 'bert' })];
    renderKubeflow(backend, '/kubeflow/training');
    await screen.findByText('Live');
    backend.upsert(testWorkload({ name: 'bert', state: 'suspended' }));
    await within(await rowOf('bert')).findByText('Suspended');
    backend.streams[0].cut();
    await screen.findByText('Reconnecting');
    await screen.findByText('Live', undefined, { timeout: 5_000 });
    expect(backend.streams[0].headers.get('Last-Event-ID')).toBe('epoch-101');
  });

  it('shows names for what they are, whatever is in them', async () => {
    const backend = new FakeKubeflowBackend();
    const hostile = '<img src=x onerror="document.title=1">';
    backend.workloads = [
      testWorkload({
        name: hostile,
        uid: 'hostile',
        namespace: '"><script>1</script>',
        cluster: 'arn:aws:eks:eu:1:cluster/a b',
        owner: 'not/an:entity//ref',
        state: 'failed',
        message: '{{count}} $t(state.failed) <b>bold</b>',
        createdAt: 'yesterday',
        startedAt: '2026-99-99',
      }),
    ];
    renderKubeflow(backend, '/kubeflow/training');
    const link = await screen.findByRole('link', { name: hostile });
    expect(link).toHaveAttribute(
      'href',
      `/kubeflow/training/${encodeURIComponent('arn:aws:eks:eu:1:cluster/a b')}/${encodeURIComponent('"><script>1</script>')}/trainjob/${encodeURIComponent(hostile)}`,
    );
    expect(
      screen.getByText('{{count}} $t(state.failed) <b>bold</b>'),
    ).toBeVisible();
    expect(document.querySelector('img, script, b')).toBeNull();
  });
});

describe('a list with nothing in it', () => {
  const cases: [
    string,
    (backend: FakeKubeflowBackend) => void,
    string,
    RegExp,
  ][] = [
    [
      'no cluster',
      backend => (backend.clusters = []),
      'No cluster is connected',
      /app-config.yaml/,
    ],
    [
      'no cluster that answers',
      backend => (backend.clusters = [testCluster({ health: 'unreachable' })]),
      'No cluster answers',
      /fills by itself/,
    ],
    [
      'no cluster with these kinds',
      backend =>
        (backend.clusters = [
          testCluster({
            kinds: [{ kind: 'trainjob', status: 'absent', count: 0 }],
          }),
        ]),
      'Not installed in any cluster',
      /serves TrainJob/,
    ],
    [
      'no right to read these kinds',
      backend =>
        (backend.clusters = [
          testCluster({
            kinds: [{ kind: 'trainjob', status: 'forbidden', count: 0 }],
          }),
        ]),
      'The portal may not read these',
      /ClusterRole/,
    ],
    [
      'nothing made yet',
      () => undefined,
      'Nothing here yet',
      /Start one with the Kubeflow SDK/,
    ],
  ];
  it.each(cases)('says so: %s', async (_, prepare, title, advice) => {
    const backend = new FakeKubeflowBackend();
    prepare(backend);
    renderKubeflow(backend, '/kubeflow/training');
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(advice)).toBeVisible();
  });
});

describe('a list that cannot be had', () => {
  it('names the permission that is missing', async () => {
    const backend = new FakeKubeflowBackend();
    backend.failure = {
      status: 403,
      body: { error: { name: 'NotAllowedError', message: 'Unauthorized' } },
    };
    renderKubeflow(backend, '/kubeflow/training');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'kubeflow.workload.read',
    );
  });

  it('asks to sign in again', async () => {
    const backend = new FakeKubeflowBackend();
    backend.failure = {
      status: 401,
      body: {
        error: { name: 'AuthenticationError', message: 'Invalid token' },
      },
    };
    renderKubeflow(backend, '/kubeflow/training');
    expect(await screen.findByRole('alert')).toHaveTextContent('Sign in again');
  });

  it('says what went wrong and tries again', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [testWorkload({ name: 'bert' })];
    backend.failure = {
      status: 500,
      body: { error: { name: 'Error', message: 'Disk on fire' } },
    };
    renderKubeflow(backend, '/kubeflow/training');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Disk on fire');
    backend.failure = undefined;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await rowOf('bert');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('does not take an answer for another', async () => {
    const backend = new FakeKubeflowBackend();
    backend.failure = { status: 200, body: { items: 'everything' } };
    renderKubeflow(backend, '/kubeflow/training');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('of another version');
    expect(alert).toHaveTextContent('items');
  });

  it('shows warnings once, beside what there is', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [testWorkload({ name: 'bert' })];
    const message = 'The cluster lab cannot be reached.';
    backend.warnings = [
      { cluster: 'lab', code: 'cluster-unreachable', message },
      {
        cluster: 'lab',
        kind: 'trainjob',
        code: 'cluster-unreachable',
        message,
      },
      {
        cluster: 'sandbox',
        code: 'kind-forbidden',
        message: 'Sandbox: it may not list MPIJob.',
      },
    ];
    renderKubeflow(backend, '/kubeflow/training');
    await rowOf('bert');
    expect(screen.getAllByText(message)).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'and 1 more' }));
    expect(screen.getByText('Sandbox: it may not list MPIJob.')).toBeVisible();
  });
});

describe('the overview', () => {
  it('shows a person’s own first, and everybody’s when asked', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [
      testWorkload({
        name: 'my-failure',
        state: 'failed',
        owner: 'vision',
        message: 'The image does not exist.',
      }),
      testWorkload({
        name: 'their-failure',
        state: 'failed',
        owner: 'group:default/language',
      }),
      testWorkload({
        name: 'my-endpoint',
        owner: 'vision',
        family: 'serving',
        kind: 'inferenceservice',
        accelerators: [
          { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 20 },
        ],
      }),
    ];
    renderKubeflow(backend, '/kubeflow', {
      ownershipEntityRefs: ['group:default/vision'],
    });

    const attention = await screen.findByRole('region', {
      name: 'Needs attention',
    });
    expect(
      await within(attention).findByText('The image does not exist.'),
    ).toBeVisible();
    expect(
      within(attention).queryByText('their-failure'),
    ).not.toBeInTheDocument();
    expect(
      within(attention).getByRole('link', { name: 'Training 1' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/training?owner=vision&state=failed&state=restarting&state=unknown',
    );
    const running = screen.getByRole('region', { name: 'Running' });
    expect(
      await within(running).findByRole('link', { name: 'my-endpoint' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/serving/sandbox/team-vision/inferenceservice/my-endpoint',
    );
    expect(
      within(screen.getByRole('region', { name: 'Waiting' })).getByText(
        'Nothing waits.',
      ),
    ).toBeVisible();

    const devices = screen.getByRole('region', { name: 'Accelerators' });
    expect(
      within(devices).getByRole('row', { name: 'vision 20' }),
    ).toBeVisible();
    // 24 in use altogether: four are of jobs that are not among the rows.
    expect(
      within(devices).getByRole('row', { name: 'Others 4 +8' }),
    ).toBeVisible();
    await user.click(within(devices).getByRole('radio', { name: 'Device' }));
    expect(within(devices).getByRole('row', { name: 'GPU 20' })).toBeVisible();

    await user.click(screen.getByRole('radio', { name: 'Everyone’s' }));
    expect(await within(attention).findByText('their-failure')).toBeVisible();
    expect(
      within(screen.getByRole('region', { name: 'Clusters' })).getByText(
        'Connected',
      ),
    ).toBeVisible();

    backend.upsert(
      testWorkload({ name: 'my-failure', state: 'queued', owner: 'vision' }),
    );
    await waitFor(
      () =>
        expect(
          within(screen.getByRole('region', { name: 'Waiting' })).getByText(
            'my-failure',
          ),
        ).toBeVisible(),
      { timeout: 5_000 },
    );
    expect(backend.streams).toHaveLength(1);
  });
});
