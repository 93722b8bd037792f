import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('the page of an entity', () => {
  it('has a card and a Training tab with the jobs that belong to it', async () => {
    await using visited = await visit(
      browser,
      '/catalog/default/component/defect-detector',
    );
    const { page } = visited;
    await page.getByText('Training').first().waitFor();
    await page
      .getByRole('tab', { name: 'Training' })
      .or(page.getByRole('link', { name: 'Training', exact: true }))
      .first()
      .click();
    await page.waitForURL('**/defect-detector/training**');
    const link = page
      .getByRole('table')
      .getByRole('rowgroup')
      .last()
      .getByRole('link')
      .first();
    await link.waitFor();
    expect(await page.getByRole('table').innerText()).not.toContain(
      'team-language',
    );
    await link.click();
    await page.waitForURL('**/kubeflow/training/sandbox/team-vision/**');
    expect(visited.errors).toEqual([]);
  });
});
