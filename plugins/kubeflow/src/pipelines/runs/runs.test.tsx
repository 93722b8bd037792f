import {
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePipelinesBackend } from '../../testing/FakePipelinesBackend';
import {
  testExperiment,
  testPipeline,
  testRun,
  testServer,
} from '../../testing/pipelinesTestData';
import { renderKubeflow } from '../../testing/renderKubeflow';

// A page is loaded in pieces, and machines that test are busy.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 120_000 });

const RUNS = '/kubeflow/pipelines/runs';

function backendWithRuns(count = 6) {
  const backend = new FakePipelinesBackend();
  backend.pipelines = [testPipeline(), testPipeline({ name: 'train-gpt' })];
  backend.experiments = [testExperiment(), testExperiment({ name: 'nightly' })];
  backend.runs = Array.from({ length: count }, (_, index) =>
    testRun({
      name: `run-${index}`,
      state: index === 0 ? 'failed' : index === 1 ? 'running' : 'succeeded',
      message: index === 0 ? 'Worker 3 ran out of memory.' : undefined,
      createdAt: new Date(Date.UTC(2026, 0, 1, 12 - index)).toISOString(),
      finishedAt:
        index === 1 ? undefined : new Date(Date.UTC(2026, 0, 2)).toISOString(),
    }),
  );
  return backend;
}

const table = () => screen.findByRole('table', { name: 'Runs' });
const rowOf = (name: string) =>
  screen.findByRole('row', { name: new RegExp(name) });
const box = (name: string) =>
  screen.findByRole('checkbox', { name: `Select ${name}` });
const isMarked = async (name: string) =>
  ((await box(name)) as HTMLInputElement).checked;
const lastQuery = (backend: FakePipelinesBackend) =>
  backend.asked(/^GET \/pipelines\/sandbox\/runs$/).at(-1)!.query;
const toolbar = () =>
  screen.getByRole('toolbar', { name: 'What to do with the selected runs' });
const press = (name: string) =>
  userEvent.click(within(toolbar()).getByRole('button', { name }));

