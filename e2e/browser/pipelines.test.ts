import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium';
import { compiledPath, compiledYaml } from './compiled';
import { made, pipelinesApi } from './pipelinesClient';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** Goes to a pipeline from the list. */
async function visitPipeline(name: string) {
  const visited = await visit(
    browser,
    `/kubeflow/pipelines/pipelines?text=${encodeURIComponent(name)}`,
  );
  await visited.page
    .getByRole('table', { name: 'Pipelines' })
    .getByRole('link', { name, exact: true })
    .click();
  await visited.page.getByRole('article', { name, exact: true }).waitFor();
  return visited;
}

const task = (page: Page, label: string) =>
  page
    .getByRole('application')
    .getByRole('group', { name: label, exact: true });

describe('the list of pipelines', () => {
  it('is searched and sorted, and shows tags and the newest version', async () => {
    await using visited = await visit(browser, '/kubeflow/pipelines');
    const { page } = visited;
    await page
      .getByRole('tablist', { name: 'Parts of Pipelines' })
      .getByRole('tab', { name: 'Pipelines' })
      .click();
    const table = page.getByRole('table', { name: 'Pipelines' });
    const rows = table.getByRole('rowgroup').last().getByRole('row');
    const detection = rows.filter({ hasText: 'defect-detection' });
    await detection
      .getByRole('listitem', { name: 'stage=production' })
      .waitFor();
    await detection.getByRole('link', { name: 'v4-sixteen-gpus' }).waitFor();
    await table.getByRole('button', { name: 'Name', exact: true }).click();
    await page.waitForURL(/sort=name/);
    const names = () =>
      rows.evaluateAll(all =>
        all.map(row => row.querySelector('a')?.innerText),
      );
    await vi.waitFor(async () => {
      const shown = await names();
      expect(shown.length).toBeGreaterThan(5);
      expect(shown).toEqual([...shown].sort());
    }, 20_000);
    await page.getByRole('searchbox', { name: 'Search' }).fill('drift');
    await page.waitForURL(/text=drift/);
    await vi.waitFor(
      async () => expect(await names()).toEqual(['camera-drift']),
      20_000,
    );
    expect(visited.errors).toEqual([]);
  });
});

