/*
 * `npm run screenshots`: starts the portal with the sandbox and takes the pictures of docs/images, in light and dark.
 * `--out DIR` puts them elsewhere, `--width 400` makes them narrow, `--only overview,list` takes some.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium';
import { startBuiltPortal } from '../portal/startBuiltPortal';

const root = fileURLToPath(new URL('../..', import.meta.url));

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'docs', 'images') },
    width: { type: 'string', default: '1440' },
    height: { type: 'string', default: '900' },
    only: { type: 'string' },
  },
});

/** Opens the first job of a list. */
const firstJob = (query: string, tab?: string) => async (page: Page) => {
  await page.goto(`/kubeflow/training?${query}`);
  const table = page.getByRole('table', { name: 'Training jobs' });
  await table.getByRole('rowgroup').last().getByRole('link').first().click();
  await page.waitForURL('**/kubeflow/training/*/**');
  await page.getByRole('tab', { name: 'Conditions' }).waitFor();
  if (tab) {
    await page.getByRole('tab', { name: tab }).click();
  }
};

/** Opens a run that the sandbox begins with. */
const run = (name: string, tab?: string) => async (page: Page) => {
  await page.goto(`/kubeflow/pipelines/runs?text=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('tab', { name: 'Timeline' }).waitFor();
  if (tab) {
    await page.getByRole('tab', { name: tab }).click();
  }
};

/** Opens a pipeline of the sandbox. */
const pipeline = (name: string, tab?: string) => async (page: Page) => {
  await page.goto('/kubeflow/pipelines/pipelines');
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('tab', { name: 'Versions' }).waitFor();
  if (tab) {
    await page.getByRole('tab', { name: tab }).click();
  }
};

/** Marks runs of a pipeline in the list, and compares them. */
const compared = (names: string[]) => async (page: Page) => {
  await page.goto('/kubeflow/pipelines/runs?text=evaluation');
  for (const name of names) {
    await page.getByRole('checkbox', { name: `Select ${name}` }).check({
      force: true,
    });
  }
  await page
    .getByRole('button', { name: /^Compare/ })
    .or(page.getByRole('link', { name: /^Compare/ }))
    .first()
    .click();
  await page.getByRole('heading', { name: 'ROC curves' }).waitFor();
};

const scenes: Record<string, (page: Page) => Promise<unknown>> = {
  overview: page => page.goto('/kubeflow'),
  list: page => page.goto('/kubeflow/training'),
  'job-running': firstJob('state=running&kind=trainjob&sort=accelerators'),
  'job-failed': firstJob('state=failed&kind=trainjob&sort=accelerators'),
  'job-queued': firstJob('state=queued&kind=trainjob'),
  'entity-tab': page =>
    page.goto('/catalog/default/component/defect-detector/training'),
  'entity-card': page =>
    page.goto('/catalog/default/component/defect-detector'),
  'pipeline-runs': page => page.goto('/kubeflow/pipelines/runs'),
  'pipeline-run-failed': run('detector, memory of the evaluation'),
  'pipeline-run-waiting': run('detector on sixteen GPUs, again'),
  'pipeline-run-task': async page => {
    await run('assistant, tickets of November')(page);
    await page.getByRole('group', { name: /^fine-tune,/ }).click();
    await page.getByRole('tab', { name: 'Overview' }).last().waitFor();
  },
  'pipeline-timeline': run('sweep, one trial fails', 'Timeline'),
  'pipeline-compare': compared([
    'evaluation before the release',
    'evaluation, tried again',
  ]),
  'pipeline-versions': pipeline('defect-detection', 'Compare'),
  'pipeline-new-run': async page => {
    await pipeline('defect-detection')(page);
    await page
      .getByRole('link', { name: 'Run', exact: true })
      .or(page.getByRole('button', { name: 'Run', exact: true }))
      .first()
      .click();
    await page.getByLabel('epochs').waitFor();
  },
  'pipeline-recurring': page => page.goto('/kubeflow/pipelines/recurring'),
  'entity-pipelines': page =>
    page.goto('/catalog/default/component/defect-detector/pipelines'),
};

async function take(browser: Browser, url: string): Promise<void> {
  const wanted = values.only?.split(',') ?? Object.keys(scenes);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      baseURL: url,
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width: Number(values.width), height: Number(values.height) },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    for (const name of wanted) {
      try {
        await scenes[name](page);
      } catch (error) {
        const path = join(resolve(values.out), `${name}-error.png`);
        await page.screenshot({ path });
        throw new Error(`'${name}' could not be reached, see ${path}`, {
          cause: error,
        });
      }
      // Skeletons give way, pods and events arrive.
      await page.waitForTimeout(2500);
      const path = join(resolve(values.out), `${name}-${colorScheme}.png`);
      await page.screenshot({ path });
      console.log(path);
    }
    await context.close();
  }
}

async function main(): Promise<void> {
  mkdirSync(values.out, { recursive: true });
  await using portal = await startBuiltPortal({ isQuiet: true });
  const browser = await launchChromium();
  try {
    // The sandbox begins in the middle of things; a little time lets its metrics and logs grow.
    await new Promise(done => setTimeout(done, 20_000));
    await take(browser, portal.url);
  } finally {
    await browser.close();
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
