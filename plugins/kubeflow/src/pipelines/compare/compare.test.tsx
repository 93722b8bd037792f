import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RunDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { FakePipelinesBackend } from '../../testing/FakePipelinesBackend';
import {
  testRun,
  testRunDetail,
  testTask,
} from '../../testing/pipelinesTestData';
import { renderKubeflow } from '../../testing/renderKubeflow';

// A page is loaded in pieces, and machines that test are busy.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 120_000 });

const detailOf = (
  name: string,
  parameters: Record<string, unknown>,
  metadata: Record<string, unknown>,
  change: Partial<RunDetail> = {},
) =>
  testRunDetail({
    run: testRun({
      name,
      state: 'succeeded',
      startedAt: '2026-01-01T10:00:00Z',
      finishedAt: '2026-01-01T10:10:00Z',
    }),
    parameters,
    tasks: [
      testTask({
        outputs: [
          {
            name: 'metrics',
            artifacts: [
              {
                id: `${name}-metrics`,
                name: 'metrics',
                type: 'system.Metrics',
                preview: 'metrics',
                metadata,
              },
            ],
          },
        ],
      }),
      testTask({ name: 'report', state: 'cached', startedAt: undefined }),
    ],
    ...change,
  });

function backendWith(details: RunDetail[]) {
  const backend = new FakePipelinesBackend();
  backend.runDetails = details;
  backend.runs = details.map(({ run }) => run);
  return backend;
}

const addressOf = (names: readonly string[], more = '') =>
  `/kubeflow/pipelines/compare?cluster=sandbox${names.map(name => `&run=id-${name}`).join('')}${more}`;

const cellsOf = (table: HTMLElement, row: RegExp) =>
  within(within(table).getByRole('row', { name: row }))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

const confusionMatrix = {
  annotationSpecs: [{ displayName: 'cat' }, { displayName: '<b>dog</b>' }],
  rows: [{ row: [8, 2] }, { row: [1, 9] }],
};
const confidenceMetrics = [
  { confidenceThreshold: 0.9, falsePositiveRate: 0, recall: 0.5 },
  { confidenceThreshold: 0.1, falsePositiveRate: 1, recall: 1 },
];

