import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePipelinesBackend } from '../../testing/FakePipelinesBackend';
import {
  testExperiment,
  testPipeline,
  testRecurringRun,
  testRun,
  testRunDetail,
  testServer,
  testVersion,
} from '../../testing/pipelinesTestData';
import { renderKubeflow } from '../../testing/renderKubeflow';

// A page is loaded in pieces, and machines that test are busy.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 120_000 });

/** A specification that asks for these. */
const specOf = (
  parameters: Record<string, object>,
  artifacts: Record<string, object> = {},
) => ({
  schemaVersion: '2.1.0',
  pipelineInfo: { name: 'train-bert' },
  root: {
    dag: { tasks: {} },
    inputDefinitions: { parameters, artifacts },
  },
  components: {},
  deploymentSpec: { executors: {} },
});

const everyType = specOf({
  name: { parameterType: 'STRING', description: 'What it is called.' },
  epochs: { parameterType: 'NUMBER_INTEGER', defaultValue: 3 },
  rate: { parameterType: 'NUMBER_DOUBLE', defaultValue: 0.1 },
  resume: { parameterType: 'BOOLEAN', defaultValue: false },
  layers: { parameterType: 'LIST', defaultValue: [1] },
  options: { parameterType: 'STRUCT', isOptional: true },
  optimizer: {
    parameterType: 'STRING',
    defaultValue: 'adam',
    literals: ['adam', 'sgd'],
  },
});

function backendWith(spec: object = everyType) {
  const backend = new FakePipelinesBackend();
  backend.pipelines = [testPipeline(), testPipeline({ name: 'train-gpt' })];
  backend.versions = [
    testVersion(),
    testVersion({ name: 'v2', createdAt: '2026-02-01T10:00:00Z' }),
  ];
  backend.specs = { 'id-v1': specOf({}), 'id-v2': spec };
  backend.experiments = [testExperiment({ name: 'nightly' })];
  return backend;
}

const open = (
  backend: FakePipelinesBackend,
  query = '?pipeline=id-train-bert',
) => renderKubeflow(backend, `/kubeflow/pipelines/new-run/sandbox${query}`);

const field = (name: RegExp) => screen.findByRole('textbox', { name });
const submit = (name = 'Start the run') =>
  userEvent.click(screen.getByRole('button', { name }));
const sent = (backend: FakePipelinesBackend) =>
  backend.asked(/^POST /).map(({ path, body }) => [path, body]);

async function replace(name: RegExp, text: string) {
  const user = userEvent.setup();
  const input = await field(name);
  await user.clear(input);
  // Typed braces are keys to user-event.
  input.focus();
  await user.paste(text);
}

