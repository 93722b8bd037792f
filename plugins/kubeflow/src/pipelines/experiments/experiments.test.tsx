import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePipelinesBackend } from '../../testing/FakePipelinesBackend';
import { testExperiment, testRun } from '../../testing/pipelinesTestData';
import { renderKubeflow } from '../../testing/renderKubeflow';

// A page is loaded in pieces, and machines that test are busy.
configure({ asyncUtilTimeout: 15_000 });

const rowOf = (name: string) =>
  screen.findByRole('row', { name: new RegExp(name) });

describe('experiments', () => {
  it('are listed, made, archived, restored and deleted', async () => {
    const user = userEvent.setup();
    const backend = new FakePipelinesBackend();
    backend.experiments = [
      testExperiment({ name: 'default', lastRunAt: '2026-01-02T10:00:00Z' }),
      testExperiment({ name: 'old', storage: 'archived' }),
    ];
    backend.runs = [
      testRun({ name: 'first', experimentId: 'new-experiment-1' }),
      testRun({ name: 'of-another' }),
    ];
    renderKubeflow(backend, '/kubeflow/pipelines/experiments');
    await rowOf('default');
    await user.click(screen.getByRole('radio', { name: 'Archived' }));
    await rowOf('old');
    expect(screen.queryByText('default')).not.toBeInTheDocument();

    // Made: it leads to the new one, with its runs and no others.
    await user.click(screen.getByRole('button', { name: 'New experiment' }));
    const form = await screen.findByRole('dialog');
    expect(within(form).getByRole('button', { name: 'Create' })).toBeDisabled();
    await user.type(
      within(form).getByRole('textbox', { name: /^Name/ }),
      'larger batches{Enter}',
    );
    const page = await screen.findByRole('article', { name: 'larger batches' });
    await within(page).findByRole('link', { name: 'first' });
    expect(within(page).queryByText('of-another')).not.toBeInTheDocument();
    expect(within(page).getByRole('link', { name: 'New run' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/new-run/sandbox?experiment=new-experiment-1',
    );

    // Archived: what goes with it is said before; nothing runs in it until it is restored.
    await user.click(within(page).getByRole('button', { name: 'Archive' }));
    const question = await screen.findByRole('dialog', {
      name: 'Archive larger batches?',
    });
    expect(question).toHaveTextContent(/its recurring runs are disabled/);
    backend.failures = [
      {
        request: /commands\/archive/,
        status: 403,
        name: 'NotAllowedError',
        message: 'Not you.',
      },
    ];
    await user.click(within(question).getByRole('button', { name: 'Archive' }));
    expect(await within(question).findByRole('alert')).toHaveTextContent(
      'kubeflow.run.update',
    );
    backend.failures = [];
    await user.click(within(question).getByRole('button', { name: 'Archive' }));
    const restore = await within(page).findByRole('button', {
      name: 'Restore',
    });
    expect(
      within(page).getByRole('button', { name: 'New run' }),
    ).toHaveAccessibleDescription(/Restore it to start runs/);
    await user.click(restore);
    await within(page).findByRole('link', { name: 'New run' });

    await user.click(within(page).getByRole('button', { name: 'Delete' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Delete',
      }),
    );
    await rowOf('default');
    expect(backend.experiments.map(({ name }) => name)).toEqual([
      'default',
      'old',
    ]);
    // What is gone is not asked for again.
    const gone = backend.asked(/GET .*experiments\/new-experiment-1$/).length;
    await waitFor(() =>
      expect(screen.queryByRole('article')).not.toBeInTheDocument(),
    );
    expect(backend.asked(/GET .*experiments\/new-experiment-1$/)).toHaveLength(
      gone,
    );
  });

  it('are missed with a way back', async () => {
    renderKubeflow(
      new FakePipelinesBackend(),
      '/kubeflow/pipelines/experiments/sandbox/nothing',
    );
    await screen.findByText('There is no such experiment');
    expect(
      screen.getByRole('link', { name: 'Back to the list' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/experiments?cluster=sandbox',
    );
  });
});
