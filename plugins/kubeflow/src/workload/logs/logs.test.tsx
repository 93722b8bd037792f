import type { LogLine } from '@kubeflow-portal/plugin-kubeflow-common';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeKubeflowBackend } from '../../testing/FakeKubeflowBackend';
import { renderKubeflow } from '../../testing/renderKubeflow';
import { testPod, testWorkload } from '../../testing/testData';

configure({ asyncUtilTimeout: 15_000 });

const address = '/kubeflow/training/sandbox/team-vision/trainjob/bert';
const job = () => screen.findByRole('article', { name: 'bert' });

const lines = (from: number, ...texts: string[]): LogLine[] =>
  texts.map((text, index) => ({
    n: from + index,
    at: `2026-01-01T10:00:0${(from + index) % 10}.000000000Z`,
    text,
  }));

const container = (name: string, change: object = {}) => ({
  name,
  type: 'main' as const,
  state: 'running' as const,
  ready: true,
  restartCount: 0,
  ...change,
});

function backendWithPods(): FakeKubeflowBackend {
  const backend = new FakeKubeflowBackend();
  backend.workloads = [testWorkload()];
  backend.pods = [
    testPod({
      name: 'bert-node-1',
      role: 'node',
      rank: 1,
      containers: [container('node')],
    }),
    testPod({
      name: 'bert-node-0',
      role: 'node',
      rank: 0,
      containers: [
        container('node', {
          restartCount: 2,
          lastTermination: { exitCode: 1 },
        }),
        container('sidecar'),
      ],
    }),
  ];
  backend.logs = {
    'bert-node-0/node': [
      {
        type: 'lines',
        lines: lines(
          0,
          'epoch 1 \u001b[1;31mloss\u001b[0m 0.9 <b>not bold</b>',
          'epoch 2 loss 0.5 \u202eevil',
          'saved',
        ),
      },
      { type: 'open' },
    ],
    'bert-node-0/node/previous': [
      { type: 'lines', lines: lines(0, 'Traceback') },
      {
        type: 'end',
        reason: 'complete',
        message: 'Ended with exit code 1.',
      },
    ],
    'bert-node-0/sidecar': [{ type: 'open' }],
    'bert-node-1/node': [
      { type: 'waiting', message: 'Waits for its image torch.' },
    ],
  };
  return backend;
}

/** The lines that are shown, each with its number in front. */
const shown = (log: HTMLElement) =>
  within(log)
    .getAllByRole('button', { name: /^Line \d+/ })
    .map(button => button.parentElement?.textContent);

