import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePipelinesBackend } from '../../testing/FakePipelinesBackend';
import { testRecurringRun, testRun } from '../../testing/pipelinesTestData';
import { renderKubeflow } from '../../testing/renderKubeflow';

// A page is loaded in pieces, and machines that test are busy.
configure({ asyncUtilTimeout: 15_000 });

const rowOf = (name: string) =>
  screen.findByRole('row', { name: new RegExp(name) });

describe('recurring runs', () => {
  it('say in words when they fire, and why they do not', async () => {
    const backend = new FakePipelinesBackend();
    backend.recurringRuns = [
      testRecurringRun({ name: 'nightly' }),
      testRecurringRun({ name: 'paused', enabled: false }),
      testRecurringRun({
        name: 'over',
        trigger: { cron: '0 0 3 * * *', endAt: '2020-01-01T00:00:00Z' },
      }),
      testRecurringRun({
        name: 'hourly',
        trigger: { intervalSeconds: 5_400 },
        pipelineId: undefined,
      }),
      testRecurringRun({
        name: 'broken',
        trigger: { cron: 'every night' },
        message: 'The schedule was refused.',
      }),
      testRecurringRun({
        name: 'later',
        trigger: { cron: '@daily', startAt: '2090-01-01T00:00:00Z' },
      }),
    ];
    renderKubeflow(backend, '/kubeflow/pipelines/recurring');

    const nightly = await rowOf('nightly');
    expect(within(nightly).getByText('Enabled')).toBeVisible();
    expect(within(nightly).getByText('At 03:00 (UTC)')).toBeVisible();
    const nextFire = 'time[datetime$="T03:00:00.000Z"]';
    expect(nightly.querySelector(nextFire)?.getAttribute('title')).toMatch(
      /03:00:00 UTC$/,
    );
    expect(
      within(nightly).getByRole('link', { name: 'train-bert' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/pipelines/sandbox/id-train-bert',
    );
    const words = async (name: string, state: string, schedule: string) => {
      const row = await rowOf(name);
      expect(within(row).getByText(state)).toBeVisible();
      expect(within(row).getByText(schedule)).toBeVisible();
      return row;
    };
    expect(
      (await words('paused', 'Disabled', 'At 03:00 (UTC)')).querySelector(
        nextFire,
      ),
    ).toBeNull();
    await words('over', 'Ended', 'At 03:00 (UTC)');
    await words('hourly', 'Enabled', 'Every 1h 30m');
    await words('broken', 'Wrong schedule', 'every night');
    expect(screen.getByText('The schedule was refused.')).toBeVisible();
    await words('later', 'Not yet', 'At 00:00 (UTC)');
  });

  it('are disabled, enabled, cloned and deleted on their page', async () => {
    const user = userEvent.setup();
    const backend = new FakePipelinesBackend();
    backend.recurringRuns = [
      testRecurringRun({
        name: 'nightly',
        parameters: { rate: 0.5, note: '', layers: [1, 2] },
        maxConcurrency: 2,
        serviceAccount: 'runner',
      }),
    ];
    backend.runs = [
      testRun({ name: 'nightly-7', recurringRunId: 'id-nightly' }),
      testRun({ name: 'by-hand' }),
    ];
    renderKubeflow(backend, '/kubeflow/pipelines/recurring/sandbox/id-nightly');
    const page = await screen.findByRole('article', { name: 'nightly' });
    const schedule = within(page).getByRole('region', { name: 'Schedule' });
    expect(schedule).toHaveTextContent('At 03:00 (UTC) 0 0 3 * * *');
    expect(schedule).toHaveTextContent('2 runs at most');
    const times = within(schedule).getAllByRole('listitem');
    expect(times).toHaveLength(5);
    const gaps = times.map(item =>
      Date.parse(item.querySelector('time')?.dateTime ?? ''),
    );
    expect(gaps[4] - gaps[0]).toBe(4 * 86_400_000);
    const parameters = within(page).getByRole('region', { name: 'Parameters' });
    expect(parameters).toHaveTextContent('rate0.5');
    expect(parameters).toHaveTextContent('note""');
    expect(
      within(page).getByRole('region', { name: 'What it starts' }),
    ).toHaveTextContent('Always the newest');
    await within(page).findByRole('link', { name: 'nightly-7' });
    expect(within(page).queryByText('by-hand')).not.toBeInTheDocument();
    expect(within(page).getByRole('link', { name: 'Clone' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/new-run/sandbox?recurring=id-nightly',
    );

    await user.click(within(page).getByRole('button', { name: 'Disable' }));
    await within(page).findByText('Disabled');
    expect(schedule).toHaveTextContent(/Somebody has turned it off/);
    backend.failures = [
      {
        request: /commands\/enable/,
        status: 500,
        message: 'The database is gone.',
      },
    ];
    await user.click(within(page).getByRole('button', { name: 'Enable' }));
    expect(await within(page).findByRole('alert')).toHaveTextContent(
      'The database is gone.',
    );
    backend.failures = [];
    await user.click(within(page).getByRole('button', { name: 'Enable' }));
    await within(page).findByText('Enabled');
    await waitFor(() =>
      expect(within(page).queryByRole('alert')).not.toBeInTheDocument(),
    );

    await user.click(within(page).getByRole('button', { name: 'Delete' }));
    const question = await screen.findByRole('dialog');
    expect(question).toHaveTextContent(/runs that it has started are kept/);
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    await screen.findByText('Nothing recurs yet');
  });
});
