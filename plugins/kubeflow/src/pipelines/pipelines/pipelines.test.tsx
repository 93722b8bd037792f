import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePipelinesBackend } from '../../testing/FakePipelinesBackend';
import {
  testPipeline,
  testServer,
  testVersion,
} from '../../testing/pipelinesTestData';
import { renderKubeflow } from '../../testing/renderKubeflow';

// A page is loaded in pieces, and machines that test are busy.
configure({ asyncUtilTimeout: 15_000 });

const rowOf = (name: string) =>
  screen.findByRole('row', { name: new RegExp(name) });

const compiled = `# PIPELINE DEFINITION
components:
  comp-train:
    executorLabel: exec-train
deploymentSpec:
  executors:
    exec-train:
      container:
        image: python:3.11
pipelineInfo:
  name: train-gpt
root:
  dag:
    tasks:
      train:
        componentRef:
          name: comp-train
        taskInfo:
          name: train
schemaVersion: 2.1.0
sdkVersion: kfp-2.13.0
`;

describe('the list of pipelines', () => {
  it('searches, sorts and pages; each row has its newest version and leads to its page', async () => {
    const user = userEvent.setup();
    const backend = new FakePipelinesBackend();
    backend.pageSize = 20;
    backend.pipelines = Array.from({ length: 45 }, (_, index) =>
      testPipeline({
        name: `pipeline-${String(index).padStart(2, '0')}`,
        description: index === 0 ? 'Trains the detector.' : undefined,
        tags: index === 0 ? { team: 'vision', stage: 'prod', x: '1' } : {},
      }),
    );
    backend.versions = [
      testVersion({ pipelineId: 'id-pipeline-00', name: 'v2' }),
    ];
    renderKubeflow(backend, '/kubeflow/pipelines/pipelines?sort=name');

    const row = await rowOf('pipeline-00');
    expect(within(row).getByText('Trains the detector.')).toBeVisible();
    expect(within(row).getByTitle('team=vision')).toBeVisible();
    expect(within(row).getByText('+1')).toHaveAttribute('title', 'x=1');
    expect(
      within(row).getByRole('link', { name: 'pipeline-00' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/pipelines/sandbox/id-pipeline-00',
    );
    expect(
      await within(row).findByRole('link', { name: 'v2' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/pipelines/sandbox/id-pipeline-00?version=id-v2',
    );
    expect(screen.getByText('45 results')).toBeVisible();
    // The room of a test's window holds more than one page of them.
    await waitFor(() =>
      expect(
        backend
          .asked(/^GET .*\/sandbox\/pipelines$/)
          .map(({ query }) => query.get('pageToken')),
      ).toEqual([null, '20']),
    );

    await user.click(screen.getByRole('button', { name: 'Name' }));
    await rowOf('pipeline-44');
    await user.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'nothing-like-it',
    );
    await screen.findByText('Nothing matches');
    const [last] = backend.asked(/^GET .*\/sandbox\/pipelines$/).slice(-1);
    expect(Object.fromEntries(last.query)).toEqual({
      text: 'nothing-like-it',
      sort: 'name',
      order: 'desc',
    });
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await rowOf('pipeline-44');
  });

  it('says how to begin where there is none', async () => {
    renderKubeflow(new FakePipelinesBackend(), '/kubeflow/pipelines/pipelines');
    expect(
      await screen.findByText('No pipeline has been uploaded yet'),
    ).toBeVisible();
    expect(
      screen.getByRole('group', { name: 'How to do it with the kfp SDK' }),
    ).toHaveTextContent('upload_pipeline');
  });

  it('asks again for what could not be had, and names the permission', async () => {
    const user = userEvent.setup();
    const backend = new FakePipelinesBackend();
    backend.pipelines = [testPipeline()];
    backend.failures = [
      {
        request: /\/pipelines$/,
        status: 403,
        name: 'NotAllowedError',
        message: 'Not you.',
      },
    ];
    renderKubeflow(backend, '/kubeflow/pipelines/pipelines');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('kubeflow.pipeline.read');
    backend.failures = [];
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await rowOf('train-bert');
  });
});

describe('where Pipelines are', () => {
  it('is chosen among clusters and namespaces, and stands in the address', async () => {
    window.localStorage.clear();
    const user = userEvent.setup();
    const backend = new FakePipelinesBackend();
    backend.servers = [
      testServer({
        cluster: 'lab',
        title: 'Lab',
        status: 'unreachable',
        message: 'Lab: the API did not answer within 3 seconds.',
      }),
      testServer({ cluster: 'prod', title: 'Production', multiUser: true }),
    ];
    backend.pipelines = [
      testPipeline({ name: 'for-all' }),
      testPipeline({ name: 'for-vision', namespace: 'team-vision' }),
    ];
    renderKubeflow(backend, '/kubeflow/pipelines/pipelines');
    // The one that answers is taken.
    await rowOf('for-all');
    expect(screen.queryByText('for-vision')).not.toBeInTheDocument();

    await user.click(screen.getByRole('radio', { name: 'Of a namespace' }));
    await screen.findByRole('heading', { name: 'Choose a namespace' });
    await user.type(
      screen.getByRole('combobox', { name: 'Namespace' }),
      'team-vision{Enter}',
    );
    const row = await rowOf('for-vision');
    expect(
      within(row).getByRole('link', { name: 'for-vision' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/pipelines/prod/id-for-vision?namespace=team-vision',
    );
    expect(screen.getByRole('tab', { name: 'Experiments' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/experiments?cluster=prod&namespace=team-vision',
    );

    await user.click(screen.getByRole('button', { name: /Production/ }));
    await user.click(
      await screen.findByRole('option', { name: 'Lab (unreachable)' }),
    );
    await screen.findByText('Lab: the API did not answer within 3 seconds.');
    expect(
      screen.queryByRole('button', { name: 'Upload pipeline' }),
    ).not.toBeInTheDocument();

    backend.servers = [testServer({ cluster: 'lab', title: 'Lab' })];
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await rowOf('for-all');
  });

  it.each([
    ['no cluster', [], 'No cluster has Pipelines turned on'],
    [
      'not installed',
      [testServer({ status: 'absent' as const })],
      'Kubeflow Pipelines is not installed in Sandbox',
    ],
    [
      'an unknown cluster',
      [testServer({ cluster: 'other' })],
      'There is no cluster named sandbox',
    ],
  ])('is said where there is none: %s', async (_, servers, title) => {
    const backend = new FakePipelinesBackend();
    backend.servers = servers;
    renderKubeflow(backend, '/kubeflow/pipelines/pipelines?cluster=sandbox');
    expect(await screen.findByText(title)).toBeVisible();
  });

  it('may be for looking only, and says why', async () => {
    const backend = new FakePipelinesBackend();
    const message = 'Give the backend a credential of its own.';
    backend.servers = [testServer({ write: { allowed: false, message } })];
    backend.pipelines = [testPipeline()];
    renderKubeflow(backend, '/kubeflow/pipelines/pipelines');
    await rowOf('train-bert');
    const upload = screen.getByRole('button', { name: 'Upload pipeline' });
    expect(upload).toBeDisabled();
    expect(upload).toHaveAccessibleDescription(message);
    const user = userEvent.setup();
    await user.tab();
    screen.getByRole('button', { name: 'Read-only' }).focus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(message);
  });
});

describe('the upload', () => {
  it('shows what is wrong where it is, and sends what is right', async () => {
    const user = userEvent.setup();
    const backend = new FakePipelinesBackend();
    backend.pipelines = [testPipeline()];
    renderKubeflow(backend, '/kubeflow/pipelines/pipelines');
    await user.click(
      await screen.findByRole('button', { name: 'Upload pipeline' }),
    );
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', { name: 'Upload' });
    const yaml = within(dialog).getByRole('textbox', {
      name: /Compiled pipeline/,
    });
    expect(send).toBeDisabled();

    await user.click(yaml);
    await user.paste('kind: Workflow\napiVersion: argoproj.io/v1alpha1\n');
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('Line 1, column 1:');
    expect(alert).toHaveTextContent('Compile the pipeline with kfp 2 or newer');

    await user.clear(yaml);
    await user.paste(
      compiled.replace('schemaVersion: 2.1.0', 'schemaVersion: 9.0'),
    );
    await within(dialog).findByText(/schemaVersion .* is not known/);
    const line =
      compiled.split('\n').findIndex(each => each.startsWith('schema')) + 1;
    await user.click(
      within(dialog).getByRole('button', { name: `Line ${line}, column 1:` }),
    );
    expect(yaml).toHaveFocus();
    expect(send).toBeDisabled();

    const file = new File([compiled], 'train.yaml', {
      type: 'application/yaml',
    });
    // jsdom's files cannot be read in this way; browsers' can.
    file.text = async () => compiled;
    await user.upload(within(dialog).getByTestId('pipeline-file'), file);
    await within(dialog).findByText('This is the pipeline train-gpt');
    expect(
      within(dialog).getByText('1 task · 0 inputs · kfp-2.13.0'),
    ).toBeVisible();
    const name = within(dialog).getByRole('textbox', { name: /^Name/ });
    expect(name).toHaveValue('train-gpt');
    await user.type(name, ' 2');
    const tags = within(dialog).getByRole('textbox', { name: /^Tags/ });
    await user.type(tags, 'team');
    expect(
      within(dialog).getByText('“team” is no tag. Write key=value.'),
    ).toBeVisible();
    expect(send).toBeDisabled();
    await user.type(tags, '=vision');

    backend.failures = [
      {
        request: /^POST/,
        status: 409,
        name: 'ConflictError',
        message: 'A pipeline of this name exists.',
      },
    ];
    await user.click(send);
    await within(dialog).findByText(/A pipeline of this name exists/);
    expect(name).toHaveValue('train-gpt 2');
    backend.failures = [];
    await user.click(send);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const [, sent] = backend.asked(/^POST .*\/pipelines$/);
    expect(sent.body).toEqual({
      name: 'train-gpt 2',
      yaml: compiled,
      tags: { team: 'vision' },
    });
  });
});
