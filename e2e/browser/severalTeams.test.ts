import {
  startSandbox,
  type ApiObject,
  type Sandbox,
} from '@kubeflow-portal/sandbox';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBuiltPortal } from '../portal/startBuiltPortal';
import { launchChromium } from './chromium';
import { trainJob } from './clusterClient';
import { compiledYaml } from './compiled';
import { visit } from './visit';

const account = (name: string) =>
  `system:serviceaccount:kubeflow-portal:${name}`;

/** Alice, of team-vision, signs in; the Pipelines API is told so. */
const config = `
auth:
  providers:
    guest:
      userEntityRef: user:default/alice
kubeflow:
  clusters:
    sandbox:
      serviceAccountToken: \${KUBEFLOW_SANDBOX_ACTING_TOKEN}
      pipelines:
        identity:
          type: header
          userIdFrom: name
`;

let resources: AsyncDisposableStack;
let sandbox: Sandbox;
let browser: Browser;
let baseURL: string;

beforeAll(async () => {
  resources = new AsyncDisposableStack();
  sandbox = resources.use(
    await startSandbox({
      pipelines: { multiUser: true, tasks: 'tasks' },
      simulation: {},
      logLimit: 110_000,
    }),
  );
  const folder = await mkdtemp(join(tmpdir(), 'kubeflow-portal-'));
  resources.defer(() => rm(folder, { recursive: true }));
  const file = join(folder, 'app-config.teams.yaml');
  await writeFile(file, config);
  vi.stubEnv('KUBEFLOW_SANDBOX_URL', sandbox.url);
  vi.stubEnv('KUBEFLOW_SANDBOX_TOKEN', sandbox.token(account('portal')));
  vi.stubEnv('KUBEFLOW_SANDBOX_CA_DATA', sandbox.caData);
  vi.stubEnv(
    'KUBEFLOW_SANDBOX_ACTING_TOKEN',
    sandbox.token(account('portal-acting')),
  );
  const portal = resources.use(
    await startBuiltPortal({ config: ['app-config.yaml', file] }),
  );
  baseURL = portal.url;
  browser = await launchChromium();
  resources.defer(() => browser.close());
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await resources?.disposeAsync();
});

describe('a Pipelines server of several teams', () => {
  it('is asked for a namespace, shows its team what is theirs, and says why others see nothing', async () => {
    await using visited = await visit(browser, '/kubeflow/pipelines/runs', {
      baseURL,
    });
    const { page } = visited;
    await page.getByRole('heading', { name: 'Choose a namespace' }).waitFor();
    const choose = async (namespace: string) => {
      const field = page.getByRole('combobox', { name: 'Namespace' });
      await field.fill(namespace);
      await field.press('Enter');
      await page.waitForURL(new RegExp(`namespace=${namespace}`));
    };
    await choose('team-vision');
    const runs = page.getByRole('table', { name: 'Runs' });
    await runs
      .getByRole('link', { name: 'detector, memory of the evaluation' })
      .waitFor();
    await choose('team-language');
    const alert = page.getByRole('alert').first();
    await alert
      .getByText(
        /None of the permissions of the portal is missing.*the people who run the cluster/,
      )
      .waitFor();
    expect(await alert.innerText()).toContain("'alice' is not authorized");
    expect(visited.errors).toEqual([]);
  });

  it('has pipelines of a namespace and of all, and either can be run', async () => {
    await using visited = await visit(
      browser,
      '/kubeflow/pipelines/pipelines?namespace=team-vision',
      { baseURL },
    );
    const { page } = visited;
    await page.getByRole('radio', { name: 'Of team-vision' }).click();
    const table = page.getByRole('table', { name: 'Pipelines' });
    await table.getByRole('link', { name: 'defect-detection' }).waitFor();
    expect(await table.innerText()).not.toContain('support-finetune');

    await page.getByRole('button', { name: 'Upload pipeline' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel(/^Compiled pipeline/)
      .fill(compiledYaml('sequential'));
    await dialog.getByRole('textbox', { name: /^Name/ }).fill('of-our-team');
    await dialog.getByRole('button', { name: 'Upload' }).click();
    await page.getByRole('heading', { name: 'of-our-team' }).waitFor();
    await page.getByRole('link', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Start the run' }).click();
    await page.waitForURL(/pipelines\/runs\/sandbox\/.*namespace=team-vision/);
    await page.getByText('Succeeded').first().waitFor({ timeout: 90_000 });
    expect(visited.errors).toEqual([]);
  });
});

describe('a log of 100,000 lines', () => {
  it('keeps to what is seen, is searched, and leaves the run before a restart to be read', async () => {
    const name = 'browser-long-log';
    sandbox.cluster.create(
      trainJob(name, {
        spec: { trainer: { image: 'registry.example.com/vision/train:1' } },
      }) as ApiObject,
    );
    const pods = () =>
      sandbox.cluster.list(
        { group: '', version: 'v1', plural: 'pods' },
        { namespace: 'team-vision' },
      );
    const pod = await vi.waitFor(() => {
      const found = pods().find(
        each =>
          each.metadata.name?.startsWith(`${name}-node-0-0`) &&
          (each.status as { phase?: string }).phase === 'Running',
      );
      expect(found).toBeDefined();
      return { namespace: 'team-vision', name: found!.metadata.name! };
    }, 90_000);
    sandbox.cluster.appendLog(pod, 'node', ['the last words of before']);
    sandbox.cluster.restartContainer(pod, 'node');
    const id = { group: '', version: 'v1', plural: 'pods', ...pod };
    const { containerStatuses = [] } = (sandbox.cluster.get(id)?.status ??
      {}) as { containerStatuses?: Record<string, unknown>[] };
    sandbox.cluster.patchStatus(id, {
      containerStatuses: containerStatuses.map(each => ({
        ...each,
        restartCount: 1,
        lastState: { terminated: { reason: 'Error', exitCode: 1 } },
      })),
    });
    const lines = Array.from(
      { length: 100_000 },
      (_, index) => `step ${index} loss ${(1 / (index + 1)).toFixed(6)}`,
    );
    for (let at = 0; at < lines.length; at += 5_000) {
      sandbox.cluster.appendLog(pod, 'node', lines.slice(at, at + 5_000));
    }

    await using visited = await visit(
      browser,
      `/kubeflow/training/sandbox/team-vision/trainjob/${name}?tab=logs&pod=${pod.name}`,
      { baseURL },
    );
    const { page } = visited;
    const log = page.getByRole('log');
    await log.getByText(/^step 99999 /).waitFor({ timeout: 90_000 });
    const rows = () => log.getByRole('button', { name: /^Line / }).count();
    expect(await rows()).toBeLessThan(300);
    await log.evaluate(element =>
      element.scrollTo({ top: element.scrollHeight / 2 }),
    );
    await log
      .getByText(/^step (?:4|5)\d{4} /)
      .first()
      .waitFor();
    expect(await rows()).toBeLessThan(300);
    await log.focus();
    await page.keyboard.press('/');
    await page.keyboard.type('step 31415 ');
    await page.keyboard.press('Enter');
    await log.getByText(/^step 31415 /).waitFor();

    await page
      .getByRole('button', { name: 'Run before the last restart' })
      .click();
    await log.getByText('the last words of before').waitFor();
    expect(visited.errors).toEqual([]);
  });
});
