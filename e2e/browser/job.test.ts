import type { Browser } from 'playwright-core';
import { createObject, sandboxClient, trainJob } from './clusterClient';
import { launchChromium } from './chromium';
import { visit } from './visit';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('the page of a job', () => {
  it('says why it failed, with pods, events, conditions and manifest', async () => {
    await using visited = await visit(
      browser,
      '/kubeflow/training?state=failed&kind=trainjob',
    );
    const { page } = visited;
    const row = page
      .getByRole('table', { name: 'Training jobs' })
      .getByRole('rowgroup')
      .last()
      .getByRole('link')
      .first();
    await row.click();
    await page.waitForURL('**/kubeflow/training/sandbox/**');
    const name = decodeURIComponent(
      new URL(page.url()).pathname.split('/').pop()!,
    );
    await page.getByRole('heading', { name }).waitFor();
    await page.getByText('Failed', { exact: true }).first().waitFor();

    await page.getByRole('tab', { name: /Pods/ }).click();
    await page.waitForURL(/pods/);
    await page.getByRole('tab', { name: /Events/ }).click();
    await page.waitForURL(/events/);
    await page.getByRole('tab', { name: /Conditions/ }).click();
    await page.getByText('Failed').first().waitFor();
    await page.getByRole('tab', { name: 'YAML' }).click();
    await page.getByText('trainer.kubeflow.org/v1alpha1').first().waitFor();
    await page.getByText('Read-only, as the cluster has it.').waitFor();

    // The address of a tab can be shared.
    await using shared = await visit(
      browser,
      new URL(page.url()).pathname + new URL(page.url()).search,
    );
    await shared.page.getByText('Read-only, as the cluster has it.').waitFor();
    expect([...visited.errors, ...shared.errors]).toEqual([]);
  });

  it('shows the pods of a running job, and that it was deleted while somebody looked', async () => {
    const name = 'browser-watched-job';
    await using _created = await createObject(trainJob(name));
    await using visited = await visit(
      browser,
      `/kubeflow/training/sandbox/team-vision/trainjob/${name}?tab=pods`,
    );
    const { page } = visited;
    await page.getByRole('heading', { name }).waitFor();
    await page
      .getByText(`${name}-node-0-0`)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.getByText(`${name}-node-0-1`).first().waitFor();
    await sandboxClient().delete(trainJob(name));
    await page.getByText('This TrainJob has been deleted').waitFor();
    await page.getByRole('heading', { name }).waitFor();
  });

  it('shows hostile text as text', async () => {
    const name = 'browser-hostile-job';
    await using _created = await createObject({
      ...trainJob(name, {
        spec: { suspend: true, managedBy: 'kueue.x-k8s.io/multikueue' },
      }),
    });
    const script =
      '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>\u001b[31m\u202Egnp';
    const client = sandboxClient();
    const live = (await client.read(trainJob(name) as never)) as Record<
      string,
      unknown
    >;
    await client.patch(
      {
        ...live,
        metadata: {
          ...(live.metadata as object),
          annotations: { 'kubeflow.org/owner': '<b>group:default/x</b>' },
        },
      } as never,
      undefined,
      undefined,
      undefined,
      undefined,
      'application/merge-patch+json' as never,
    );
    await patchStatus(name, {
      conditions: [
        {
          type: 'Failed',
          status: 'True',
          reason: 'Hostile',
          message: script,
          lastTransitionTime: '2026-11-23T10:00:00Z',
        },
      ],
    });
    await using visited = await visit(
      browser,
      `/kubeflow/training/sandbox/team-vision/trainjob/${name}?tab=conditions`,
    );
    const { page } = visited;
    await page.getByText('<img src=x').first().waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.content()).not.toContain('\u202E');
    await page.goto(`/kubeflow/training?text=${name}`);
    await page.getByRole('row').filter({ hasText: name }).waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(visited.errors).toEqual([]);
  });

  it('says what is wrong with an address that leads nowhere', async () => {
    await using visited = await visit(
      browser,
      '/kubeflow/training/sandbox/team-vision/trainjob/never-was',
    );
    await visited.page.getByText('There is no such TrainJob').waitFor();
    await visited.page
      .getByText(/never-was/)
      .first()
      .waitFor();
    await visited.page.goto(
      '/kubeflow/training/nowhere/team-vision/trainjob/x',
    );
    await visited.page
      .getByText(/nowhere/)
      .first()
      .waitFor();
  });
});

/** The object API of the client cannot write to a subresource. */
async function patchStatus(name: string, status: object): Promise<void> {
  const { KubeConfig, CustomObjectsApi, setHeaderOptions } =
    await import('@kubernetes/client-node');
  const { inject } = await import('vitest');
  const config = new KubeConfig();
  config.loadFromFile(inject('kubeconfigFile'));
  await config
    .makeApiClient(CustomObjectsApi)
    .patchNamespacedCustomObjectStatus(
      {
        group: 'trainer.kubeflow.org',
        version: 'v1alpha1',
        namespace: 'team-vision',
        plural: 'trainjobs',
        name,
        body: { status },
      },
      setHeaderOptions('Content-Type', 'application/merge-patch+json'),
    );
}
