import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('the pipelines of an entity', () => {
  it('have a card that says how they fare, and a tab with their runs', async () => {
    await using visited = await visit(
      browser,
      '/catalog/default/component/defect-detector',
    );
    const { page } = visited;
    await page.getByText('Success rate').waitFor();
    await page
      .getByText(/^\d+ of the last \d+ finished runs succeeded/)
      .waitFor();
    await page.getByText(/^Half of them take less than/).waitFor();
    await page.getByRole('link', { name: 'All runs' }).click();
    await page.waitForURL('**/defect-detector/pipelines**');

    const table = page.getByRole('table', { name: 'Runs' });
    await table.getByRole('row').nth(3).waitFor();
    await page
      .getByText(/^\d+ of the last \d+ finished runs succeeded/)
      .waitFor();
    const words = await table.innerText();
    expect(words).toContain('defect-detection');
    // Nothing of other pipelines, also not of the same experiment.
    expect(words).not.toContain('camera-drift');

    await page.getByRole('button', { name: 'State' }).click();
    await page.getByRole('option', { name: /^Failed/ }).click();
    await page.keyboard.press('Escape');
    await page.waitForURL(/state=failed/);
    await vi.waitFor(async () => {
      const rows = (await table.getByRole('row').allInnerTexts()).slice(1);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(row => !row.includes('Failed'))).toEqual([]);
    }, 20_000);
    await table
      .getByRole('link', { name: 'detector, memory of the evaluation' })
      .click();
    await page.waitForURL('**/kubeflow/pipelines/runs/sandbox/**');
    await page.getByText(/more memory than its limit of 4Gi/).waitFor();
    expect(visited.errors).toEqual([]);
  });

  it('are those of an experiment where its annotation says so, and can be run from there', async () => {
    await using visited = await visit(
      browser,
      '/catalog/default/component/support-assistant/pipelines',
    );
    const { page } = visited;
    const table = page.getByRole('table', { name: 'Runs' });
    await table.getByRole('row').nth(3).waitFor();
    const rows = (await table.getByRole('row').allInnerTexts()).slice(1);
    expect(rows.filter(row => !row.includes('Support assistant'))).toEqual([]);
    expect(
      new Set(
        rows.map(row => /support-finetune|nightly-evaluation/.exec(row)?.[0]),
      ),
    ).toEqual(new Set(['support-finetune', 'nightly-evaluation']));
    await page.getByRole('link', { name: 'Run', exact: true }).click();
    await page.waitForURL('**/kubeflow/pipelines/new-run/sandbox**');
    await page
      .getByRole('button', {
        name: /Experiment.*Support assistant|Support assistant.*Experiment/,
      })
      .waitFor();
    expect(visited.errors).toEqual([]);
  });
});