describe('the logs of a job', () => {
  it('are those of the first worker, live; which one, which run and which lines is in the address', async () => {
    const user = userEvent.setup();
    const backend = backendWithPods();
    renderKubeflow(backend, `${address}?tab=logs`);
    const page = await job();
    const log = await within(page).findByRole('log', {
      name: 'Log of node in bert-node-0',
    });
    await waitFor(() =>
      expect(shown(log)).toEqual([
        '1epoch 1 loss 0.9 <b>not bold</b>',
        '2epoch 2 loss 0.5 ‹U+202E›evil',
        '3saved',
      ]),
    );
    expect(within(log).getByText('loss')).toHaveAttribute('data-color', 'red');
    expect(log.querySelector('b')).toBeNull();
    const state = await within(page).findByText('3 lines');
    await waitFor(() =>
      expect(state.parentElement).toHaveTextContent('3 linesLive'),
    );

    backend.sendLog({ type: 'lines', lines: lines(3, 'epoch 3') }, 'e-3');
    await waitFor(() => expect(shown(log).at(-1)).toBe('4epoch 3'));

    // Cut, it goes on where it was.
    backend.logStreams[0]?.cut();
    await waitFor(() =>
      expect(backend.logStreams[0]?.headers.get('Last-Event-ID')).toBe('e-3'),
    );

    await user.click(within(log).getByRole('button', { name: /^Line 2\./ }));
    await user.keyboard('{Shift>}');
    await user.click(within(log).getByRole('button', { name: /^Line 3\./ }));
    await user.keyboard('{/Shift}');
    await user.click(
      await within(page).findByRole('button', { name: 'Copy 2 lines' }),
    );
    expect(await navigator.clipboard.readText()).toBe(
      'epoch 2 loss 0.5 ‹U+202E›evil\nsaved',
    );

    await user.click(
      within(page).getByRole('button', { name: 'Run before the last restart' }),
    );
    await within(page).findByText('Ended with exit code 1.');
    expect(shown(await within(page).findByRole('log'))).toEqual(['1Traceback']);
    // The lines that were pointed at are of another run.
    expect(
      within(page).queryByRole('button', { name: /^Copy/ }),
    ).not.toBeInTheDocument();
  });

  it('can be of another container and another pod, each with what there is to say', async () => {
    const user = userEvent.setup();
    const backend = backendWithPods();
    renderKubeflow(
      backend,
      `${address}?tab=logs&pod=bert-node-0&container=sidecar`,
    );
    const page = await job();
    await within(page).findByText('It has written nothing yet');

    await user.click(within(page).getByRole('button', { name: /Pod/ }));
    const choices = await screen.findAllByRole('option');
    expect(choices.map(({ textContent }) => textContent)).toEqual([
      'node, rank 0bert-node-0',
      'node, rank 1bert-node-1',
    ]);
    await user.click(choices[1]);
    await within(page).findByText('Waits for its image torch.');
    backend.logs['bert-node-1/node'] = [];
    backend.sendLog({ type: 'lines', lines: lines(0, 'here we go') });
    backend.sendLog({ type: 'open' });
    expect(shown(await within(page).findByRole('log'))).toEqual([
      '1here we go',
    ]);
    backend.sendLog({
      type: 'end',
      reason: 'complete',
      message: 'It has been started again.',
      restarted: true,
    });
    await user.click(
      await within(page).findByRole('button', { name: 'Show the present run' }),
    );
    await waitFor(() => expect(backend.logStreams).toHaveLength(1));
  });

  it('are searched, by text and by expression, line by line', async () => {
    const user = userEvent.setup();
    const backend = backendWithPods();
    backend.logs['bert-node-0/node'] = [
      { type: 'dropped', count: 7 },
      {
        type: 'lines',
        lines: lines(
          7,
          ...Array.from({ length: 5000 }, (_, n) =>
            n % 1000 === 0 ? `Step ${n}` : `noise ${n}`,
          ),
        ),
      },
      { type: 'open' },
    ];
    renderKubeflow(backend, `${address}?tab=logs`);
    const page = await job();
    const log = await within(page).findByRole('log');
    expect(
      within(page).getByText(/7 earlier lines are not held here/),
    ).toBeVisible();
    expect(shown(log).length).toBeLessThan(200);

    log.focus();
    await user.keyboard('/');
    await user.keyboard('step');
    await within(page).findByText('– of 5 lines');
    await user.keyboard('{Enter}');
    await within(page).findByText('1 of 5 lines');
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    await within(page).findByText('5 of 5 lines');

    await user.click(
      within(page).getByRole('button', { name: 'Show matching lines only' }),
    );
    await waitFor(() =>
      expect(shown(within(page).getByRole('log'))).toEqual([
        '8Step 0',
        '1008Step 1000',
        '2008Step 2000',
        '3008Step 3000',
        '4008Step 4000',
      ]),
    );
    expect(
      within(page)
        .getAllByText('Step')
        .every(each => each.tagName === 'MARK'),
    ).toBe(true);

    await user.click(within(page).getByRole('button', { name: 'Match case' }));
    await within(page).findByText('Not found');
    await within(page).findByText('No line has it');
    const field = within(page).getByRole('searchbox');
    await user.clear(field);
    await user.click(
      within(page).getByRole('button', { name: 'Regular expression' }),
    );
    await user.type(field, 'Step (1|2)\\d+$');
    await within(page).findByText('– of 2 lines');
    await user.type(field, '(');
    await within(page).findByText(/This is no regular expression/);
  });

  it('that may not be read say which permission is missing; those that are gone, why', async () => {
    const user = userEvent.setup();
    const backend = backendWithPods();
    backend.logs = {};
    renderKubeflow(backend, `${address}?tab=logs`);
    const page = await job();
    expect(await within(page).findByRole('alert')).toHaveTextContent(
      'There is no log of bert-node-0/node.',
    );
    backend.logs['bert-node-0/node'] = [
      {
        type: 'end',
        reason: 'error',
        message: 'The portal may not read logs in this namespace.',
      },
    ];
    await user.click(within(page).getByRole('button', { name: 'Try again' }));
    await within(page).findByText('The log cannot be read');
    expect(
      within(page).getByText('The portal may not read logs in this namespace.'),
    ).toBeVisible();
  });

  it('are linked from the pods, and are saved as a file', async () => {
    const user = userEvent.setup();
    const backend = backendWithPods();
    const saved: string[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
      saved.push(`${(blob as Blob).size}`);
      return 'blob:log';
    });
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
    renderKubeflow(backend, `${address}?tab=pods`);
    const page = await job();
    await user.click(
      await within(page).findByRole('button', {
        name: 'Containers of bert-node-0',
      }),
    );
    await user.click(
      within(page).getByRole('link', {
        name: 'Log of node before its last restart',
      }),
    );
    expect(shown(await within(page).findByRole('log'))).toEqual(['1Traceback']);
    expect(
      within(page).getByRole('button', { name: 'Run before the last restart' }),
    ).toHaveAttribute('aria-pressed', 'true');
    await user.click(
      within(page).getByRole('button', { name: 'Download the whole log' }),
    );
    await waitFor(() => expect(saved).toEqual(['10']));
    const [asked] = backend.requests.filter(({ pathname }) =>
      pathname.endsWith('/download'),
    );
    expect(asked?.searchParams.get('previous')).toBe('true');
    vi.restoreAllMocks();
  });
});