describe('the list of runs', () => {
  it('shows each run with what it is made of, linked to its page', async () => {
    const backend = backendWithRuns();
    backend.runs[2].recurringRunId = 'id-nightly';
    backend.runs[3].pipelineName = undefined;
    backend.runs[4].pipelineId = undefined;
    renderKubeflow(backend, '/kubeflow/pipelines');
    const failed = await rowOf('run-0');
    expect(within(failed).getByText('Failed')).toBeVisible();
    expect(
      within(failed).getByText('Worker 3 ran out of memory.'),
    ).toBeVisible();
    expect(within(failed).getByRole('link', { name: 'run-0' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/runs/sandbox/id-run-0',
    );
    expect(
      within(failed).getByRole('link', { name: 'train-bert' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/pipelines/sandbox/id-train-bert?version=id-v1',
    );
    expect(
      within(failed).getByRole('link', { name: 'default' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/experiments/sandbox/id-default',
    );
    expect(
      within(await rowOf('run-2')).getByTitle('Started by a recurring run'),
    ).toBeVisible();
    expect(
      within(await rowOf('run-3')).getByText('a pipeline that was deleted'),
    ).toBeVisible();
    expect(
      within(await rowOf('run-4')).getByText('a specification of its own'),
    ).toBeVisible();
    expect(screen.getByText('6 results')).toBeVisible();
    expect(screen.getByRole('link', { name: 'New run' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/new-run/sandbox',
    );
  });

  it('keeps an order that is chosen before typing rests', async () => {
    const backend = backendWithRuns();
    renderKubeflow(backend, RUNS);
    await rowOf('run-0');
    const byName = within(await table()).getByRole('button', { name: 'Name' });
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search' }), {
      target: { value: 'run' },
    });
    fireEvent.click(byName);
    await waitFor(() => {
      const query = lastQuery(backend);
      expect([query.get('text'), query.get('sort')]).toEqual(['run', 'name']);
    });
  });

  it('filters and sorts by the address, and writes it there', async () => {
    const user = userEvent.setup();
    const backend = backendWithRuns();
    renderKubeflow(
      backend,
      `${RUNS}?state=failed&state=nonsense&experiment=id-default&time=7d&version=id-v1&sort=name`,
    );
    await rowOf('run-0');
    const query = lastQuery(backend);
    expect(query.getAll('state')).toEqual(['failed']);
    expect(query.get('experiment')).toBe('id-default');
    expect(query.get('version')).toBe('id-v1');
    expect(query.get('sort')).toBe('name');
    expect(query.get('order')).toBe('asc');
    const days =
      (Date.now() - Date.parse(query.get('createdAfter')!)) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThan(7.01);
    expect(within(await table()).queryByText('run-1')).not.toBeInTheDocument();

    await user.click(
      screen.getByRole('button', { name: /State/, expanded: false }),
    );
    await user.click(await screen.findByRole('option', { name: 'Running' }));
    await user.keyboard('{Escape}');
    await rowOf('run-1');
    expect(lastQuery(backend).getAll('state')).toEqual(['failed', 'running']);

    await user.click(
      screen.getByRole('button', { name: /Take the filter Version/ }),
    );
    await waitFor(() => expect(lastQuery(backend).has('version')).toBe(false));
    await user.click(
      screen.getByRole('button', { name: /^(?!.*Take).*Pipeline/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'train-gpt' }));
    await screen.findByText('Nothing matches');
    expect(lastQuery(backend).get('pipeline')).toBe('id-train-gpt');

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await rowOf('run-5');
    for (const key of ['state', 'experiment', 'pipeline', 'createdAfter']) {
      expect(lastQuery(backend).has(key)).toBe(false);
    }
    await user.click(
      within(await table()).getByRole('button', { name: 'Created' }),
    );
    await waitFor(() => expect(lastQuery(backend).get('sort')).toBe('created'));
    expect(lastQuery(backend).get('order')).toBe('desc');
  });

  it('says what a date must look like, and asks by one that is right', async () => {
    const user = userEvent.setup();
    const backend = backendWithRuns();
    renderKubeflow(backend, `${RUNS}?time=custom`);
    await rowOf('run-0');
    const after = screen.getByRole('textbox', { name: 'Not before' });
    await user.type(after, '24.11.2026');
    await screen.findByText('Give a date such as 2026-11-24.');
    expect(lastQuery(backend).has('createdAfter')).toBe(false);
    await user.clear(after);
    await user.type(after, '2026-11-24');
    await waitFor(() =>
      expect(lastQuery(backend).get('createdAfter')).toBe(
        new Date(2026, 10, 24).toISOString(),
      ),
    );
  });

  it('says how many were looked at while it looks for those of one pipeline', async () => {
    const backend = backendWithRuns(60);
    backend.pageSize = 5;
    renderKubeflow(backend, `${RUNS}?pipeline=id-train-bert`);
    await rowOf('run-0');
    await screen.findByText(/runs of this pipeline so far/);
  });

  it('says why it is empty or broken', async () => {
    const user = userEvent.setup();
    const backend = backendWithRuns(0);
    renderKubeflow(backend, RUNS);
    await screen.findByText('No runs yet');
    expect(screen.getByText(/kfp.Client/)).toBeVisible();
    backend.failures = [
      {
        request: /GET \/pipelines\/sandbox\/runs$/,
        status: 403,
        name: 'NotAllowedError',
        message: 'You may not see runs here.',
      },
    ];
    await user.click(screen.getByRole('radio', { name: 'Archived' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('kubeflow.pipeline.read');
    expect(alert).toHaveTextContent('You may not see runs here.');
    backend.failures[0].code = 'ClusterDenied';
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent(
        /None of the permissions of the portal is missing.*You may not see runs here/,
      ),
    );
    expect(alert).not.toHaveTextContent('kubeflow.pipeline.read');
    backend.failures = [];
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await screen.findByText('Nothing is archived');
  });
});

describe('many runs', () => {
  it('are marked one by one, in a range and all together', async () => {
    const user = userEvent.setup();
    renderKubeflow(backendWithRuns(), RUNS);
    await user.click(await box('run-1'));
    await screen.findByText('1 run selected');
    await user.keyboard('{Shift>}');
    await user.click(await box('run-4'));
    await user.keyboard('{/Shift}');
    await screen.findByText('4 runs selected');
    expect(
      await Promise.all(
        ['run-0', 'run-1', 'run-2', 'run-3', 'run-4', 'run-5'].map(isMarked),
      ),
    ).toEqual([false, true, true, true, true, false]);
    expect(
      within(toolbar()).getByRole('link', { name: 'Compare' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/compare?cluster=sandbox&run=id-run-1&run=id-run-2&run=id-run-3&run=id-run-4',
    );
    await user.click(
      screen.getByRole('checkbox', { name: 'Select all that are loaded' }),
    );
    await screen.findByText('6 runs selected');
    await press('Clear');
    expect(screen.queryByText(/selected/)).not.toBeInTheDocument();
    await user.click(await box('run-2'));
    expect(
      within(toolbar()).getByRole('button', { name: 'Compare' }),
    ).toHaveAccessibleDescription('Select 2 to 10 runs to compare them.');
    expect(
      within(toolbar()).getByRole('button', { name: 'Retry' }),
    ).toHaveAccessibleDescription(/only failed and cancelled ones can/);
  });

  it('are archived together; one that cannot be is named, and can be tried again', async () => {
    const user = userEvent.setup();
    const backend = backendWithRuns();
    backend.failures = [
      {
        request: /POST .*id-run-3\/commands\/archive/,
        status: 409,
        name: 'ConflictError',
        message: 'The run is locked.',
      },
    ];
    renderKubeflow(backend, RUNS);
    for (const name of ['run-2', 'run-3', 'run-4']) {
      await user.click(await box(name));
    }
    await press('Archive');
    await screen.findByText('2 runs archived, 1 run could not be changed');
    expect(screen.getByText('run-3: The run is locked.')).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /run-2/ })).toBeNull(),
    );
    expect(await rowOf('run-3')).toBeVisible();
    backend.failures = [];
    await user.click(screen.getByRole('button', { name: 'Try these again' }));
    await screen.findByText('1 run archived');
    await user.click(screen.getByRole('button', { name: 'Close' }));

    await user.click(screen.getByRole('radio', { name: 'Archived' }));
    await user.click(await box('run-3'));
    await press('Restore');
    await screen.findByText('1 run restored');
    expect(backend.runs.find(({ name }) => name === 'run-3')?.storage).toBe(
      'available',
    );
  });

  it('are deleted and terminated only after a question', async () => {
    const user = userEvent.setup();
    const backend = backendWithRuns();
    renderKubeflow(backend, RUNS);
    for (const name of ['run-0', 'run-1']) {
      await user.click(await box(name));
    }
    await press('Delete');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Delete 2 runs?');
    expect(within(dialog).getByText('run-1')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.asked(/DELETE/)).toEqual([]);

    await press('Terminate');
    const question = await screen.findByRole('dialog');
    expect(question).toHaveTextContent('Terminate 1 run?');
    expect(within(question).queryByText('run-0')).not.toBeInTheDocument();
    await user.click(
      within(question).getByRole('button', { name: 'Terminate' }),
    );
    await screen.findByText('1 run is being terminated');
    expect(backend.asked(/POST/).map(({ path }) => path)).toEqual([
      '/pipelines/sandbox/runs/id-run-1/commands/terminate',
    ]);

    await user.click(await box('run-0'));
    await press('Delete');
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Delete',
      }),
    );
    await screen.findByText('1 run deleted');
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /run-0/ })).toBeNull(),
    );
    expect(backend.asked(/DELETE/)).toHaveLength(1);
  });

  it('cannot be changed where the portal may only look, which says why', async () => {
    const user = userEvent.setup();
    const backend = backendWithRuns();
    backend.servers = [
      testServer({
        write: { allowed: false, message: 'Turn commands on in the config.' },
      }),
    ];
    renderKubeflow(backend, RUNS);
    await user.click(await box('run-0'));
    for (const name of ['Archive', 'Retry', 'Terminate', 'Delete']) {
      const button = within(toolbar()).getByRole('button', { name });
      expect(button).toBeDisabled();
      expect(button).toHaveAccessibleDescription(
        'Turn commands on in the config.',
      );
    }
    expect(screen.getByRole('button', { name: 'New run' })).toBeDisabled();
  });
});
