import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeKubeflowBackend } from '../testing/FakeKubeflowBackend';
import { testEntity } from '../testing/renderEntity';
import { renderLegacyApp } from '../testing/renderLegacyApp';
import { testWorkload } from '../testing/testData';

configure({ asyncUtilTimeout: 15_000 });

// jsdom lays nothing out; here it is an element of the old app that scrolls, and rows are rendered as far as it is tall.
beforeAll(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(1_000);
});
afterAll(() => {
  vi.restoreAllMocks();
});

function backendWithJobs() {
  const backend = new FakeKubeflowBackend();
  backend.workloads = [
    testWorkload({ name: 'bert', message: 'All pods run.' }),
    testWorkload({
      name: 'resnet',
      state: 'failed',
      message: 'Worker 3 ran out of memory.',
    }),
  ];
  return backend;
}

describe('an app on the old frontend system', () => {
  it('leads from the overview to a list to a job, and back', async () => {
    const user = userEvent.setup();
    const backend = backendWithJobs();
    renderLegacyApp(backend, '/kubeflow');

    const attention = await screen.findByRole('region', {
      name: 'Needs attention',
    });
    await within(attention).findByText('Worker 3 ran out of memory.');
    await user.click(screen.getByRole('tab', { name: 'Training' }));
    await screen.findByRole('table', { name: 'Training jobs' });
    await user.click(await screen.findByRole('link', { name: 'bert' }));

    const job = await screen.findByRole('article', { name: 'bert' });
    expect(within(job).getByText('All pods run.')).toBeVisible();
    await within(job).findByText('Live');
    await user.click(within(job).getByRole('tab', { name: 'YAML' }));
    expect(
      await within(job).findByRole('group', { name: 'Manifest of bert' }),
    ).toHaveTextContent('kind: TrainJob');

    await user.click(within(job).getByRole('link', { name: 'team-vision' }));
    await screen.findByRole('table', { name: 'Training jobs' });
    expect(backend.lastList.getAll('namespace')).toEqual(['team-vision']);
    await user.click(screen.getByRole('tab', { name: 'Serving' }));
    await screen.findByRole('table', { name: 'Model endpoints' });
  });

  it('has the card and the tab on the page of an entity', async () => {
    const user = userEvent.setup();
    const backend = backendWithJobs();
    renderLegacyApp(backend, '/catalog/default/component/detector', [
      testEntity({ 'kubeflow.org/namespace': 'team-vision' }),
    ]);
    const attention = await screen.findByRole('region', {
      name: 'Needs attention',
    });
    expect(
      within(attention).getByRole('link', { name: 'resnet' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/training/sandbox/team-vision/trainjob/resnet',
    );
    await user.click(screen.getByRole('link', { name: '1 Failed' }));
    const table = await screen.findByRole('table', { name: 'Training jobs' });
    await within(table).findByRole('link', { name: 'resnet' });
    expect(within(table).queryByText('bert')).not.toBeInTheDocument();
    backend.upsert(testWorkload({ name: 'resnet', state: 'succeeded' }));
    await waitFor(() =>
      expect(within(table).queryByText('resnet')).not.toBeInTheDocument(),
    );
  });

  it('shows neither for other entities', async () => {
    renderLegacyApp(backendWithJobs(), '/catalog/default/component/detector', [
      testEntity({}),
    ]);
    await screen.findByText('No card');
    expect(screen.queryByText('Training')).not.toBeInTheDocument();
  });
});
