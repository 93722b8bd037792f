import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parsePipelineYaml,
  pipelineGraph,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePipelinesBackend } from '../../../testing/FakePipelinesBackend';
import {
  testPipeline,
  testRecurringRun,
  testServer,
  testVersion,
} from '../../../testing/pipelinesTestData';
import { renderKubeflow } from '../../../testing/renderKubeflow';

// A page is loaded in pieces, and machines that test are busy.
configure({ asyncUtilTimeout: 15_000 });

const compiled = (name: string) =>
  parsePipelineYaml(
    readFileSync(
      join(
        __dirname,
        '../../../../../kubeflow-common/src/pipelines/__fixtures__/compiled',
        `${name}.yaml`,
      ),
      'utf8',
    ),
  ).spec;

/** A pipeline of two versions: the second one takes another image for its first task. */
function backendWithVersions() {
  const backend = new FakePipelinesBackend();
  const spec = compiled('sequential');
  const image = pipelineGraph(spec).nodes[0].image ?? '';
  backend.pipelines = [
    testPipeline({
      description: 'Trains and evaluates.',
      tags: { team: 'vision' },
    }),
  ];
  backend.versions = [
    testVersion({ name: 'v1', createdAt: '2026-01-01T10:00:00Z' }),
    testVersion({
      name: 'v2',
      createdAt: '2026-01-02T10:00:00Z',
      codeSourceUrl: 'javascript:alert(1)',
    }),
  ];
  backend.specs = {
    'id-v1': spec,
    'id-v2': JSON.parse(
      JSON.stringify(spec).replaceAll(
        JSON.stringify(image),
        JSON.stringify('python:9.99'),
      ),
    ),
  };
  return { backend, image };
}

const address = '/kubeflow/pipelines/pipelines/sandbox/id-train-bert';

