import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('the actions', () => {
  it('are told of where templates are written, and a template lists runs and learns why one failed', async () => {
    await using visited = await visit(browser, '/create');
    const { page } = visited;
    const asked = page.waitForRequest(
      request =>
        request.url().includes('/api/scaffolder/') &&
        request.headers().authorization !== undefined,
    );
    await page.goto('/create/actions');
    for (const action of [
      'list-runs',
      'get-run',
      'run-pipeline',
      'explain-failed-run',
      'retry-run',
      'terminate-run',
    ]) {
      await page
        .getByRole('row', { name: new RegExp(`^kubeflow:${action} `) })
        .waitFor();
    }
    // As the editor of templates tries one out.
    const { authorization } = (await asked).headers();
    const tried = await page.request.post('/api/scaffolder/v2/dry-run', {
      headers: { authorization: authorization! },
      data: {
        template: {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          kind: 'Template',
          metadata: { name: 'why' },
          spec: {
            type: 'report',
            owner: 'guests',
            parameters: [],
            steps: [
              {
                id: 'list',
                action: 'kubeflow:list-runs',
                input: { state: ['failed'], text: 'memory of the evaluation' },
              },
              {
                id: 'why',
                action: 'kubeflow:explain-failed-run',
                input: { runId: '${{ steps.list.output.runs[0].id }}' },
              },
            ],
            output: {
              name: '${{ steps.list.output.runs[0].name }}',
              reason: '${{ steps.why.output.reasons[0].title }}',
              url: '${{ steps.why.output.url }}',
            },
          },
        },
        values: {},
        directoryContents: [],
      },
    });
    const { output } = (await tried.json()) as {
      output: Record<'name' | 'reason' | 'url', string>;
    };
    expect(output.name).toBe('detector, memory of the evaluation');
    expect(output.reason).toMatch(/more memory than its limit of 4Gi/);
    await page.goto(output.url);
    await page.getByRole('article', { name: output.name }).waitFor();
    expect(visited.errors).toEqual([]);
  });
});
