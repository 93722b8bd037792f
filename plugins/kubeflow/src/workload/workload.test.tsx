import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeKubeflowBackend } from '../testing/FakeKubeflowBackend';
import { renderKubeflow } from '../testing/renderKubeflow';
import { testDetail, testPod, testWorkload } from '../testing/testData';

configure({ asyncUtilTimeout: 15_000 });

const address = '/kubeflow/training/sandbox/team-vision/trainjob/bert';
const job = (name = 'bert') => screen.findByRole('article', { name });

describe('the page of a job', () => {
  it('shows one that runs, and follows it until it is deleted', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    const workload = testWorkload({
      progress: {
        percent: 42,
        remainingSeconds: 600,
        metrics: [{ name: 'loss', value: '0.31' }],
      },
      replicas: [{ name: 'node', desired: 4, ready: 3 }],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 8 },
      ],
      owner: 'group:default/vision',
      queue: 'research',
    });
    backend.workloads = [workload];
    backend.details = [
      testDetail({
        workload,
        labels: { 'app.kubernetes.io/part-of': 'detector' },
        facts: [{ key: 'framework', value: 'torch' }],
        conditions: [
          {
            type: 'Suspended',
            status: 'False',
            reason: 'Resumed',
            lastTransitionTime: '2026-01-01T10:00:00Z',
          },
          {
            type: 'Complete',
            status: 'Unknown',
            message: 'Not yet.',
            lastTransitionTime: '2026-01-01T11:00:00Z',
          },
        ],
      }),
    ];
    renderKubeflow(backend, address);
    expect(screen.queryByRole('article')).not.toBeInTheDocument();

    const page = await job();
    expect(within(page).getAllByText('Running')[0]).toBeVisible();
    expect(within(page).getAllByText('TrainJob')[0]).toBeVisible();
    expect(within(page).getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '42',
    );
    expect(within(page).getByText('loss')).toBeVisible();
    expect(within(page).getByText('0.31')).toBeVisible();
    expect(
      within(page).getByRole('row', { name: 'node 4 3' }),
    ).toBeInTheDocument();
    expect(within(page).getByText('research')).toBeVisible();
    expect(within(page).getByText('torch')).toBeVisible();
    expect(within(page).getByText('app.kubernetes.io/part-of=')).toBeVisible();
    await within(page).findByText('Live');
    expect(backend.streams[0].query.get('object')).toBe(
      'sandbox/team-vision/trainjob/bert',
    );

    // By keyboard through the tabs; what changed last comes first.
    within(page).getByRole('tab', { name: 'Overview' }).focus();
    await user.keyboard(
      '{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}',
    );
    const conditions = await within(page).findByRole('region', {
      name: 'Conditions',
    });
    const [first, second] = within(conditions).getAllByRole('listitem');
    expect(first).toHaveTextContent('Complete');
    expect(first).toHaveTextContent('Not yet.');
    expect(second).toHaveTextContent('Suspended');

    backend.upsert({ ...workload, state: 'failed', message: 'Loss is NaN.' });
    await within(page).findByText('Loss is NaN.');
    const remove = (uid: string) =>
      backend.send({
        type: 'remove',
        sequence: (backend.sequence += 1),
        cluster: 'sandbox',
        namespace: 'team-vision',
        kind: 'trainjob',
        name: 'bert',
        uid,
      });
    // The end of one that had its name before is told late, and is not its own.
    remove('an-earlier-one');
    backend.workloads = [
      { ...workload, state: 'failed', message: 'Loss is still NaN.' },
    ];
    backend.send({
      type: 'children',
      sequence: backend.sequence,
      object: 'sandbox/team-vision/trainjob/bert',
    });
    await within(page).findByText('Loss is still NaN.');
    expect(
      within(page).queryByText('This TrainJob has been deleted'),
    ).not.toBeInTheDocument();

    backend.workloads = [];
    remove(workload.uid);
    await within(page).findByText('This TrainJob has been deleted');
    expect(within(page).getByText('Loss is still NaN.')).toBeVisible();
    expect(within(page).queryByText('Live')).not.toBeInTheDocument();
  });

  it('says why one failed, down to the container', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [
      testWorkload({
        state: 'failed',
        reason: 'OOMKilled',
        message: 'Rank 3 ran out of memory.',
      }),
    ];
    backend.pods = [
      testPod({ name: 'bert-node-0', role: 'node', rank: 0 }),
      testPod({
        name: 'bert-node-3',
        role: 'node',
        rank: 3,
        phase: 'Failed',
        message: 'Its container was killed for memory.',
        containers: [
          {
            name: 'trainer',
            type: 'main',
            image: 'pytorch:2.9',
            state: 'terminated',
            reason: 'OOMKilled',
            exitCode: 137,
            ready: false,
            restartCount: 2,
            lastTermination: { reason: 'Error', exitCode: 1 },
          },
        ],
      }),
    ];
    backend.events = [
      {
        uid: 'e1',
        type: 'Normal',
        reason: 'Scheduled',
        count: 1,
        lastSeen: '2026-01-01T10:02:00Z',
        about: { kind: 'Pod', name: 'bert-node-0' },
      },
      {
        uid: 'e2',
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting failed container',
        count: 7,
        lastSeen: '2026-01-01T10:01:00Z',
        about: { kind: 'Pod', name: 'bert-node-3' },
      },
    ];
    renderKubeflow(backend, address);
    const page = await job();
    expect(within(page).getByText('Rank 3 ran out of memory.')).toBeVisible();
    expect(within(page).getByText('OOMKilled')).toBeVisible();

    await user.click(within(page).getByRole('tab', { name: 'Pods' }));
    const pods = await within(page).findByRole('region', { name: '2 pods' });
    const [bad] = within(pods).getAllByRole('listitem');
    expect(bad).toHaveTextContent('node, rank 3');
    expect(bad).toHaveTextContent('Its container was killed for memory.');
    expect(bad).toHaveTextContent('2 restarts');
    await user.click(
      within(bad).getByRole('button', { name: 'Containers of bert-node-3' }),
    );
    const row = within(bad).getByRole('row', { name: /trainer/ });
    expect(row).toHaveTextContent('Ended, OOMKilled, exit code 137');
    expect(row).toHaveTextContent('Before: Error');

    await user.click(within(page).getByRole('tab', { name: 'Events' }));
    const events = await within(page).findByRole('region', { name: 'Events' });
    const reasons = () =>
      within(events)
        .getAllByRole('listitem')
        .map(item => /Scheduled|BackOff/.exec(item.textContent ?? '')?.[0]);
    expect(reasons()).toEqual(['Scheduled', 'BackOff']);
    expect(events).toHaveTextContent('7 times');
    await user.click(
      within(events).getByRole('switch', { name: 'Warnings first' }),
    );
    expect(reasons()).toEqual(['BackOff', 'Scheduled']);

    // While the page is open, its pods follow: the stream says that they changed.
    backend.events = [];
    backend.send({
      type: 'children',
      sequence: (backend.sequence += 1),
      object: 'sandbox/team-vision/trainjob/bert',
    });
    await within(page).findByText('No events');
  });

  it('says what events warn of when there is no pod to say why', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [
      testWorkload({ state: 'pending', reason: 'NothingCreated' }),
    ];
    const about = { kind: 'TrainJob', name: 'bert' };
    const warning = {
      type: 'Warning',
      reason: 'TrainJobResourcesCreationFailed',
      message: 'ClusterTrainingRuntime "torch" not found <b>\u2028</b>',
      count: 4,
      about,
    } as const;
    backend.events = [
      { ...warning, uid: 'e1', lastSeen: '2026-01-01T10:01:00Z' },
      { ...warning, uid: 'e2', lastSeen: '2026-01-01T10:02:00Z' },
      { ...warning, uid: 'e3', type: 'Normal', message: 'All is well.' },
      { uid: 'e4', type: 'Warning', count: 1, about },
      { ...warning, uid: 'e5', reason: 'NothingCreated', message: 'Nothing.' },
    ];
    renderKubeflow(backend, address);
    const page = await job();
    const said = await within(page).findByRole('list', {
      name: 'What its events warn of',
    });
    const [one, ...more] = within(said).getAllByRole('listitem');
    expect(more).toEqual([]);
    expect(one).toHaveTextContent('ClusterTrainingRuntime "torch" not found');

    // As soon as there are pods, they know better.
    await user.click(within(one).getByRole('button'));
    await within(page).findByRole('region', { name: 'Events' });
    backend.pods = [
      testPod({ name: 'bert-node-0', phase: 'Pending', message: 'No GPU.' }),
    ];
    backend.send({
      type: 'children',
      sequence: (backend.sequence += 1),
      object: 'sandbox/team-vision/trainjob/bert',
    });
    const pods = await within(page).findByRole('list', {
      name: 'What its pods say',
    });
    expect(pods).toHaveTextContent('No GPU.');
    expect(said).not.toBeInTheDocument();
  });

  it('says what one waits for, and that it has no pods yet', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [
      testWorkload({ state: 'queued', startedAt: undefined, deleting: true }),
    ];
    renderKubeflow(backend, `${address}?tab=pods`);
    const page = await job();
    expect(
      within(page).getByText('It waits for its turn in the queue.'),
    ).toBeVisible();
    expect(
      await within(page).findByText('This TrainJob is being deleted'),
    ).toBeVisible();
    expect(await within(page).findByText('No pods')).toBeVisible();
    expect(within(page).getByText(/as soon as they are created/)).toBeVisible();
    await user.click(within(page).getByRole('tab', { name: 'Conditions' }));
    expect(await within(page).findByText('No conditions')).toBeVisible();
  });

  it('shows the manifest as it is, to read and to copy', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [testWorkload()];
    backend.manifest = [
      'kind: TrainJob # a comment',
      'metadata:',
      '  name: "<script>alert(1)</script>"',
      '  note: "\u001b[31mred\u202e"',
      'spec:',
      '  command: |',
      '    python train.py # no comment',
      '',
    ].join('\n');
    renderKubeflow(backend, `${address}?tab=yaml`);
    const manifest = await screen.findByRole('group', {
      name: 'Manifest of bert',
    });
    expect(manifest.textContent).toBe(backend.manifest);
    expect(manifest.querySelector('script')).toBeNull();
    const kinds = [...manifest.querySelectorAll('[data-type=comment]')];
    expect(kinds.map(({ textContent }) => textContent)).toEqual([
      ' # a comment',
    ]);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    await screen.findByRole('button', { name: 'Copied' });
    expect(await navigator.clipboard.readText()).toBe(backend.manifest);
  });

  it('shows hostile names, labels and messages for what they are', async () => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    const name = '100%25<img src=x onerror=alert(1)>';
    const text = '\u001b[31m<b>red</b>\u202e {{name}} $t(workload.pods)';
    const workload = testWorkload({
      name,
      owner: text,
      state: 'failed',
      message: text,
      reason: text,
      createdAt: 'never',
    });
    backend.workloads = [workload];
    backend.details = [
      testDetail({
        workload,
        labels: { [text]: text },
        facts: [
          { key: 'url', value: 'javascript:alert(1)' },
          { key: text, value: text },
        ],
        conditions: [{ type: text, status: 'True', message: text }],
      }),
    ];
    backend.pods = [testPod({ name: text, message: text, node: text })];
    backend.events = [
      {
        uid: 'e',
        type: 'Warning',
        reason: text,
        message: text,
        count: 1,
        about: { kind: text, name: text },
      },
    ];
    renderKubeflow(backend, '/kubeflow/training');
    await user.click(await screen.findByRole('link', { name }));
    const page = await job(name);
    for (const tab of ['Pods', 'Events', 'Conditions', 'Overview']) {
      await user.click(within(page).getByRole('tab', { name: tab }));
      await waitFor(() =>
        expect(
          within(page).getByRole('tabpanel', { name: tab }),
        ).toHaveTextContent('<b>red</b>'),
      );
      expect(page.querySelector('img, b, script')).toBeNull();
    }
    expect(page.querySelector('a[href^="javascript"]')).toBeNull();
    expect(page.textContent).toContain('{{name}} $t(workload.pods)');
  });
});

