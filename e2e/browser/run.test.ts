import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { pipelinesApi, startRun } from './pipelinesClient';
import { runPage, visitRun } from './runPage';
import { testPipeline } from './testPipeline';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** The address of a run's page. */
const addressOf = (id: string) => `/kubeflow/pipelines/runs/sandbox/${id}`;

// Mostly waiting: at the same time.
describe('a run that is under way', () => {
  it.concurrent(
    'changes before your eyes: graph, timeline and log, until its end',
    async ({ expect }) => {
      const name = 'browser live run';
      await using run = await startRun(
        name,
        testPipeline('browser-live', { train: { seconds: 15 } }),
      );
      await using visited = await visit(browser, addressOf(run.id));
      const { page } = visited;
      const { header, task, panel, part } = runPage(page, name);
      await header.getByText('Running').waitFor();
      await task(
        /^train, Container, (Not started yet|Pending|Running)/,
      ).waitFor();
      // Its image may take a while to be pulled.
      await task(/^train, Container, Running/).click({ timeout: 120_000 });
      const train = panel('train');
      await train.panel.getByText('It is running.').waitFor();
      await train.open('Logs');
      await train.panel.getByRole('log').waitFor();

      await part('Timeline').open();
      const rows = page.getByRole('list', { name: 'Tasks in time' });
      await rows.getByRole('button', { name: /^train, Running/ }).waitFor();
      await rows
        .getByRole('button', {
          name: /^train, Succeeded, .* took \d+s, on the critical path$/,
        })
        .waitFor();
      await header.getByText('Succeeded').waitFor();
      await train.panel.getByText('The container has finished.').waitFor();
      await part('Graph').open();
      await task(/^train, Container, Succeeded/).waitFor();
      expect(visited.errors).toEqual([]);
    },
    240_000,
  );

  it.concurrent(
    'says what holds it up, and is terminated, retried, archived, restored and deleted',
    async ({ expect }) => {
      const name = 'browser run to end';
      await using run = await startRun(
        name,
        testPipeline('browser-ended', {
          publish: { life: 'image-pull' },
        }),
      );
      await using visited = await visit(browser, addressOf(run.id));
      const { page } = visited;
      const { article, header } = runPage(page, name);
      await page
        .getByRole('region', { name: 'Why it does not go on' })
        .getByText(/^publish: .*image.*registry\.example\.com\/browser\/test:1/)
        .waitFor({ timeout: 90_000 });
      const dialog = page.getByRole('dialog');

      await header.getByRole('button', { name: 'Terminate' }).click();
      await dialog.getByText('can be retried later').waitFor();
      await dialog.getByRole('button', { name: 'Terminate' }).click();
      await header.getByText('Cancelled').waitFor();
      await page
        .getByRole('region', { name: 'Why it stopped' })
        .getByText('It was cancelled by user:default/guest.')
        .waitFor();

      await header.getByRole('button', { name: 'Retry' }).click();
      await header.getByText('Running').waitFor();
      const choose = async (action: string) => {
        await header.getByRole('button', { name: 'More to do' }).click();
        await page.getByRole('menuitem', { name: action }).click();
      };
      await choose('Archive');
      await article.getByText('This run is archived').waitFor();
      await choose('Restore');
      await article
        .getByText('This run is archived')
        .waitFor({ state: 'detached' });
      await choose('Delete');
      await dialog.getByText('This cannot be taken back.').waitFor();
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await page.waitForURL('**/kubeflow/pipelines/runs?**');
      await expect(pipelinesApi(`/runs/${run.id}`)).rejects.toThrow('404');

      await page.goto(addressOf(run.id));
      await page.getByText('There is no such run').waitFor();
      expect(visited.errors).toEqual([]);
    },
  );
});