describe('the comparison of runs', () => {
  it('has what differs first, the best of each metric, curves, matrices and durations', async () => {
    const user = userEvent.setup();
    const backend = backendWith([
      detailOf(
        'small',
        { epochs: 3, data: { a: 1, b: 2 }, name: 'x' },
        {
          accuracy: 0.9,
          loss: 0.4,
          history: [
            [1, 0.9],
            [2, 0.4],
          ],
          confusionMatrix: { struct: confusionMatrix },
          confidenceMetrics: { list: confidenceMetrics },
        },
      ),
      detailOf(
        'large',
        { epochs: 30, data: { b: 2, a: 1 } },
        { accuracy: 0.95, loss: 0.2 },
      ),
    ]);
    renderKubeflow(backend, addressOf(['small', 'large']));

    const parameters = await screen.findByRole('table', { name: 'Parameters' });
    expect(
      within(parameters)
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['epochsdiffers', 'namediffers', 'data']);
    expect(cellsOf(parameters, /epochs/)).toEqual(['3', '30']);
    expect(cellsOf(parameters, /name/)).toEqual(['x', 'not there']);
    await user.click(screen.getByRole('switch', { name: 'Only differences' }));
    expect(
      within(parameters).queryByRole('row', { name: /data/ }),
    ).not.toBeInTheDocument();

    const runs = screen.getByRole('table', { name: 'Runs' });
    expect(within(runs).getByRole('link', { name: 'small' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/runs/sandbox/id-small',
    );
    expect(within(runs).getAllByText('Succeeded')).toHaveLength(2);

    const metrics = screen.getByRole('table', { name: 'Metrics' });
    const bestOf = (row: RegExp) =>
      within(within(metrics).getByRole('row', { name: row }))
        .getAllByRole('cell')
        .map(cell => within(cell).queryByLabelText('best') !== null);
    expect(cellsOf(metrics, /accuracy/)).toEqual(['0.9', '0.95']);
    expect(bestOf(/accuracy/)).toEqual([false, true]);
    expect(bestOf(/loss/)).toEqual([false, true]);
    await user.click(
      within(metrics).getByRole('button', { name: /loss: lower is better/ }),
    );
    expect(bestOf(/loss/)).toEqual([true, false]);
    expect(
      screen.getByRole('img', {
        name: 'accuracy of train › metrics for each run',
      }),
    ).toBeVisible();

    const curves = screen.getByRole('region', { name: 'Curves' });
    expect(
      within(within(curves).getByRole('table', { name: 'history' }))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
        .slice(-4),
    ).toEqual(['0.9', '0.4', '0.4', '0.9']);
    expect(within(curves).getByText('No series in large.')).toBeVisible();

    const roc = screen.getByRole('region', { name: 'ROC curves' });
    expect(within(roc).getByRole('cell', { name: '0.75' })).toBeVisible();
    const matrices = screen.getByRole('region', {
      name: 'Confusion matrices',
    });
    const matrix = within(matrices).getByRole('table', { name: /small/ });
    expect(cellsOf(matrix, /^cat/)).toEqual(['8', '2']);
    expect(within(matrix).getAllByText('<b>dog</b>').length).toBeGreaterThan(0);
    expect(within(matrices).getByText('85% right')).toBeVisible();
    expect(within(matrices).getByText('No matrix')).toBeVisible();

    const durations = screen.getByRole('table', {
      name: 'Durations of tasks',
    });
    expect(cellsOf(durations, /Whole run/)).toEqual(['10m', '10m']);
    expect(cellsOf(durations, /train/)).toEqual(['5m', '5m']);
    expect(cellsOf(durations, /report/)).toEqual(['Cached', 'Cached']);

    await user.click(
      screen.getByRole('button', {
        name: 'Take small out of the comparison',
      }),
    );
    await screen.findByText('Choose at least two runs to compare');
    expect(screen.getByRole('link', { name: 'Choose runs' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/runs?cluster=sandbox',
    );
  });

  it('says what is left out and what cannot be had, and compares the rest', async () => {
    const user = userEvent.setup();
    const names = Array.from({ length: 12 }, (_, index) => `run-${index}`);
    const backend = backendWith(
      names.map(name => detailOf(name, { a: 1 }, {})),
    );
    backend.failures = [
      {
        request: /runs\/id-run-3$/,
        status: 404,
        name: 'NotFoundError',
        message: 'The run was deleted.',
      },
    ];
    renderKubeflow(backend, addressOf([...names, 'run-0']));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('1 run cannot be compared');
    expect(alert).toHaveTextContent('id-run-3: The run was deleted.');
    await screen.findByText(/2 runs are left out/);
    const runs = await screen.findByRole('table', { name: 'Runs' });
    expect(
      within(runs)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Fact',
      ...['A', 'B', 'C', 'E', 'F', 'G', 'H', 'I', 'J'].map(
        letter => `${letter}run-${letter.charCodeAt(0) - 65}`,
      ),
    ]);
    expect(screen.getByText(/None of these runs has a series/)).toBeVisible();

    backend.failures = [];
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(
        within(screen.getByRole('table', { name: 'Runs' })).getByRole('link', {
          name: 'run-3',
        }),
      ).toBeVisible(),
    );
  });

  it('says plainly that an old server tells no metrics', async () => {
    const old = { taskModel: 'details' as const };
    const backend = backendWith([
      detailOf('one', {}, {}, old),
      detailOf('two', {}, {}, old),
    ]);
    renderKubeflow(backend, addressOf(['one', 'two']));
    await screen.findByText('This server tells no metrics');
    expect(
      screen.queryByRole('region', { name: 'Curves' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText('None of these runs has parameters.'),
    ).toBeVisible();
    expect(
      screen.getByRole('table', { name: 'Durations of tasks' }),
    ).toBeVisible();
  });
});