describe('a job that cannot be shown', () => {
  it('says that there is none, with the way back', async () => {
    renderKubeflow(new FakeKubeflowBackend(), address);
    expect(await screen.findByText('There is no such TrainJob')).toBeVisible();
    expect(screen.getByText(/There is no trainjob 'bert' here/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Back to the list' }),
    ).toHaveAttribute('href', '/kubeflow/training');
  });

  const error = (name: string, message: string) => ({
    error: { name, message },
  });
  it.each([
    [403, error('NotAllowedError', 'No'), 'kubeflow.workload.read'],
    [404, undefined, '@kubeflow-portal/plugin-kubeflow-backend'],
    [500, error('Error', 'The disk is on fire'), 'The disk is on fire'],
  ])('says what to do about %i', async (status, body, advice) => {
    const user = userEvent.setup();
    const backend = new FakeKubeflowBackend();
    backend.workloads = [testWorkload()];
    backend.failure = { status, body };
    renderKubeflow(backend, address);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(advice);
    backend.failure = undefined;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await job();
  });

  it('says that it is out of date while the stream is cut', async () => {
    const backend = new FakeKubeflowBackend();
    backend.workloads = [testWorkload()];
    renderKubeflow(backend, address);
    const page = await job();
    await within(page).findByText('Live');
    backend.failure = {
      status: 503,
      body: { error: { name: 'ServiceUnavailableError', message: 'Later' } },
    };
    backend.streams[0].cut();
    await within(page).findByText(/Reconnecting|Offline/);
    expect(within(page).getAllByText('Running')[0]).toBeVisible();
    backend.workloads = [testWorkload({ state: 'succeeded' })];
    backend.failure = undefined;
    await within(page).findByText('Live', undefined, { timeout: 10_000 });
    backend.send({ type: 'reset', sequence: (backend.sequence += 1) });
    expect((await within(page).findAllByText('Succeeded'))[0]).toBeVisible();
  });
});
