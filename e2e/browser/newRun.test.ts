import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium';
import { compiledYaml } from './compiled';
import { made, pipelinesApi, uploadPipeline } from './pipelinesClient';
import { runPage } from './runPage';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** Goes from a pipeline's page to the form that starts a run of it. */
async function visitForm(pipeline: string, id: string) {
  const visited = await visit(
    browser,
    `/kubeflow/pipelines/pipelines/sandbox/${id}`,
  );
  const { page } = visited;
  await page
    .getByRole('article', { name: pipeline, exact: true })
    .locator('header')
    .getByRole('link', { name: 'Run', exact: true })
    .click();
  await page.getByRole('region', { name: 'Parameters' }).waitFor();
  return visited;
}

const field = (page: Page, name: string) =>
  page.getByRole('textbox', { name, exact: true });

async function choose(page: Page, list: string, option: string) {
  await page.getByRole('button', { name: new RegExp(`.+ ${list}$`) }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** What the form has made, once the page shows it. */
async function madeHere(page: Page, kind: 'runs' | 'recurring') {
  await page.waitForURL(`**/kubeflow/pipelines/${kind}/sandbox/**`);
  const id = new URL(page.url()).pathname.split('/').pop()!;
  return made(id, `/${kind === 'runs' ? 'runs' : 'recurringruns'}/${id}`);
}

interface RunRecord {
  display_name: string;
  experiment_id: string;
  pipeline_version_reference?: { pipeline_id: string };
  pipeline_spec?: unknown;
  runtime_config: { parameters: Record<string, unknown> };
}

describe('the form that starts a run', () => {
  it('asks for what the pipeline asks for, refuses what is wrong, and is filled again from a run', async () => {
    const pipeline = `browser-inputs-${Date.now()}`;
    await using uploaded = await uploadPipeline(
      pipeline,
      compiledYaml('inputs'),
    );
    await using visited = await visitForm(pipeline, uploaded.id);
    const { page } = visited;
    const start = page.getByRole('button', { name: 'Start the run' });
    const status = page.getByRole('status');
    await field(page, 'dataset').waitFor();
    expect(await field(page, 'epochs').inputValue()).toBe('10');
    expect(JSON.parse(await field(page, 'layers').inputValue())).toEqual([
      64,
      32,
      'relu',
      { dropout: 0.1 },
    ]);
    await start.click();
    await status
      .filter({ hasText: '2 fields have to be set right first.' })
      .waitFor();
    await page
      .getByText('This has no default: give a value.')
      .first()
      .waitFor();

    for (const [name, wrong, words] of [
      ['epochs', 'many', 'Give a whole number, such as 10.'],
      ['rate', 'fast', 'Give a number, such as 0.001.'],
      ['layers', '[1,', 'This is not valid JSON.'],
      ['layers', '{"a": 1}', 'Give a JSON list, such as [1, 2].'],
      ['options', '[1]', 'Give a JSON object, such as {"a": 1}.'],
    ] as const) {
      await field(page, name).fill(wrong);
      await page.getByText(words).waitFor();
    }
    await status
      .filter({ hasText: '6 fields have to be set right first.' })
      .waitFor();

    const secret = 'hunter2-dataset';
    const layers = [8, 'gelu'];
    await field(page, 'dataset').fill(secret);
    await field(page, 'seed').fill('42');
    await field(page, 'epochs').fill('3');
    await field(page, 'rate').fill('2.5e-3');
    await field(page, 'layers').fill(JSON.stringify(layers));
    await page
      .getByRole('button', { name: 'Use the default: options' })
      .click();
    await choose(page, 'shuffle', 'No');
    await choose(page, 'Experiment', 'Optimisers');
    await page.getByRole('button', { name: 'More settings' }).click();
    await field(page, 'Service account').fill('default-editor');
    await field(page, 'Pipeline root').fill('minio://mlpipeline/browser');
    const name = `browser run of inputs ${Date.now()}`;
    await field(page, 'Name').fill(name);
    await start.click();
    await using run = await madeHere(page, 'runs');
    const { header, part } = runPage(page, name);
    await header.getByText(/Pending|Running/).waitFor();
    await header.getByRole('link', { name: 'Optimisers' }).waitFor();
    await header.getByText('default-editor').waitFor();
    await part('Inputs and outputs').open();
    const values = page.getByRole('table', { name: 'Parameters of the run' });
    await values.getByRole('row', { name: /^rate 0\.0025/ }).waitFor();
    await page.getByText('minio://mlpipeline/browser').first().waitFor();
    const record = await pipelinesApi<RunRecord>(`/runs/${run.id}`);
    expect(record.runtime_config.parameters).toEqual({
      dataset: secret,
      seed: 42,
      epochs: 3,
      rate: 0.0025,
      layers,
      shuffle: false,
    });

    // Nothing that was typed is kept.
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(kept + page.url()).not.toContain(secret);
    await using again = await visitForm(pipeline, uploaded.id);
    await field(again.page, 'dataset').waitFor();
    expect(await field(again.page, 'dataset').inputValue()).toBe('');

    await header.getByRole('link', { name: 'Clone' }).click();
    await page.getByText(`The values are those of ${name}.`).waitFor();
    await field(page, 'dataset').waitFor();
    expect(await field(page, 'dataset').inputValue()).toBe(secret);
    expect(await field(page, 'seed').inputValue()).toBe('42');
    await field(page, 'epochs').fill('5');
    await page.getByText(/^Take results of earlier runs/).click();
    await status
      .filter({ hasText: 'it will not know of which pipeline this run is' })
      .waitFor();
    const second = `${name}, longer`;
    await field(page, 'Name').fill(second);
    await start.click();
    await runPage(page, second).header.waitFor();
    await using clone = await madeHere(page, 'runs');
    const cloned = await pipelinesApi<RunRecord>(`/runs/${clone.id}`);
    expect(cloned.runtime_config.parameters).toMatchObject({
      epochs: 5,
      dataset: secret,
      layers,
    });
    expect(cloned.experiment_id).toBe(record.experiment_id);
    expect(record.pipeline_version_reference?.pipeline_id).toBe(uploaded.id);
    expect(cloned.pipeline_version_reference).toBeUndefined();
    const spec = JSON.stringify(cloned.pipeline_spec);
    expect(spec).toContain('"enableCache":false');
    expect(spec).not.toContain('"enableCache":true');
    expect([...visited.errors, ...again.errors]).toEqual([]);
  });

  it('makes a recurring run, by the clock or after a time, whose next times are told', async () => {
    const pipeline = `browser-enums-${Date.now()}`;
    await using uploaded = await uploadPipeline(
      pipeline,
      compiledYaml('enums'),
    );
    await using visited = await visitForm(pipeline, uploaded.id);
    const { page } = visited;
    const create = page.getByRole('button', {
      name: 'Create the recurring run',
    });
    await page.getByText('By the clock (cron)').click();
    await create.click();
    await page.getByText('This has no default: give a value.').waitFor();
    await page.getByRole('button', { name: /.+ depth$/ }).click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
      '18',
      '50',
      '101',
    ]);
    await page.getByRole('option', { name: '50' }).click();
    await choose(page, 'optimizer', 'lion');
    await field(page, 'Cron expression').fill('every day');
    await page
      .getByText('This is not a cron expression of six fields.')
      .waitFor();
    await field(page, 'Cron expression').fill('0 30 4 * * 1');
    await page.getByText('At 04:30, only on Monday (UTC)').waitFor();
    await field(page, 'Not before').fill('2030-02-01T00:00');
    await field(page, 'Not after').fill('2030-01-01T00:00');
    await page.getByText('The end must come after the start.').waitFor();
    await field(page, 'Not after').fill('2030-03-01T00:00');
    await field(page, 'Runs at the same time, at most').fill('0');
    await page.getByText('Give a number from 1 to 10.').waitFor();
    await field(page, 'Runs at the same time, at most').fill('2');
    const name = `browser schedule ${Date.now()}`;
    await field(page, 'Name').fill(name);
    await create.click();
    await using byClock = await madeHere(page, 'recurring');
    const article = page.getByRole('article', { name, exact: true });
    const schedule = article.getByRole('region', { name: 'Schedule' });
    await schedule.getByText('At 04:30, only on Monday (UTC)').waitFor();
    await schedule
      .getByText(/^Feb 4, 2030, 4:30:00\sAM UTC/)
      .first()
      .waitFor();
    await schedule.getByText('2 runs at most').waitFor();
    await article
      .getByRole('region', { name: 'Parameters' })
      .getByText('lion')
      .waitFor();
    const record = await pipelinesApi<RunRecord>(
      `/recurringruns/${byClock.id}`,
    );
    expect(record.runtime_config.parameters).toEqual({
      depth: 50,
      optimizer: 'lion',
    });

    // Its clone goes another way, after a time.
    await article.getByRole('link', { name: 'Clone' }).click();
    await page.getByRole('button', { name: '50 depth' }).waitFor();
    await page.getByText('Again and again, after a time').click();
    await field(page, 'Every').fill('nothing');
    await create.click();
    await page.getByText('Give a number of at least one minute.').waitFor();
    await field(page, 'Every').fill('3');
    await choose(page, 'Unit', 'hours');
    await field(page, 'Not before').fill('');
    await field(page, 'Not after').fill('');
    await field(page, 'Name').fill(`${name}, often`);
    await create.click();
    const often = page.getByRole('article', { name: `${name}, often` });
    await often.getByText('Every 3h').first().waitFor();
    await using _often = await madeHere(page, 'recurring');
    await often
      .getByRole('region', { name: 'Schedule' })
      .getByText(/in (2|3)h/)
      .first()
      .waitFor();
    expect(visited.errors).toEqual([]);
  });
});
