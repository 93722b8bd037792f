import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** A job that the sandbox begins with: it lost one of its ranks. */
const failed =
  '/kubeflow/training/sandbox/team-language/trainjob/gpt-nordic-1b-run4';

describe('why a job failed', () => {
  it('leads to the line of the log that shows it, whose address can be shared', async () => {
    await using visited = await visit(browser, failed);
    const { page } = visited;
    const why = page.getByRole('region', { name: 'Why it failed' });
    await why.getByText(/^Rank 0 waited 10 minutes/).waitFor();
    await why
      .getByRole('link', { name: /line \d+$/ })
      .first()
      .click();
    await page.waitForURL(/tab=logs.*line=\d+/);
    const line = new URL(page.url()).searchParams.get('line');

    await using shared = await visit(
      browser,
      new URL(page.url()).pathname + new URL(page.url()).search,
    );
    for (const each of [page, shared.page]) {
      const pressed = each
        .getByRole('log')
        .getByRole('button', { name: `Line ${line}.`, pressed: true });
      await pressed.waitFor();
      expect(await pressed.locator('..').innerText()).toContain(
        'Watchdog caught collective operation timeout',
      );
    }
    expect([...visited.errors, ...shared.errors]).toEqual([]);
  });
});

describe('the logs of a job', () => {
  it('are searched, filtered and saved', async () => {
    await using visited = await visit(browser, `${failed}?tab=logs`);
    const { page } = visited;
    const log = page.getByRole('log');
    await log.waitFor();
    await page.getByText('Ended with exit code 1').first().waitFor();
    await log.focus();
    await page.keyboard.press('/');
    await page.keyboard.type('watchdog caught');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 1 lines').waitFor();
    await page
      .getByRole('button', { name: 'Show matching lines only' })
      .click();
    await page.waitForFunction(
      () => document.querySelectorAll('[role=log] button').length === 1,
    );
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the whole log' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(
      /^gpt-nordic-1b-run4-node-.*-node\.log$/,
    );
    expect(await readFile(await file.path(), 'utf8')).toMatch(
      /Watchdog caught collective operation timeout/,
    );
    expect(visited.errors).toEqual([]);
  });

  it('follow a job that runs, until somebody scrolls up', async () => {
    await using visited = await visit(
      browser,
      '/kubeflow/training?state=running&kind=trainjob&sort=accelerators',
    );
    const { page } = visited;
    await page
      .getByRole('table', { name: 'Training jobs' })
      .getByRole('rowgroup')
      .last()
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('tab', { name: 'Logs' }).click();
    const log = page.getByRole('log');
    await log.waitFor();
    await page.getByText(/^\d+ lines?$/).waitFor();
    // Small enough that what is there has to be scrolled.
    await log.evaluate(element => {
      element.style.flex = '0 0 60px';
    });
    await page.waitForFunction(() => {
      const element = document.querySelector('[role=log]');
      return element && element.scrollHeight > element.clientHeight + 60;
    });
    await log.evaluate(element => element.scrollTo({ top: 0 }));
    const jump = page.getByRole('button', { name: 'Jump to the end' });
    await jump.click();
    await jump.waitFor({ state: 'hidden' });
    await page.waitForFunction(() => {
      const element = document.querySelector('[role=log]');
      return (
        element &&
        element.scrollHeight - element.scrollTop - element.clientHeight < 30
      );
    });
    expect(visited.errors).toEqual([]);
  });
});