describe('the diagnosis of a job', () => {
  it('stands for what its pods say, and leads to the line that shows it', async () => {
    const user = userEvent.setup();
    const backend = backendWithPods();
    backend.workloads = [
      testWorkload({ state: 'failed', message: 'Failed: a pod failed.' }),
    ];
    backend.pods[1] = {
      ...backend.pods[1],
      phase: 'Failed',
      message: 'Its container node ended with exit code 1.',
    };
    backend.diagnoses = [
      {
        rule: 'python-exception',
        severity: 'failure',
        title: 'Its program ended with KeyError: <b>lr</b>',
        explanation: 'In /app/train.py, line 7.',
        advice: 'Give it the key.',
        pod: 'bert-node-0',
        container: 'node',
        evidence: [
          {
            source: 'log',
            where: 'log of container node of pod bert-node-0',
            text: "KeyError: 'lr'",
            pod: 'bert-node-0',
            container: 'node',
            line: 1,
          },
          {
            source: 'event',
            where: 'event about Pod bert-node-0',
            text: 'BackOff',
          },
        ],
      },
      {
        rule: 'nccl-timeout',
        severity: 'failure',
        title: 'Rank 1 waited for the other ranks.',
        evidence: [],
        consequence: true,
      },
    ];
    renderKubeflow(backend, address);
    const page = await job();
    const why = await within(page).findByRole('region', {
      name: 'Why it failed',
    });
    expect(why).toHaveTextContent('Its program ended with KeyError: <b>lr</b>');
    expect(why.querySelector('b')).toBeNull();
    expect(within(why).getByText('Give it the key.')).toBeVisible();
    expect(
      within(why).getByText('Rank 1 waited for the other ranks.'),
    ).not.toBeVisible();
    // Said once: the pod's own sentence is not repeated.
    expect(
      within(page).queryByRole('list', { name: 'What its pods say' }),
    ).not.toBeInTheDocument();

    await user.click(within(why).getByRole('link', { name: /line 2$/ }));
    const log = await within(page).findByRole('log');
    await waitFor(() =>
      expect(
        within(log).getByRole('button', { name: /^Line 2\./ }),
      ).toHaveAttribute('aria-pressed', 'true'),
    );
    expect(
      within(page).getByRole('button', { name: 'Copy the line' }),
    ).toBeVisible();
    await user.click(within(why).getByRole('link', { name: /^event/ }));
    await within(page).findByText('No events');
  });
});
