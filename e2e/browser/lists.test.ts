import type { Browser } from 'playwright-core';
import { createObject, sandboxClient, trainJob } from './clusterClient';
import { launchChromium } from './chromium';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('the Kubeflow pages', () => {
  it('are found by a newcomer, who sees jobs of two teams', async () => {
    await using visited = await visit(browser, '/');
    const { page } = visited;
    const entry = page
      .getByRole('link', { name: 'Kubeflow', exact: true })
      .first();
    await entry.waitFor();
    await entry.click();
    await page.waitForURL('**/kubeflow/overview');
    await page.getByRole('heading', { name: 'Needs attention' }).waitFor();
    await page
      .getByRole('tab', { name: 'Training' })
      .or(page.getByRole('link', { name: 'Training' }))
      .first()
      .click();
    await page.waitForURL('**/kubeflow/training**');

    const table = page.getByRole('table', { name: 'Training jobs' });
    await table.getByRole('row').nth(5).waitFor();
    const total = await table.getAttribute('aria-rowcount');
    expect(Number(total)).toBeGreaterThan(24);
    const words = (await table.innerText()).toLowerCase();
    expect(words).toContain('team-vision');
    expect(words).toContain('team-language');
    for (const state of ['Failed', 'Running', 'Queued', 'Succeeded']) {
      await page
        .getByRole('group', { name: 'Filter by state' })
        .getByRole('button', { name: new RegExp(`^${state}`) })
        .waitFor();
    }
    expect(visited.errors).toEqual([]);
  });

  it('keep filter and order in the address, which can be shared', async () => {
    await using visited = await visit(browser, '/kubeflow/training');
    const { page } = visited;
    const table = page.getByRole('table', { name: 'Training jobs' });
    await table.getByRole('row').nth(3).waitFor();
    await page
      .getByRole('group', { name: 'Filter by state' })
      .getByRole('button', { name: /^Failed/ })
      .click();
    await page.waitForURL(/state=failed/);
    await page.getByRole('searchbox', { name: 'Search' }).fill('team-vision');
    await page.waitForURL(/team-vision/);
    await table.getByRole('button', { name: 'Name', exact: true }).click();
    await page.waitForURL(/sort=name/);
    await vi.waitFor(async () => {
      expect(await table.getAttribute('aria-busy')).toBe('false');
      const rows = await table.getByRole('row').allInnerTexts();
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows.slice(1)) {
        expect(row).toContain('Failed');
        expect(row).toContain('team-vision');
      }
    }, 20_000);
    // A row's first link is its object; others are its owner's.
    const names = (from: typeof table) =>
      from
        .getByRole('rowgroup')
        .last()
        .getByRole('row')
        .evaluateAll(rows =>
          rows.map(row => row.querySelector('a')?.innerText.split('\n')[0]),
        );
    const shown = await names(table);
    expect(shown).toEqual([...shown].sort());

    await using shared = await visit(
      browser,
      new URL(page.url()).pathname + new URL(page.url()).search,
    );
    const sameTable = shared.page.getByRole('table', { name: 'Training jobs' });
    await sameTable.getByRole('row').nth(1).waitFor();
    await vi.waitFor(
      async () => expect(await names(sameTable)).toEqual(await names(table)),
      20_000,
    );

    await page.goBack();
    await page.waitForURL(url => !url.search.includes('sort=name'));
  });

  it('change before your eyes: a job appears, runs and goes', async () => {
    const name = 'browser-live-job';
    await using visited = await visit(
      browser,
      `/kubeflow/training?text=${name}`,
    );
    const { page } = visited;
    await page.getByText('Nothing matches').waitFor();
    {
      await using _created = await createObject(trainJob(name));
      const row = page.getByRole('row').filter({ hasText: name });
      await row.waitFor();
      await row
        .getByText(/Running|Starting|Pending/)
        .first()
        .waitFor();
      await row.getByText('Running').waitFor({ timeout: 60_000 });
    }
    await page
      .getByRole('row')
      .filter({ hasText: name })
      .waitFor({ state: 'detached' });
    expect(visited.errors).toEqual([]);
  });

  it('follow a job that somebody suspends', async () => {
    const name = 'browser-suspended-job';
    await using _created = await createObject(trainJob(name));
    await using visited = await visit(
      browser,
      `/kubeflow/training?text=${name}`,
    );
    const row = visited.page.getByRole('row').filter({ hasText: name });
    await row.getByText('Running').waitFor({ timeout: 60_000 });
    await sandboxClient().patch(
      {
        apiVersion: 'trainer.kubeflow.org/v1alpha1',
        kind: 'TrainJob',
        metadata: { name, namespace: 'team-vision' },
        spec: { suspend: true },
      } as never,
      undefined,
      undefined,
      undefined,
      undefined,
      'application/merge-patch+json' as never,
    );
    await row.getByText('Suspended').first().waitFor({ timeout: 60_000 });
  });

  it.each([
    ['tuning', 'Tuning experiments'],
    ['serving', 'Model endpoints'],
    ['notebooks', 'Notebooks'],
    ['workflows', 'Workflows'],
    ['queues', 'Queues'],
  ])('show %s, each row a page of its own', async (path, label) => {
    await using visited = await visit(browser, `/kubeflow/${path}`);
    const { page } = visited;
    const table = page.getByRole('table', { name: label, exact: true });
    const link = table.getByRole('rowgroup').last().getByRole('link').first();
    await link.waitFor();
    const name = (await link.innerText()).split('\n')[0]!;
    await link.click();
    await page.getByRole('heading', { name }).waitFor();
    expect(new URL(page.url()).pathname).toContain(
      `/kubeflow/${path}/sandbox/`,
    );
    expect(visited.errors).toEqual([]);
  });

  it('can be walked by keyboard', async () => {
    await using visited = await visit(browser, '/kubeflow/training');
    const { page } = visited;
    const table = page.getByRole('table', { name: 'Training jobs' });
    const links = table.getByRole('rowgroup').last().getByRole('link');
    await links.nth(2).waitFor();
    await links.first().focus();
    await page.keyboard.press('ArrowDown');
    await vi.waitFor(async () => {
      const focused = await page.evaluate(() =>
        document.activeElement
          ?.closest('[role=row]')
          ?.getAttribute('aria-rowindex'),
      );
      expect(focused).toBe('3');
    });
    await page.keyboard.press('Enter');
    await page.waitForURL('**/kubeflow/training/sandbox/**');
  });

  it.each(['light', 'dark'] as const)(
    'fit a narrow screen, %s',
    async colorScheme => {
      for (const path of [
        '/kubeflow',
        '/kubeflow/training',
        '/kubeflow/serving',
      ]) {
        await using visited = await visit(browser, path, {
          viewport: { width: 400, height: 860 },
          colorScheme,
        });
        const { page } = visited;
        await page
          .getByText('team-vision')
          .filter({ visible: true })
          .first()
          .waitFor();
        const overflow = await page.evaluate(
          () =>
            document.documentElement.scrollWidth -
            document.documentElement.clientWidth,
        );
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      }
    },
  );
});