describe('why a run failed', () => {
  it.each([
    [
      'detector, memory of the evaluation',
      [
        /^evaluate: Its container main used more memory than its limit of 4Gi/,
        /^Raise its memory limit/,
      ],
    ],
    [
      'detector, larger batches',
      [/^train-detector: The memory of its GPU 0 was not enough/],
    ],
    [
      'assistant on Qwen',
      [
        /^publish: Its program ended with HTTPError: 503 Server Error/,
        /^In .*ephemeral_component\.py, line \d+, in publish/,
      ],
    ],
    ['drift of the side camera', [/^retrain: .*exit (code|status) 3/]],
    ['index, two languages', [/^crawl: Pipelines could not prepare the task/]],
    [
      'index, storage full',
      [
        /^embed: Pipelines could not run the task: Failed to upload output artifact "vectors"/,
      ],
    ],
    [
      'evaluation of all tickets',
      [/^score-answers: It took longer than its deadline/],
    ],
    ['detector on sixteen GPUs', [/^It was cancelled\./]],
  ])('is said of “%s”', async (name, words) => {
    await using visited = await visitRun(browser, name);
    const why = visited.page.getByRole('region', {
      name: /^Why it (failed|stopped)$/,
    });
    for (const word of words) {
      await why.getByText(word).first().waitFor();
    }
    expect(visited.errors).toEqual([]);
  });

  it('is said while it waits: no node has enough GPUs', async () => {
    await using visited = await visitRun(
      browser,
      'detector on sixteen GPUs, again',
    );
    const why = visited.page.getByRole('region', {
      name: 'Why it does not go on',
    });
    await why
      .getByText(/^train-detector: Its pod waits for a node\./)
      .waitFor();
    await why.getByText('It asks for 16 nvidia.com/gpu on one node.').waitFor();
    await why.getByText(/^FailedScheduling: .*Insufficient/).waitFor();
  });

  it('leads to what shows it: the line of the log, whose address can be shared', async () => {
    const name = 'sweep, one trial fails';
    await using visited = await visitRun(browser, name);
    const { page } = visited;
    const { panel, task } = runPage(page, name);
    await task(/^pick-best, Container, Not reached/).waitFor();
    const why = page.getByRole('region', { name: 'Why it failed' });
    await why.getByText('1 consequence of it').click();
    await why
      .getByText('pick-best: It did not run, because trials failed.')
      .waitFor();
    await why
      .getByRole('link', { name: /^log of container main .* line \d+$/ })
      .first()
      .click();
    await page.waitForURL(/line=\d+/);
    const { pathname, search, searchParams } = new URL(page.url());
    await using shared = await visit(browser, pathname + search);
    for (const each of [page, shared.page]) {
      const line = each.getByRole('log').getByRole('button', {
        name: `Line ${searchParams.get('line')}.`,
        pressed: true,
      });
      await line.waitFor();
      expect(await line.locator('..').innerText()).toContain(
        'mat1 and mat2 shapes cannot be multiplied',
      );
    }
    await panel('train-trial')
      .panel.getByRole('button', { name: /trials 2, Failed/ })
      .waitFor();
    expect([...visited.errors, ...shared.errors]).toEqual([]);
  });
});

describe('the graph of a run', () => {
  it('has iterations of a loop, what was cached, skipped, and tried again', async () => {
    const name = 'sweep, one trial fails';
    await using visited = await visitRun(browser, name);
    const { page } = visited;
    const { task, panel, article } = runPage(page, name);
    await task(/^prepare-sample, Container, Cached/).waitFor();
    const iterations = article.getByRole('combobox', {
      name: 'Iteration of trials',
    });
    expect(await iterations.innerText()).toContain('4 of 4 done, 1 failed');
    await iterations.selectOption({ label: 'Iteration 1 of 4, Succeeded' });
    await task(/^train-trial, Container, Succeeded/).waitFor();
    await iterations.selectOption({ label: 'Iteration 2 of 4, Failed' });
    await task(/^train-trial, Container, Failed/).click();
    await panel('train-trial').open('Inputs and outputs');
    await panel('train-trial')
      .panel.getByRole('table', { name: 'Inputs' })
      .getByRole('row')
      .nth(1)
      .waitFor();

    // Closed and opened again, by keyboard and by mouse.
    await article.getByRole('button', { name: 'Close trials' }).click();
    await task(/^train-trial/).waitFor({ state: 'detached' });
    await article.getByRole('button', { name: 'Open all' }).click();
    await task(/^train-trial/).waitFor();

    // The same as a table.
    await article.getByRole('radio', { name: 'Tasks' }).click();
    const table = article.getByRole('table', { name: /^Tasks of/ });
    await table
      .getByRole('row')
      .filter({ hasText: 'prepare-sample' })
      .filter({ hasText: 'Cached' })
      .waitFor();
    expect(visited.errors).toEqual([]);

    await using branches = await visitRun(browser, 'drift of the top camera');
    const drift = runPage(branches.page, 'drift of the top camera');
    await drift.task(/^(steady|drifted), Condition, Skipped/).waitFor();
    await using again = await visitRun(browser, 'detector, second attempt');
    await runPage(again.page, 'detector, second attempt')
      .task(
        /^train-detector, Container, Succeeded, Asks for 1 × GPU, Tried 2 times/,
      )
      .waitFor();
    expect([...branches.errors, ...again.errors]).toEqual([]);
  });

  it('is walked by keyboard and searched', async () => {
    const name = 'detector, images of the night';
    await using visited = await visitRun(browser, name);
    const { page } = visited;
    const { article, panel, task } = runPage(page, name);
    const graph = article.getByRole('application');
    await task(/^ingest-images/).waitFor();
    await graph.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await panel('split-dataset').panel.waitFor();
    await page.keyboard.press('Escape');
    await panel('split-dataset').panel.waitFor({ state: 'detached' });
    await article
      .getByRole('searchbox', { name: 'Find a task' })
      .fill('register');
    await article.getByText('1 task found').waitFor();
    expect(visited.errors).toEqual([]);
  });
});