describe('the page of a pipeline', () => {
  it('shows the tasks of its newest version', async () => {
    const user = userEvent.setup();
    const { backend } = backendWithVersions();
    renderKubeflow(backend, `${address}?view=tasks`);
    const page = await screen.findByRole('article', { name: 'train-bert' });
    expect(within(page).getByText('Trains and evaluates.')).toBeVisible();
    expect(within(page).getByTitle('team=vision')).toBeVisible();
    expect(within(page).getByRole('link', { name: 'Runs' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/runs?cluster=sandbox&pipeline=id-train-bert',
    );

    const [task] = pipelineGraph(backend.specs['id-v2']).nodes;
    const tasks = await within(page).findByRole('table', { name: /^Tasks of/ });
    await user.click(within(tasks).getByRole('button', { name: task.name }));
    const panel = await within(page).findByRole('complementary');
    expect(panel).toHaveTextContent('python:9.99');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(panel).not.toBeInTheDocument());
  });

  it('shows another version: its inputs and YAML', async () => {
    const user = userEvent.setup();
    const { backend } = backendWithVersions();
    backend.specs['id-v1'] = compiled('inputs');
    renderKubeflow(backend, `${address}?tab=inputs`);
    const page = await screen.findByRole('article', { name: 'train-bert' });
    const before = await within(page).findByRole('table', { name: 'Inputs' });
    const count = within(before).getAllByRole('row').length;
    await user.click(within(page).getByRole('button', { name: /Version/ }));
    await user.click(await screen.findByRole('option', { name: 'v1' }));
    const table = await within(page).findByRole('table', { name: 'Inputs' });
    await waitFor(() =>
      expect(within(table).getAllByRole('row').length).toBeGreaterThan(count),
    );
    expect(within(page).getByRole('link', { name: 'Run' })).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/new-run/sandbox?pipeline=id-train-bert&version=id-v1',
    );
    await user.click(within(page).getByRole('tab', { name: 'YAML' }));
    expect(
      await within(page).findByRole('group', {
        name: 'Specification of train-bert v1',
      }),
    ).toHaveTextContent('schemaVersion: 2.1.0');
  });

  it('shows how a version differs from the one before', async () => {
    const user = userEvent.setup();
    const { backend, image } = backendWithVersions();
    renderKubeflow(backend, `${address}?tab=compare&view=tasks`);
    const page = await screen.findByRole('article', { name: 'train-bert' });
    const list = await within(page).findByRole('list', {
      name: 'Tasks that differ',
    });
    const changed = pipelineGraph(backend.specs['id-v1']).nodes.filter(
      node => node.image === image,
    );
    expect(
      within(page).getByText(
        `0 tasks added · 0 removed · ${changed.length} changed`,
      ),
    ).toBeVisible();
    expect(within(list).getAllByRole('listitem')).toHaveLength(changed.length);
    expect(within(list).getAllByText('python:9.99')[0].tagName).toBe('INS');
    expect(within(list).getAllByText(image)[0].tagName).toBe('DEL');

    await user.click(within(page).getByRole('radio', { name: 'YAML' }));
    const diff = await within(page).findByRole('group', {
      name: 'Difference from v1 to v2',
    });
    const rows = within(diff).getAllByRole('row');
    const removed = rows.filter(row => row.dataset.kind === 'removed');
    const added = rows.filter(row => row.dataset.kind === 'added');
    expect(removed).toHaveLength(added.length);
    expect(removed[0]).toHaveTextContent(`image: ${image}`);
    expect(added[0]).toHaveTextContent('image: python:9.99');
    const [gap] = within(diff).getAllByRole('button');
    const before = rows.length;
    await user.click(gap);
    expect(within(diff).getAllByRole('row').length).toBeGreaterThan(before);

    await user.click(
      within(page).getByRole('button', { name: /version to compare/ }),
    );
    expect(screen.queryByRole('option', { name: 'v2' })).toBeNull();
  });

  it('says what goes with what is deleted', async () => {
    const user = userEvent.setup();
    const { backend } = backendWithVersions();
    backend.recurringRuns = [
      testRecurringRun({ name: 'nightly', versionId: 'id-v1' }),
      testRecurringRun({ name: 'of-another', pipelineId: 'id-other' }),
    ];
    renderKubeflow(backend, `${address}?tab=versions&version=id-v1`);
    const page = await screen.findByRole('article', { name: 'train-bert' });
    const table = await within(page).findByRole('table', { name: 'Versions' });
    // An address of a scheme that runs code is text.
    expect(
      within(table).getByText('javascript:alert(1)').closest('a'),
    ).toBeNull();

    await user.click(
      within(table).getByRole('button', { name: 'Delete version v1' }),
    );
    let question = await screen.findByRole('dialog');
    await within(question).findByText('nightly');
    expect(within(question).queryByText('of-another')).toBeNull();
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    await waitFor(() =>
      expect(within(table).queryByText('v1')).not.toBeInTheDocument(),
    );
    expect(
      await within(page).findByRole('link', { name: 'Run' }),
    ).toHaveAttribute(
      'href',
      '/kubeflow/pipelines/new-run/sandbox?pipeline=id-train-bert',
    );

    await user.click(within(page).getByRole('button', { name: 'Delete' }));
    question = await screen.findByRole('dialog', {
      name: 'Delete train-bert?',
    });
    expect(question).toHaveTextContent('its one version are gone for good');
    await within(question).findByText('nightly');
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    await screen.findByText('No pipeline has been uploaded yet');
  });

  it.each([
    ['a pipeline', `${address}-gone`, 'There is no such pipeline'],
    ['a version', `${address}?version=gone`, 'There is no such version'],
    [
      'a cluster',
      '/kubeflow/pipelines/pipelines/nowhere/id-train-bert',
      'There is no cluster named nowhere',
    ],
  ])('says when there is none: %s', async (_, path, title) => {
    renderKubeflow(backendWithVersions().backend, path);
    expect(await screen.findByText(title)).toBeVisible();
  });

  it('lets nobody change what may only be looked at', async () => {
    const { backend } = backendWithVersions();
    backend.servers = [
      testServer({ write: { allowed: false, message: 'Only looking.' } }),
    ];
    backend.versions = [];
    renderKubeflow(backend, address);
    await screen.findByText('This pipeline has no versions');
    for (const name of ['Run', 'Delete']) {
      const button = screen.getByRole('button', { name });
      expect(button).toBeDisabled();
      expect(button).toHaveAccessibleDescription('Only looking.');
    }
    for (const button of screen.getAllByRole('button', {
      name: 'Upload version',
    })) {
      expect(button).toBeDisabled();
    }
  });
});
