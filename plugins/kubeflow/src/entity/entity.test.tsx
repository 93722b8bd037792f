import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeKubeflowBackend } from '../testing/FakeKubeflowBackend';
import { renderEntity, testEntity } from '../testing/renderEntity';
import { testCluster, testWorkload } from '../testing/testData';

configure({ asyncUtilTimeout: 15_000 });

const annotations = {
  'kubeflow.org/cluster': 'sandbox',
  'kubeflow.org/namespace': 'team-vision, team-language',
  'kubeflow.org/label-selector': 'app in (detector)',
};

/** Two teams, of which only some jobs belong to the entity. */
function backendWithJobs() {
  const backend = new FakeKubeflowBackend();
  backend.clusters = [testCluster(), testCluster({ name: 'lab' })];
  backend.workloads = [
    testWorkload({
      name: 'detector-failed',
      state: 'failed',
      message: 'Worker 3 ran out of memory.',
    }),
    testWorkload({ name: 'detector-runs', namespace: 'team-language' }),
    testWorkload({ name: 'detector-done', state: 'succeeded' }),
    testWorkload({ name: 'unlabelled' }),
    testWorkload({ name: 'elsewhere', namespace: 'team-robots' }),
    testWorkload({ name: 'in-lab', cluster: 'lab' }),
    testWorkload({
      name: 'endpoint',
      family: 'serving',
      kind: 'inferenceservice',
    }),
  ];
  const mine = { app: 'detector' };
  backend.labels = {
    'detector-failed': mine,
    'detector-runs': mine,
    'detector-done': mine,
    elsewhere: mine,
    'in-lab': mine,
    endpoint: mine,
  };
  return backend;
}

const names = (table: HTMLElement) =>
  within(table)
    .getAllByRole('rowheader')
    .map(header => within(header).getByRole('link').textContent);

