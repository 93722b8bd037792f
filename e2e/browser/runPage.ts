import type { Browser, Page } from 'playwright-core';
import { visit, type Visit } from './visit';

/** Finds a run by its name in the list, and goes to its page. */
export async function visitRun(browser: Browser, name: string): Promise<Visit> {
  const visited = await visit(
    browser,
    `/kubeflow/pipelines/runs?text=${encodeURIComponent(name)}`,
  );
  await visited.page
    .getByRole('table', { name: 'Runs' })
    .getByRole('link', { name, exact: true })
    .first()
    .click();
  await runPage(visited.page, name).header.waitFor();
  return visited;
}

/** The parts of a run's page. */
export function runPage(page: Page, name: string) {
  const article = page.getByRole('article', { name, exact: true });
  const part = (tab: string) => ({
    open: async () => {
      await article
        .getByRole('tablist', { name: 'Parts of this run' })
        .getByRole('tab', { name: tab, exact: true })
        .click();
    },
    panel: article.getByRole('tabpanel', { name: tab, exact: true }).first(),
  });
  return {
    article,
    header: article.locator('header').first(),
    /** A part of the run, by the name of its tab. */
    part,
    /** A task of the graph: `train, Container, Running`. */
    task: (label: RegExp) =>
      article.getByRole('application').getByRole('group', { name: label }),
    /** What is told of one task beside the graph. */
    panel: (task: string) => {
      const panel = page.getByRole('complementary', { name: `Task ${task}` });
      return {
        panel,
        open: (tab: string) =>
          panel.getByRole('tab', { name: tab, exact: true }).click(),
      };
    },
  };
}
