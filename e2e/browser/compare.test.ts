import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { pipelinesApi } from './pipelinesClient';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** Runs of the sandbox's past, newest first. */
async function runsNamed(pattern: RegExp): Promise<string[]> {
  const { runs } = await pipelinesApi<{
    runs: { run_id: string; display_name: string }[];
  }>('/runs?page_size=200&sort_by=created_at%20desc');
  return runs
    .filter(({ display_name: name }) => pattern.test(name))
    .map(({ run_id: id }) => id);
}

describe('the comparison of runs', () => {
  it('is asked for in the list, and tells what differs: parameters, metrics, curves, matrices, durations', async () => {
    await using visited = await visit(
      browser,
      '/kubeflow/pipelines/runs?text=evaluation',
    );
    const { page } = visited;
    const names = ['evaluation before the release', 'evaluation, tried again'];
    for (const name of names) {
      // The box itself lies below what is seen of it.
      await page
        .getByRole('checkbox', { name: `Select ${name}` })
        .check({ force: true });
    }
    await page
      .getByRole('link', { name: /^Compare/ })
      .or(page.getByRole('button', { name: /^Compare/ }))
      .first()
      .click();
    await page.waitForURL(/compare\?.*run=.*run=/);
    await page.getByRole('heading', { name: 'Compare runs' }).waitFor();

    const table = (name: string) => page.getByRole('table', { name });
    const facts = table('Runs');
    await facts
      .getByRole('row', { name: /^Version.*v3-page.*v2-notify/ })
      .waitFor();
    // Neither was given any; both took the defaults of their pipeline.
    await table('Parameters')
      .getByRole('row', { name: /^tickets 500 by default 500 by default/ })
      .waitFor();
    const metrics = table('Metrics');
    const f1 = metrics.getByRole('row', { name: /^f1/ });
    await f1.getByText('higher is better').waitFor();
    const values = (await f1.getByRole('cell').allInnerTexts()).map(Number);
    expect(values).toHaveLength(2);
    expect(values.every(value => value > 0 && value < 1)).toBe(true);
    await page.getByRole('img', { name: /ROC/ }).waitFor();
    expect(
      await page.getByRole('table', { name: /rows are what it was/ }).count(),
    ).toBe(2);
    await table('Durations of tasks')
      .getByRole('row', { name: /^score-answers \d+s \d+s/ })
      .waitFor();

    await page
      .getByRole('switch', { name: 'Only differences' })
      .click({ force: true });
    await page.getByText('All parameters are the same.').waitFor();
    const { pathname, search } = new URL(page.url());
    await using shared = await visit(browser, pathname + search);
    await shared.page.getByText('All parameters are the same.').waitFor();
    expect([...visited.errors, ...shared.errors]).toEqual([]);
  });

  it('marks parameters that differ, and draws metrics as bars and what was logged by step as curves', async () => {
    const ids = (await runsNamed(/^detector #[124]$/)).slice(0, 3);
    expect(ids).toHaveLength(3);
    await using visited = await visit(browser, '/kubeflow/pipelines/runs');
    const { page } = visited;
    // The sandbox logs no series, so the first run gets one on its way.
    await page.route(
      url => url.pathname.endsWith(`/pipelines/sandbox/runs/${ids[0]}`),
      async route => {
        const response = await route.fetch();
        const text = await response.text();
        await route.fulfill({
          response,
          body: text.replace(
            /"map50":/,
            '"loss_by_step": [[0, 0.9], [10, 0.5], [20, 0.25]], "map50":',
          ),
        });
      },
    );
    await page.goto(
      `/kubeflow/pipelines/compare?cluster=sandbox&${ids.map(id => `run=${id}`).join('&')}`,
    );
    const parameters = page.getByRole('table', { name: 'Parameters' });
    const epochs = parameters.getByRole('row', { name: /^epochs/ });
    await epochs.getByText('differs').waitFor();
    expect(new Set(await epochs.getByRole('cell').allInnerTexts()).size).toBe(
      3,
    );
    await parameters.getByRole('row', { name: /^backbone/ }).waitFor();
    await page
      .getByRole('switch', { name: 'Only differences' })
      .click({ force: true });
    await parameters
      .getByRole('row', { name: /^backbone/ })
      .waitFor({ state: 'detached' });
    await epochs.waitFor();
    await page
      .getByRole('img', { name: 'map50 of evaluate › metrics for each run' })
      .waitFor();
    const curves = page.getByRole('region', { name: 'Curves' });
    await curves
      .getByRole('img', { name: /^loss_by_step of evaluate/ })
      .waitFor();
    await curves.getByText(/^No series in /).waitFor();
    expect(visited.errors).toEqual([]);
  });

  it('holds ten runs, says which it leaves out, and lets them be taken out', async () => {
    const ids = (await runsNamed(/^(?:detector|driftof)/)).slice(0, 11);
    expect(ids).toHaveLength(11);
    await using visited = await visit(
      browser,
      `/kubeflow/pipelines/compare?cluster=sandbox&${ids.map(id => `run=${id}`).join('&')}`,
    );
    const { page } = visited;
    await page
      .getByText('1 run is left out: 10 runs can be compared at once')
      .waitFor();
    const facts = page.getByRole('table', { name: 'Runs' });
    await facts.getByRole('columnheader').nth(10).waitFor();
    expect(await facts.getByRole('columnheader').count()).toBe(11);
    await page
      .getByRole('button', { name: /^Take .* out of the comparison$/ })
      .first()
      .click();
    // The eleventh takes its place.
    await page.getByText(/is left out/).waitFor({ state: 'detached' });
    await facts.getByRole('columnheader').nth(10).waitFor();
    expect(new URL(page.url()).searchParams.getAll('run')).toEqual(
      ids.slice(1),
    );
    expect(visited.errors).toEqual([]);
  });
});