describe('the Training tab of an entity', () => {
  it('lists what belongs to the entity, and follows it', async () => {
    const user = userEvent.setup();
    const backend = backendWithJobs();
    renderEntity(backend, testEntity(annotations), {
      subPath: '/training?sort=name',
    });

    await screen.findByRole('row', { name: /detector-failed/ });
    const table = screen.getByRole('table', { name: 'Training jobs' });
    expect(names(table)).toEqual([
      'detector-done',
      'detector-failed',
      'detector-runs',
    ]);
    const { lastList } = backend;
    expect(lastList.getAll('cluster')).toEqual(['sandbox']);
    expect(lastList.getAll('namespace')).toEqual([
      'team-vision',
      'team-language',
    ]);
    expect(lastList.get('labelSelector')).toBe('app=detector');
    expect(lastList.getAll('family')).toEqual(['training']);
    expect(
      within(table).getByRole('link', { name: 'detector-runs' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/training/sandbox/team-language/trainjob/detector-runs',
    );

    // A person chooses within what belongs to the entity.
    await user.click(
      screen.getByRole('button', { name: /Namespace$/, expanded: false }),
    );
    const options = (await screen.findAllByRole('option')).map(
      ({ textContent }) => textContent,
    );
    expect(options.join()).toContain('team-language');
    expect(options.join()).not.toContain('team-robots');
    await user.click(screen.getByRole('option', { name: /team-language/ }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(names(table)).toEqual(['detector-runs']));

    await waitFor(() => expect(backend.streams).toHaveLength(1));
    expect(Object.fromEntries(backend.streams[0].query)).toEqual({
      cluster: 'sandbox',
      namespace: 'team-language',
      family: 'training',
      role: 'workload',
      labelSelector: 'app=detector',
      since: '100',
    });
    backend.upsert(
      testWorkload({
        name: 'detector-runs',
        namespace: 'team-language',
        state: 'suspended',
      }),
    );
    await within(table).findByText('Suspended');
  });

  it('says where it looked when nothing belongs to the entity', async () => {
    const backend = new FakeKubeflowBackend();
    renderEntity(backend, testEntity(annotations), { subPath: '/training' });
    await screen.findByText('Nothing here yet');
    expect(screen.getByText('team-vision, team-language')).toBeVisible();
    expect(screen.getByText('app=detector')).toBeVisible();
  });

  it.each([
    [
      'kubeflow.org/label-selector',
      'app in detector',
      /'\(' is missing.*position 8/,
    ],
    ['kubeflow.org/namespace', ',', /It names nothing/],
    ['kubeflow.org/cluster', 'a b', /'a b' is not a name/],
    [
      'kubeflow.org/label-selector',
      '<img src=x>=\u202e\u001b[31m',
      /'<img src=x>=\\u\{202e\}\\u\{1b\}\[31m' cannot be read/,
    ],
  ])(
    'names the annotation %s when it is %j, and asks for nothing',
    async (annotation, value, problem) => {
      const backend = backendWithJobs();
      const entity = testEntity({
        ...annotations,
        [annotation]: value,
        'backstage.io/edit-url': 'https://git.example.com/edit/detector',
      });
      renderEntity(backend, entity, { subPath: '/training' });
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(
        `The annotation ${annotation} cannot be used`,
      );
      expect(alert).toHaveTextContent(problem);
      expect(alert).toHaveTextContent(/corrected in the entity’s/);
      expect(
        within(alert).getByRole('link', { name: 'Edit the entity' }),
      ).toHaveAttribute('href', 'https://git.example.com/edit/detector');
      expect(document.querySelector('img')).toBeNull();
      expect(
        backend.requests.filter(url => url.pathname.endsWith('/workloads')),
      ).toEqual([]);
    },
  );

  it('names clusters that the portal does not have, and shows the rest', async () => {
    const backend = backendWithJobs();
    renderEntity(
      backend,
      testEntity({
        ...annotations,
        'kubeflow.org/cluster': 'sandbox,sandbocks',
        'backstage.io/edit-url': 'javascript:alert(1)',
      }),
      { subPath: '/training' },
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The portal does not know a cluster named sandbocks',
    );
    expect(alert).toHaveTextContent('kubeflow.org/cluster');
    expect(alert).toHaveTextContent('sandbox, lab');
    expect(within(alert).queryByRole('link')).not.toBeInTheDocument();
    await screen.findByRole('row', { name: /detector-failed/ });
  });

  it('says what is wrong when the jobs cannot be had', async () => {
    const user = userEvent.setup();
    const backend = backendWithJobs();
    backend.failure = {
      status: 403,
      body: { error: { name: 'NotAllowedError', message: 'Unauthorized' } },
    };
    renderEntity(backend, testEntity(annotations), { subPath: '/training' });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('kubeflow.workload.read');
    backend.failure = undefined;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await screen.findByRole('row', { name: /detector-failed/ });
  });
});

describe('the card of an entity', () => {
  it('shows counts, what needs attention and what runs, with the way to all', async () => {
    const backend = backendWithJobs();
    renderEntity(backend, testEntity(annotations));

    const attention = await screen.findByRole('region', {
      name: 'Needs attention',
    });
    expect(
      within(attention).getByText('Worker 3 ran out of memory.'),
    ).toBeVisible();
    expect(
      within(attention).getByRole('link', { name: 'detector-failed' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/training/sandbox/team-vision/trainjob/detector-failed',
    );
    const running = await screen.findByRole('region', { name: 'Running' });
    expect(
      within(running).getByRole('link', { name: 'detector-runs' }),
    ).toBeVisible();
    const tab = '/catalog/default/component/detector/training';
    const states = screen.getByRole('list', { name: 'Training jobs by state' });
    expect(
      within(states)
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['1 Failed', `${tab}?state=failed`],
      ['1 Running', `${tab}?state=running`],
      ['1 Succeeded', `${tab}?state=succeeded`],
    ]);

    await waitFor(() => expect(backend.streams).toHaveLength(1));
    backend.upsert(
      testWorkload({ name: 'detector-failed', state: 'succeeded' }),
    );
    await screen.findByRole('link', { name: '2 Succeeded' });
    expect(
      screen.queryByRole('region', { name: 'Needs attention' }),
    ).not.toBeInTheDocument();

    // By keyboard to the tab.
    const user = userEvent.setup();
    screen.getByRole('link', { name: 'All training jobs' }).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('table', { name: 'Training jobs' });
  });

  it('is quiet when there is nothing', async () => {
    renderEntity(new FakeKubeflowBackend(), testEntity(annotations));
    await screen.findByText('No training job belongs to this entity yet.');
  });

  it('says what is wrong', async () => {
    const backend = backendWithJobs();
    backend.failure = {
      status: 401,
      body: { error: { name: 'AuthenticationError', message: 'Expired' } },
    };
    renderEntity(backend, testEntity(annotations));
    expect(await screen.findByRole('alert')).toHaveTextContent('Sign in again');
  });

  it('names an annotation that cannot be used', async () => {
    renderEntity(
      backendWithJobs(),
      testEntity({ 'kubeflow.org/label-selector': 'a==' + '='.repeat(3) }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The annotation kubeflow.org/label-selector cannot be used',
    );
  });
});

it.each<Record<string, string>>([{}, { 'kubeflow.org/namespace': ' ' }])(
  'stays away from entities with the annotations %j',
  async annotated => {
    const backend = backendWithJobs();
    renderEntity(backend, testEntity(annotated));
    await screen.findAllByText('detector');
    await screen.findAllByText(/About/);
    expect(screen.queryByText('Training')).not.toBeInTheDocument();
    expect(backend.requests).toEqual([]);
  },
);