describe('the timeline of a run', () => {
  it('shows what decided how long it took', async () => {
    const name = 'detector, images of the night';
    await using visited = await visitRun(browser, name);
    const { page } = visited;
    const { part, panel } = runPage(page, name);
    await part('Timeline').open();
    await page
      .getByText(/in all, decided by \d+ tasks one after the other$/)
      .waitFor();
    const rows = page.getByRole('list', { name: 'Tasks in time' });
    const critical = rows.getByRole('button', {
      name: /on the critical path$/,
    });
    const all = rows.getByRole('listitem');
    const before = await all.count();
    const decisive = await critical.count();
    expect(decisive).toBeGreaterThan(2);
    expect(decisive).toBeLessThan(before);
    await page.getByText('Only those').click();
    await vi.waitFor(async () => expect(await all.count()).toBe(decisive));
    await rows.getByRole('button', { name: /^train-detector, / }).click();
    await panel('train-detector')
      .panel.getByText('It has done its work.')
      .waitFor();
    expect(visited.errors).toEqual([]);
  });
});

describe('a task of a run', () => {
  it('tells what it was asked, took and made, with previews of what it made', async () => {
    const name = 'detector, images of the night';
    await using visited = await visitRun(browser, name);
    const { page } = visited;
    const { task, panel } = runPage(page, name);

    await task(/^train-detector/).click();
    const train = panel('train-detector');
    for (const [fact, value] of [
      ['Image', /ghcr\.io\/acme\//],
      ['Command', /def train_detector\(/],
      ['Caching', /^on|off$/],
      ['Retries', /^up to 2/],
      ['Accelerators', /GPU/],
    ] as const) {
      await train.panel
        .locator('dt', { hasText: fact })
        .locator('xpath=following-sibling::dd')
        .filter({ hasText: value })
        .first()
        .waitFor();
    }

    await task(/^evaluate/).click();
    const evaluate = panel('evaluate');
    await evaluate.open('Inputs and outputs');
    await evaluate.panel
      .getByRole('table', { name: 'Outputs' })
      .getByRole('row', { name: /^f1 0\.\d+ evaluate$/ })
      .waitFor();
    await evaluate.panel
      .getByRole('table', { name: 'Metrics of metrics' })
      .getByRole('row', { name: /^map50 0\.\d+$/ })
      .waitFor();
    await evaluate.panel
      .getByRole('img', { name: 'ROC curve of classes' })
      .waitFor();
    await evaluate.panel
      .getByRole('table', { name: 'Confusion matrix of classes' })
      .getByRole('rowheader', { name: 'scratch' })
      .waitFor();
    // What it took: a data set, as a table.
    await evaluate.panel
      .getByRole('button', { name: 'validation', exact: true })
      .click();
    await evaluate.panel
      .getByRole('table', { name: 'validation' })
      .getByRole('columnheader', { name: 'score' })
      .waitFor();

    await task(/^write-report/).click();
    const report = panel('write-report');
    const summary = report.panel.getByRole('region', { name: 'summary' });
    await summary.getByRole('heading', { name: 'write-report' }).waitFor();
    await summary.getByRole('row', { name: /^F1 0\.\d+ 0\.\d+$/ }).waitFor();
    const download = page.waitForEvent('download');
    await summary.getByRole('button', { name: 'Download summary' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^summary/);
    expect(await readFile(await file.path(), 'utf8')).toContain(
      '| Metric | Before | After |',
    );
    expect(visited.errors).toEqual([]);
  });

  it('shows a page that it wrote, and runs no script of it', async () => {
    const name = 'evaluation before the release';
    await using visited = await visitRun(browser, name);
    const { page } = visited;
    const { task, panel } = runPage(page, name);
    const foreign: string[] = [];
    page.on('request', request => {
      if (request.url().includes('evil.example')) {
        foreign.push(request.url());
      }
    });
    let dialogs = 0;
    page.on('dialog', async dialog => {
      dialogs += 1;
      await dialog.dismiss();
    });
    await task(/^write-page/).click();
    const writer = panel('write-page');
    await writer.open('Inputs and outputs');
    await writer.panel.getByText('This page has scripts.').waitFor();
    const frame = page.frameLocator('iframe[title="page"]');
    await frame.getByRole('heading', { name: 'write-page: page' }).waitFor();
    await frame.getByRole('cell', { name: 'precision' }).waitFor();
    expect(
      await frame.locator('title').evaluate(element => element.textContent),
    ).toBe('page');
    expect(await page.title()).not.toContain('owned');
    expect(new URL(page.url()).pathname).toContain('/kubeflow/pipelines/runs/');
    expect({ foreign, dialogs }).toEqual({ foreign: [], dialogs: 0 });
    expect(visited.errors).toEqual([]);
  });

  it('has its logs and pods, and the TrainJob that it started', async () => {
    const name = 'assistant, tickets of November';
    await using visited = await visitRun(browser, name);
    const { page } = visited;
    const { article, task, panel, part } = runPage(page, name);
    await task(/^fine-tune/).click();
    const tune = panel('fine-tune');
    await tune.open('Logs');
    const log = tune.panel.getByRole('log');
    await log.waitFor();
    await tune.panel
      .getByRole('searchbox', { name: 'Search the log' })
      .fill('TrainJob fine-tune');
    await page.keyboard.press('Enter');
    await tune.panel.getByText(/^1 of 3 lines$/).waitFor();
    const download = page.waitForEvent('download');
    await tune.panel
      .getByRole('button', { name: 'Download the whole log' })
      .click();
    const file = await download;
    expect(await readFile(await file.path(), 'utf8')).toMatch(
      /waiting for TrainJob fine-tune/,
    );
    await tune.open('Pods and events');
    await tune.panel
      .getByRole('region', { name: 'Pods that did the work' })
      .getByText(/system-container-impl-\d+$/)
      .first()
      .waitFor();
    await tune.panel
      .getByRole('region', { name: 'Pods of the engine' })
      .getByText('fine-tune-driver')
      .waitFor();
    await tune.open('Overview');
    await tune.panel.getByRole('button', { name: 'Close' }).click();

    // The run as a whole: its pods, inputs, and the job that one of its tasks started.
    await part('Inputs and outputs').open();
    await page
      .getByRole('table', { name: 'Parameters of the run' })
      .getByRole('row', { name: /^base_model/ })
      .waitFor();
    await part('YAML').open();
    await page.getByText('pipelineInfo').first().waitFor();
    await part('Logs').open();
    await article.getByRole('log').waitFor();
    await part('Pods and events').open();
    const job = page
      .getByRole('table', { name: 'What its tasks started' })
      .getByRole('row')
      .filter({ hasText: 'Succeeded' })
      .getByRole('link', { name: /^fine-tune-/ });
    const jobName = await job.innerText();
    await job.click();
    await page.waitForURL('**/kubeflow/training/sandbox/team-language/**');
    await page.getByRole('heading', { name: jobName }).waitFor();
    expect(visited.errors).toEqual([]);
  });
});
