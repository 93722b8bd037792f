import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { pipelinesApi, startRun } from './pipelinesClient';
import { testPipeline } from './testPipeline';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('recurring runs', () => {
  it('say when they fire in words and in the time zone of who looks, and are turned off and on', async () => {
    await using visited = await visit(
      browser,
      '/kubeflow/pipelines/recurring',
      {
        timezoneId: 'Asia/Tokyo',
      },
    );
    const { page } = visited;
    const table = page.getByRole('table', { name: 'Recurring runs' });
    const row = table
      .getByRole('row')
      .filter({ hasText: 'Nightly evaluation' });
    await row.getByText('At 02:00 (UTC)').waitFor();
    await row.getByText(/^in \d+[hm]$/).waitFor();
    await table
      .getByRole('row')
      .filter({ hasText: 'Weekly tuning' })
      .getByText('Disabled')
      .waitFor();

    await row.getByRole('link', { name: 'Nightly evaluation' }).click();
    const record = page.getByRole('article', { name: 'Nightly evaluation' });
    // 02:00 UTC is 11:00 in Tokyo.
    await record
      .getByText(/11:00:00.AM GMT\+9/)
      .first()
      .waitFor();
    await record.getByText('2000').waitFor();
    const runs = page.getByRole('table', { name: 'Runs' });
    await runs
      .getByRole('link', { name: /^nightlyevaluation/ })
      .first()
      .waitFor();

    await record.getByRole('button', { name: 'Disable' }).click();
    await record.getByText('Somebody has turned it off').waitFor();
    await page.reload();
    await record.getByText('Disabled', { exact: true }).waitFor();
    await record.getByRole('button', { name: 'Enable' }).click();
    await record
      .getByText(/11:00:00.AM GMT\+9/)
      .first()
      .waitFor();
    expect(visited.errors).toEqual([]);
  });

  it('are cloned with changes, fire, and are deleted', async () => {
    await using visited = await visit(browser, '/kubeflow/pipelines/recurring');
    const { page } = visited;
    const table = page.getByRole('table', { name: 'Recurring runs' });
    await table
      .getByRole('link', { name: 'Drift of line 3', exact: true })
      .click();
    const original = page.getByRole('article', { name: 'Drift of line 3' });
    await original.getByText('Every 6h').waitFor();
    await original.getByRole('link', { name: 'Clone' }).click();
    await page.waitForURL(/new-run\/sandbox\?recurring=/);
    const name = page.getByRole('textbox', { name: /^Name/ });
    await name.waitFor();
    expect(await name.inputValue()).toMatch(/^Drift of line 3/);
    await name.fill('browser schedule');
    await page.getByText('By the clock (cron)').click();
    await page
      .getByRole('textbox', { name: /^Cron expression/ })
      .fill('*/5 * * * * *');
    await page.getByText('Every 5 seconds (UTC)').waitFor();
    await page
      .getByRole('button', { name: 'Create the recurring run' })
      .click();

    const made = page.getByRole('article', { name: 'browser schedule' });
    await made.getByText('Every 5 seconds (UTC)').waitFor();
    const runs = page.getByRole('table', { name: 'Runs' });
    await runs
      .getByRole('link', { name: /^browserschedule/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await made.getByRole('button', { name: 'Disable' }).click();
    await made.getByText('Somebody has turned it off').waitFor();
    await made.getByRole('button', { name: 'Delete' }).first().click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.waitForURL('**/kubeflow/pipelines/recurring**');
    await table
      .getByRole('link', { name: 'Drift of line 3', exact: true })
      .waitFor();
    await table
      .getByRole('link', { name: 'browser schedule' })
      .waitFor({ state: 'detached' });
    expect(visited.errors).toEqual([]);
  });
});

describe('experiments', () => {
  it('are made, hold runs, are archived with them, restored and deleted', async () => {
    await using visited = await visit(
      browser,
      '/kubeflow/pipelines/experiments',
    );
    const { page } = visited;
    const table = page.getByRole('table', { name: 'Experiments' });
    await table
      .getByRole('row')
      .filter({ hasText: 'Line 3 detector' })
      .waitFor();
    await page.getByRole('button', { name: 'New experiment' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^Name/ }).fill('browser trials');
    await dialog
      .getByRole('textbox', { name: /^Description/ })
      .fill('Made by a test.');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.goto('/kubeflow/pipelines/experiments?text=browser');
    await table.getByRole('link', { name: 'browser trials' }).click();
    const record = page.getByRole('article', { name: 'browser trials' });
    await record.getByText('Made by a test.').waitFor();
    await record.getByText('No runs yet').waitFor();

    const id = /experiments\/sandbox\/([^?/]+)/.exec(page.url())![1];
    await using run = await startRun(
      'browser trial run',
      testPipeline('browser-trial', { only: {} }),
      { experiment_id: id },
    );
    await page.getByRole('link', { name: 'browser trial run' }).waitFor();

    await record.getByRole('button', { name: 'Archive', exact: true }).click();
    await dialog.getByText('All of its runs are archived with it').waitFor();
    await dialog.getByRole('button', { name: 'Archive' }).click();
    await record.getByRole('button', { name: 'Restore' }).waitFor();
    expect(
      await pipelinesApi<{ storage_state: string }>(`/runs/${run.id}`),
    ).toMatchObject({ storage_state: 'ARCHIVED' });
    await record.getByRole('button', { name: 'Restore' }).click();
    await record
      .getByRole('button', { name: 'Archive', exact: true })
      .waitFor();

    await record.getByRole('button', { name: 'Delete' }).first().click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL('**/kubeflow/pipelines/experiments**');
    await table
      .getByRole('row')
      .filter({ hasText: 'Line 3 detector' })
      .waitFor();
    expect(await table.getByText('browser trials').count()).toBe(0);
    expect(visited.errors).toEqual([]);
  });
});
