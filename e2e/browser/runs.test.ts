import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium';
import { pipelinesApi, startRun } from './pipelinesClient';
import { testPipeline } from './testPipeline';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** The list of runs of a page. */
function runList(page: Page) {
  const table = page.getByRole('table', { name: 'Runs' });
  const rows = table.getByRole('rowgroup').last().getByRole('row');
  return {
    table,
    rows,
    /** Waits until there are rows, and each has all of these texts in it. */
    each: (...texts: string[]) =>
      vi.waitFor(async () => {
        expect(await table.getAttribute('aria-busy')).not.toBe('true');
        const all = await rows.allInnerTexts();
        expect(all.length).toBeGreaterThan(0);
        for (const row of all) {
          for (const text of texts) {
            expect(row).toContain(text);
          }
        }
      }, 20_000),
    names: () =>
      rows.evaluateAll(all =>
        all.map(row => row.querySelector('a')?.innerText),
      ),
    choose: async (filter: string, option: string) => {
      await page
        .getByRole('button', { name: new RegExp(`.+ ${filter}$`) })
        .click();
      await page.getByRole('option', { name: option, exact: true }).click();
      await page.keyboard.press('Escape');
    },
  };
}

describe('the runs', () => {
  it('are filtered by state, experiment, pipeline, version, time and name, sorted, and their address can be shared', async () => {
    await using visited = await visit(browser, '/kubeflow/pipelines');
    const { page } = visited;
    const { table, each, names, choose } = runList(page);
    await each();
    await choose('State', 'Failed');
    await each('Failed');
    await choose('Experiment', 'Line 3 detector');
    await each('Failed', 'Line 3 detector');
    await choose('Pipeline', 'defect-detection');
    await each('Failed', 'Line 3 detector', 'defect-detection');
    await choose('Version', 'v3-report');
    await page.waitForURL(/version=/);
    await each('Failed', 'defect-detection', 'v3-report');
    await choose('Version', 'Version: Any');
    await page.getByRole('searchbox', { name: 'Search' }).fill('detector,');
    await vi.waitFor(
      async () =>
        expect((await names()).sort()).toEqual([
          'detector, larger batches',
          'detector, memory of the evaluation',
        ]),
      20_000,
    );
    await page.getByRole('searchbox', { name: 'Search' }).fill('detector');
    await each('Failed', 'detector');
    await table.getByRole('button', { name: 'Name', exact: true }).click();
    await page.waitForURL(/sort=name/);
    await vi.waitFor(async () => {
      const shown = await names();
      expect(shown.length).toBeGreaterThan(3);
      expect(shown).toEqual([...shown].sort());
    }, 20_000);

    const { pathname, search } = new URL(page.url());
    await using shared = await visit(browser, pathname + search);
    const same = runList(shared.page);
    await same.each('Failed', 'defect-detection');
    await vi.waitFor(
      async () => expect(await same.names()).toEqual(await names()),
      20_000,
    );

    // Of weeks ago, and of the last day.
    await choose('Created', 'Last 24 hours');
    await page.waitForURL(/time=1d/);
    await vi.waitFor(async () => {
      const shown = await names();
      expect(shown).toContain('detector, larger batches');
      expect(shown).not.toContain('detector weekly #2');
    }, 20_000);
    await choose('Created', 'Other');
    await page.getByRole('textbox', { name: 'Not before' }).fill('2001-13-45');
    await page.getByText('Give a date such as').waitFor();
    await page.getByRole('textbox', { name: 'Not before' }).fill('2001-01-01');
    await vi.waitFor(
      async () => expect(await names()).toContain('detector weekly #2'),
      20_000,
    );
    expect([...visited.errors, ...shared.errors]).toEqual([]);
  });

  it('go on without limit, and lead to their version and schedule', async () => {
    await using visited = await visit(
      browser,
      '/kubeflow/pipelines/runs?sort=created&order=desc',
    );
    const { page } = visited;
    const { table, rows } = runList(page);
    await rows.first().waitFor();
    const total = Number(await table.getAttribute('aria-rowcount'));
    expect(total).toBeGreaterThan(60);
    await rows.first().hover();
    await vi.waitFor(
      async () => {
        await page.mouse.wheel(0, 4_000);
        const last = await rows.last().getAttribute('aria-rowindex');
        expect(Number(last)).toBeGreaterThan(60);
        expect(await rows.last().innerText()).toMatch(/weekly #|assistant #1/);
      },
      { timeout: 30_000, interval: 300 },
    );

    await page.goto('/kubeflow/pipelines/recurring');
    await page.getByRole('link', { name: 'Nightly evaluation' }).click();
    const started = runList(page);
    await started.each('nightlyevaluation');
    await page.goto('/kubeflow/pipelines/pipelines?text=defect-detection');
    await page.getByRole('link', { name: 'defect-detection' }).click();
    await page
      .locator('header')
      .getByRole('link', { name: 'Runs', exact: true })
      .click();
    await page.waitForURL(/runs\?.*pipeline=/);
    await runList(page).each('defect-detection');
    expect(visited.errors).toEqual([]);
  });

  it('change before your eyes, and are terminated, retried, archived, restored and deleted together', async () => {
    const name = 'browser bulk';
    await using _fails = await startRun(
      `${name} one`,
      testPipeline('browser-bulk', { step: { life: 'exit:3' } }),
    );
    await using visited = await visit(
      browser,
      `/kubeflow/pipelines/runs?text=${encodeURIComponent(name)}`,
    );
    const { page } = visited;
    const { rows, each, names } = runList(page);
    await each(name);
    const endless = testPipeline('browser-bulk', { step: { life: 'endless' } });
    await using _second = await startRun(`${name} two`, endless);
    await using third = await startRun(`${name} three`, endless);
    const row = (of: string) => rows.filter({ hasText: `${name} ${of}` });
    await row('two').getByText('Running').waitFor();
    await row('three').getByText('Running').waitFor();
    await row('one').getByText('Failed').waitFor();

    const bar = page.getByRole('toolbar', {
      name: 'What to do with the selected runs',
    });
    const selectAll = async () => {
      await page
        .getByRole('checkbox', { name: 'Select all that are loaded' })
        .check({ force: true });
      await bar.getByText('3 runs selected').waitFor();
    };
    const result = (title: string) =>
      page.getByRole('status').filter({ hasText: title });
    const close = () =>
      page.getByRole('button', { name: 'Close', exact: true }).click();
    const dialog = page.getByRole('dialog');

    await selectAll();
    await bar.getByRole('button', { name: 'Terminate' }).click();
    await dialog.getByText('Terminate 2 runs?').waitFor();
    expect((await dialog.getByRole('listitem').allInnerTexts()).sort()).toEqual(
      [`${name} three`, `${name} two`],
    );
    await dialog.getByRole('button', { name: 'Terminate' }).click();
    await result('2 runs are being terminated').waitFor();
    await close();
    await row('two').getByText('Cancelled').waitFor();
    await row('three').getByText('Cancelled').waitFor();

    await selectAll();
    await bar.getByRole('button', { name: 'Retry' }).click();
    await result('3 runs are tried again').waitFor();
    await close();
    await row('two').getByText('Running').waitFor();

    await selectAll();
    await bar.getByRole('button', { name: 'Archive' }).click();
    await result('3 runs archived').waitFor();
    await close();
    await page.getByText('Nothing matches').waitFor();
    await page
      .getByRole('radiogroup', { name: 'Which runs' })
      .getByText('Archived')
      .click();
    await row('three').waitFor();
    await selectAll();
    await bar.getByRole('button', { name: 'Restore' }).click();
    await result('3 runs restored').waitFor();
    await close();
    await page
      .getByRole('radiogroup', { name: 'Which runs' })
      .getByText('Active')
      .click();
    await row('three').waitFor();

    // One of them is gone meanwhile: its result is told, and the others are not kept from it.
    await selectAll();
    await bar.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText('Delete 3 runs?').waitFor();
    await pipelinesApi(`/runs/${third.id}`, { method: 'DELETE' });
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await result('2 runs deleted, 1 run could not be changed').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: `${name} three: ` })
      .waitFor();
    await close();
    await vi.waitFor(
      async () => expect(await names()).not.toContain(`${name} one`),
      20_000,
    );
    expect(visited.errors).toEqual([]);
  });
});