describe('a pipeline', () => {
  it('is uploaded once it is valid, gets a second version that is compared with the first, and is deleted', async () => {
    await using visited = await visit(browser, '/kubeflow/pipelines/pipelines');
    const { page } = visited;
    await page.getByRole('button', { name: 'Upload pipeline' }).click();
    const dialog = page.getByRole('dialog', { name: 'Upload a pipeline' });
    const text = dialog.getByRole('textbox', { name: /^Compiled pipeline/ });
    const upload = dialog.getByRole('button', { name: 'Upload', exact: true });

    // What the first SDK wrote is another language.
    await text.fill(
      'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: old-}\nspec: {entrypoint: main}\n',
    );
    await dialog
      .getByText(
        'This is an Argo Workflow, which the first version of the kfp SDK',
      )
      .first()
      .waitFor();
    expect(await upload.isDisabled()).toBe(true);

    // A fault is shown where it is, and can be gone to.
    const good = compiledYaml('nested');
    const lines = good.split('\n');
    const line = lines.findIndex(each => /^ +fit:$/.test(each)) + 1;
    await text.fill(good.replace('name: comp-fit', 'name: comp-lost'));
    const fault = dialog.getByRole('alert').filter({ hasText: 'comp-lost' });
    await fault
      .getByRole('button', { name: new RegExp(`^Line ${line}, column \\d+:`) })
      .first()
      .click();
    expect(
      await text.evaluate(element => {
        const area = element as HTMLTextAreaElement;
        return area.value.slice(0, area.selectionStart).split('\n').length;
      }),
    ).toBe(line);
    expect(await upload.isDisabled()).toBe(true);

    const name = `browser-upload-${Date.now()}`;
    await dialog
      .getByTestId('pipeline-file')
      .setInputFiles(compiledPath('nested'));
    await dialog.getByText('This is the pipeline nested').waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog
      .getByRole('textbox', { name: 'Description' })
      .fill('Uploaded by a test.');
    await dialog
      .getByRole('textbox', { name: /^Tags/ })
      .fill('team=browser, stage=test');
    await upload.click();
    await page.waitForURL('**/kubeflow/pipelines/pipelines/sandbox/*');
    const id = new URL(page.url()).pathname.split('/').pop()!;
    await using _made = made(id, `/pipelines/${id}?cascade=true`);
    const article = page.getByRole('article', { name, exact: true });
    await article.getByText('Uploaded by a test.').first().waitFor();
    await article
      .getByRole('listitem', { name: 'team=browser' })
      .first()
      .waitFor();

    // Two levels of pipelines within.
    await page.getByRole('button', { name: 'Open all' }).click();
    const within = page
      .getByRole('application')
      .getByRole('group', { name: /, Pipeline within, / });
    await vi.waitFor(async () => expect(await within.count()).toBe(2), 20_000);

    await page.getByRole('button', { name: 'Upload version' }).click();
    const next = page.getByRole('dialog', { name: /^Upload a version of/ });
    await next
      .getByRole('textbox', { name: /^Compiled pipeline/ })
      .fill(good.replace(/image: python:\S+/, 'image: python:3.99-slim'));
    await next.getByText('This is the pipeline nested').waitFor();
    await next
      .getByRole('textbox', { name: 'Name of the version' })
      .fill('second');
    await next.getByRole('button', { name: 'Upload', exact: true }).click();
    await next.waitFor({ state: 'detached' });
    const part = (tab: string) =>
      page
        .getByRole('tablist', { name: 'Parts of this page' })
        .getByRole('tab', { name: tab });
    await page.getByRole('button', { name: /second.*Version/ }).waitFor();
    await part('Compare').click();
    await page.getByText('0 tasks added · 0 removed · 1 changed').waitFor();
    await page
      .getByRole('application')
      .getByRole('group', { name: /, Changed/ })
      .first()
      .waitFor();
    const changes = page.getByRole('region', { name: 'Tasks that differ' });
    await changes.getByText('python:3.99-slim').waitFor();
    await page
      .getByRole('radiogroup', { name: 'How the difference is shown' })
      .getByText('YAML')
      .click();
    await page.getByText('1 line added').waitFor();
    await page
      .getByText(/image: python:3\.99-slim/)
      .first()
      .waitFor();

    await part('Versions').click();
    const versions = page.getByRole('table', { name: 'Versions' });
    await versions.getByRole('link', { name: 'second' }).waitFor();
    await versions
      .getByRole('button', { name: 'Delete version second' })
      .click();
    const asked = page.getByRole('dialog');
    await asked.getByRole('button', { name: 'Delete' }).click();
    await versions
      .getByRole('link', { name: 'second' })
      .waitFor({ state: 'detached' });

    await article
      .locator('header')
      .getByRole('button', { name: 'Delete' })
      .click();
    await asked.getByText('and its one version are gone for good').waitFor();
    await asked.getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/kubeflow\/pipelines\/pipelines(\?|$)/);
    await expect(pipelinesApi(`/pipelines/${id}`)).rejects.toThrow('404');
    expect(visited.errors).toEqual([]);
  });

  it.each([
    [
      'nightly-evaluation',
      ['evaluation, Exit handler, 4 tasks', 'importer, Importer'],
    ],
    ['corpus-refresh', ['build-index, Pipeline within, 2 tasks']],
    [
      'camera-drift',
      ['condition-branches-1, Branches, 3 tasks', 'steady, Condition, 1 task'],
    ],
    [
      'learning-rate-sweep',
      ['trials, Loop, 1 task', 'train-trial, Container, Asks for 1 × GPU'],
    ],
  ])('has a graph: %s', async (name, labels) => {
    await using visited = await visitPipeline(name);
    for (const label of labels) {
      await task(visited.page, label).waitFor();
    }
    expect(visited.errors).toEqual([]);
  });

  it('tells of each task what it asks for, and of two versions what differs', async () => {
    await using visited = await visitPipeline('defect-detection');
    const { page } = visited;
    await page.getByRole('button', { name: /Version$/ }).click();
    await page.getByRole('option', { name: /^v3-report/ }).click();
    await page.waitForURL(/version=/);
    await task(page, 'train-detector, Container, Asks for 1 × GPU').click();
    const panel = page.getByRole('complementary', {
      name: 'Task train-detector',
    });
    for (const [fact, value] of [
      ['Image', /^ghcr\.io\/acme\/vision-pipeline:/],
      ['Command', /def train_detector\(/],
      ['Accelerators', /^1 × GPU$/],
      ['CPU', /^4$/],
      ['Memory', /^16Gi$/],
      ['Caching', /^on$/],
      ['Retries', /^up to 2, 30s between them at first$/],
    ] as const) {
      await panel
        .locator('dt', { hasText: fact })
        .locator('xpath=following-sibling::dd[1]')
        .filter({ hasText: value })
        .waitFor();
    }
    await panel
      .getByRole('region', { name: 'Inputs' })
      .getByRole('row', { name: 'epochs NUMBER_INTEGER input epochs' })
      .waitFor();
    await panel
      .getByRole('region', { name: 'Outputs' })
      .getByRole('row', { name: 'model system.Model' })
      .waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();

    // As a table, with the column of accelerators.
    await page
      .getByRole('radiogroup', { name: 'How the tasks are shown' })
      .getByText('Tasks')
      .click();
    const table = page.getByRole('table', { name: /^Tasks of/ });
    await table
      .getByRole('row')
      .filter({ hasText: 'train-detector' })
      .getByText('1 × GPU')
      .first()
      .waitFor();
    await table.getByRole('columnheader', { name: 'Accelerators' }).waitFor();

    const part = (tab: string) =>
      page
        .getByRole('tablist', { name: 'Parts of this page' })
        .getByRole('tab', { name: tab });
    await part('Inputs').click();
    await page.getByRole('row', { name: /^learning_rate .*0\.0003/ }).waitFor();
    await part('YAML').click();
    await page.getByText('pipelineInfo').first().waitFor();
    await part('Compare').click();
    await page
      .getByRole('button', { name: /The version to compare with$/ })
      .click();
    await page.getByRole('option', { name: /^v1-cpu/ }).click();
    await page
      .getByRole('list', { name: 'Tasks that differ' })
      .getByRole('listitem')
      .filter({ hasText: 'write-report' })
      .getByText('Added')
      .waitFor();
    const { pathname, search } = new URL(page.url());
    await using shared = await visit(browser, pathname + search);
    await shared.page
      .getByRole('list', { name: 'Tasks that differ' })
      .waitFor();
    expect([...visited.errors, ...shared.errors]).toEqual([]);
  });
});