describe('the form that starts a run', () => {
  it('has a field for each type, says what is wrong, and sends typed values', async () => {
    const user = userEvent.setup();
    const backend = backendWith();
    open(backend);
    await field(/^name/);
    expect(screen.getByText(/What it is called\./)).toBeVisible();
    await replace(/^epochs/, '1.5');
    await replace(/^layers/, '[1,');
    await replace(/^options/, '[]');
    await submit();
    await screen.findByText('4 fields have to be set right first.');
    for (const problem of [
      'This has no default: give a value.',
      'Give a whole number, such as 10.',
      'This is not valid JSON.',
      'Give a JSON object, such as {"a": 1}.',
    ]) {
      expect(screen.getByText(problem)).toBeVisible();
    }
    expect(sent(backend)).toEqual([]);

    await replace(/^name/, '<b>x</b>');
    await replace(/^epochs/, '10');
    await replace(/^layers/, '[1, [2], null]');
    await replace(/^options/, '{"a": {"b": 1}}');
    await replace(/^rate/, '1e-3');
    await user.click(screen.getByRole('button', { name: /resume/ }));
    await user.click(await screen.findByRole('option', { name: 'Yes' }));
    await user.click(
      screen.getByRole('button', { name: /^(?!Use).*optimizer/ }),
    );
    expect(
      (await screen.findAllByRole('option')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual(['adam', 'sgd']);
    await user.click(screen.getByRole('option', { name: 'sgd' }));
    await user.click(screen.getByRole('checkbox', { name: /caching/ }));
    await submit();
    await waitFor(() => expect(sent(backend)).toHaveLength(1));
    const [[path, body]] = sent(backend);
    expect(path).toBe('/pipelines/sandbox/runs');
    expect(body).toEqual({
      name: expect.stringMatching(/^train-bert \d{4}-\d{2}-\d{2} \d{2}:\d{2}$/),
      pipelineId: 'id-train-bert',
      versionId: 'id-v2',
      parameters: {
        name: '<b>x</b>',
        epochs: 10,
        rate: 0.001,
        resume: true,
        layers: [1, [2], null],
        options: { a: { b: 1 } },
        optimizer: 'sgd',
      },
      cache: false,
    });
    // Nothing that was typed is kept anywhere.
    expect(
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ).not.toContain('<b>x');
  });

  it('leaves defaults to the server, and chooses pipeline, version and experiment', async () => {
    const user = userEvent.setup();
    const backend = backendWith(
      specOf({ epochs: { parameterType: 'NUMBER_INTEGER', defaultValue: 3 } }),
    );
    open(backend, '');
    await screen.findByText('Choose a pipeline to see what it asks for.');
    await user.click(
      await screen.findByRole('button', { name: /Choose a pipeline/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'train-bert' }));
    expect(await field(/^epochs/)).toHaveValue('3');
    await replace(/^epochs/, '7');
    await user.click(
      screen.getByRole('button', { name: 'Use the default: epochs' }),
    );
    expect(await field(/^epochs/)).toHaveValue('3');
    await user.click(screen.getByRole('button', { name: /v2 \(newest\)/ }));
    await user.click(await screen.findByRole('option', { name: 'v1' }));
    await screen.findByText('This pipeline asks for nothing.');
    await user.click(
      screen.getByRole('button', { name: /The default experiment/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'nightly' }));
    await replace(/^Name/, '  my run ');
    await submit();
    await waitFor(() =>
      expect(sent(backend)).toEqual([
        [
          '/pipelines/sandbox/runs',
          {
            name: 'my run',
            pipelineId: 'id-train-bert',
            versionId: 'id-v1',
            experimentId: 'id-nightly',
            parameters: {},
            cache: true,
          },
        ],
      ]),
    );
  });

  it('offers the pipelines of a namespace beside those of all', async () => {
    const user = userEvent.setup();
    const backend = backendWith();
    backend.servers = [testServer({ multiUser: true })];
    backend.pipelines = [
      testPipeline({ name: 'of-all' }),
      testPipeline({ name: 'of-us', namespace: 'team-a' }),
      testPipeline({ name: 'of-others', namespace: 'team-b' }),
    ];
    open(backend, '?namespace=team-a');
    await user.click(
      await screen.findByRole('button', { name: /Choose a pipeline/ }),
    );
    await screen.findByRole('option', { name: 'of-us' });
    expect(
      screen.getAllByRole('option').map(({ textContent }) => textContent),
    ).toEqual(['of-all', 'of-us']);
  });

  it('asks where to run on a server of several teams, and sends it', async () => {
    const backend = backendWith(specOf({}));
    backend.servers = [testServer({ multiUser: true })];
    open(backend);
    await screen.findByText('This pipeline asks for nothing.');
    await submit();
    await screen.findByText('Say in which namespace it is to run.');
    expect(sent(backend)).toEqual([]);
    const user = userEvent.setup();
    await user.type(
      screen.getByRole('combobox', { name: /^Namespace/ }),
      'team-a{Enter}',
    );
    await waitFor(() =>
      expect(
        screen.queryByText('Say in which namespace it is to run.'),
      ).not.toBeInTheDocument(),
    );
    await submit();
    await waitFor(() =>
      expect(sent(backend)[0]?.[1]).toMatchObject({ namespace: 'team-a' }),
    );
  });

  it('takes no experiment of one namespace along to another', async () => {
    const user = userEvent.setup();
    const backend = backendWith(specOf({}));
    backend.servers = [testServer({ multiUser: true })];
    backend.experiments = [
      testExperiment({ name: 'nightly', namespace: 'team-a' }),
    ];
    open(backend, '?pipeline=id-train-bert&namespace=team-a');
    await screen.findByText('This pipeline asks for nothing.');
    await user.click(
      screen.getByRole('button', { name: /The default experiment/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'nightly' }));
    const field = screen.getByRole('combobox', { name: /^Namespace/ });
    await user.clear(field);
    await user.type(field, 'team-b{Enter}');
    await screen.findByRole('button', { name: /The default experiment/ });
    await submit();
    await waitFor(() => expect(sent(backend)).toHaveLength(1));
    expect(sent(backend)[0][1]).toMatchObject({ namespace: 'team-b' });
    expect(sent(backend)[0][1]).not.toHaveProperty('experimentId');
  });

  it('keeps what was typed when the server refuses it, and says why', async () => {
    const backend = backendWith(
      specOf({ epochs: { parameterType: 'NUMBER_INTEGER' } }),
    );
    backend.failures = [
      {
        request: /POST .*\/runs$/,
        status: 400,
        name: 'InputError',
        message: 'The experiment is archived.',
      },
    ];
    open(backend);
    await replace(/^epochs/, '5');
    await submit();
    const alert = await screen.findByText(/The experiment is archived\./);
    expect(alert).toBeVisible();
    expect(await field(/^epochs/)).toHaveValue('5');
    backend.failures = [];
    await submit();
    await waitFor(() => expect(sent(backend)).toHaveLength(2));
  });

  it('says that artifacts cannot be given, and why nothing can be sent', async () => {
    const backend = backendWith(
      specOf(
        {},
        { dataset: { artifactType: { schemaTitle: 'system.Dataset' } } },
      ),
    );
    backend.servers = [
      testServer({ write: { allowed: false, message: 'Ask the admins.' } }),
    ];
    open(backend);
    await screen.findByText('This pipeline asks for artifacts');
    expect(screen.getByText(/cannot be given dataset/)).toBeVisible();
    expect(screen.getByText('Ask the admins.')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Start the run' }),
    ).toBeDisabled();
  });

  it('starts a run like another one', async () => {
    const backend = backendWith();
    const run = testRun({
      name: 'nightly (2)',
      pipelineId: 'id-train-bert',
      versionId: 'id-v2',
      serviceAccount: 'trainer',
      experimentId: 'id-nightly',
    });
    backend.runs = [run];
    backend.runDetails = [
      testRunDetail({
        run,
        parameters: { name: 'bert', layers: [7], gone: 1 },
        pipelineRoot: 's3://bucket/root',
      }),
    ];
    open(backend, '?clone=id-nightly (2)');
    await screen.findByText(/The values are those of nightly \(2\)/);
    expect(await field(/^name/)).toHaveValue('bert');
    await replace(/^name/, 'gpt');
    await submit();
    await waitFor(() => expect(sent(backend)).toHaveLength(1));
    expect(sent(backend)[0][1]).toEqual({
      name: 'nightly (3)',
      pipelineId: 'id-train-bert',
      versionId: 'id-v2',
      experimentId: 'id-nightly',
      serviceAccount: 'trainer',
      pipelineRoot: 's3://bucket/root',
      parameters: { name: 'gpt', layers: [7] },
      cache: true,
    });
  });

  it('starts a run of the specification of one that belongs to no pipeline', async () => {
    const backend = backendWith();
    const spec = specOf({
      epochs: { parameterType: 'NUMBER_INTEGER', defaultValue: 3 },
    });
    const run = testRun({
      name: 'adhoc',
      pipelineId: undefined,
      versionId: undefined,
      experimentId: undefined,
    });
    backend.runs = [run];
    backend.runDetails = [
      testRunDetail({ run, spec, parameters: { epochs: 9 } }),
    ];
    open(backend, '?clone=id-adhoc');
    await screen.findByText(/belongs to no pipeline/);
    expect(await field(/^epochs/)).toHaveValue('9');
    await submit();
    await waitFor(() => expect(sent(backend)).toHaveLength(1));
    expect(sent(backend)[0][1]).toEqual({
      name: 'adhoc (2)',
      spec,
      parameters: { epochs: 9 },
      cache: true,
    });
  });
});

describe('the form that starts a recurring run', () => {
  it('reads cron as words, checks the window, and sends both', async () => {
    const user = userEvent.setup();
    const backend = backendWith(specOf({}));
    open(backend);
    await screen.findByText('This pipeline asks for nothing.');
    await user.click(
      screen.getByRole('radio', { name: 'By the clock (cron)' }),
    );
    await replace(/Cron expression/, '0 9 * * 1');
    await screen.findByText('This is not a cron expression of six fields.');
    await replace(/Cron expression/, '0 30 9 * * 1');
    await screen.findByText(/At 09:30, only on Monday \(UTC\)/);
    await replace(/Not before/, '2026-12-24T18:00');
    await replace(/Not after/, '2026-12-01T18:00');
    await replace(/at most/, '11');
    await submit('Create the recurring run');
    await screen.findByText('The end must come after the start.');
    expect(screen.getByText('Give a number from 1 to 10.')).toBeVisible();
    await replace(/Not after/, '2027-01-01T00:00');
    await replace(/at most/, '2');
    await user.click(screen.getByRole('checkbox', { name: /Make up/ }));
    await submit('Create the recurring run');
    await waitFor(() => expect(sent(backend)).toHaveLength(1));
    expect(sent(backend)[0]).toEqual([
      '/pipelines/sandbox/recurring-runs',
      expect.objectContaining({
        pipelineId: 'id-train-bert',
        versionId: 'id-v2',
        trigger: {
          cron: '0 30 9 * * 1',
          startAt: new Date(2026, 11, 24, 18).toISOString(),
          endAt: new Date(2027, 0, 1).toISOString(),
        },
        maxConcurrency: 2,
        catchUp: true,
        enabled: true,
      }),
    ]);
  });

  it('is like another one, at an interval', async () => {
    const backend = backendWith(specOf({}));
    backend.recurringRuns = [
      testRecurringRun({
        trigger: { intervalSeconds: 7_200 },
        versionId: 'id-v2',
        experimentId: undefined,
        // As a server for one team tells it, and refuses it.
        namespace: 'kubeflow',
      }),
    ];
    open(backend, '?recurring=id-nightly&namespace=kubeflow');
    expect(await field(/^Every/)).toHaveValue('2');
    expect(
      within(screen.getByRole('radiogroup', { name: 'How often' })).getByRole(
        'radio',
        { name: 'Again and again, after a time' },
      ),
    ).toBeChecked();
    await replace(/^Every/, '0');
    await submit('Create the recurring run');
    await screen.findByText('Give a number of at least one minute.');
    await replace(/^Every/, '3');
    await submit('Create the recurring run');
    await waitFor(() => expect(sent(backend)).toHaveLength(1));
    expect(sent(backend)[0][1]).toMatchObject({
      name: 'nightly (2)',
      trigger: { intervalSeconds: 10_800 },
    });
    expect(sent(backend)[0][1]).not.toHaveProperty('namespace');
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    ['nowhere', '', /There is no cluster nowhere/],
    ['sandbox', '?clone=gone', /The run to copy could not be read/],
    ['sandbox', '?recurring=gone', /The run to copy could not be read/],
    [
      'sandbox',
      '?pipeline=id-train-bert&version=gone',
      /The pipeline could not be read/,
    ],
  ])('says so: %s%s', async (cluster, query, said) => {
    renderKubeflow(
      backendWith(),
      `/kubeflow/pipelines/new-run/${cluster}${query}`,
    );
    await screen.findByText(said);
  });
});
