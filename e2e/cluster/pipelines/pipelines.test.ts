import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient, Json } from '../apiClient';
import { ControlPlane } from '../controlPlane';
import { waitFor } from '../crds';
import { canHavePipelines, pipelinesBinaries } from './build';
import { compilePipelines, drive, kfpPython, runScript } from './kfpSdk';
import { askPipelines } from './pipelinesApi';
import { pipelinesProxyPath } from './service';
import { startPipelines, type Pipelines } from './startPipelines';

const fixtures = fileURLToPath(
  new URL(
    '../../../plugins/kubeflow-common/src/pipelines/__fixtures__/',
    import.meta.url,
  ),
);
const compiled = join(fixtures, 'compiled');
const api = '/apis/v2beta1';
const resources = new AsyncDisposableStack();
const files = await mkdtemp(join(tmpdir(), 'kubeflow-portal-kfp-'));
resources.defer(() => rm(files, { recursive: true, force: true }));
afterAll(() => resources.disposeAsync());

describe('what the SDK makes', () => {
  beforeAll(() => kfpPython());

  it('is what the fixtures say', async () => {
    const target = join(files, 'compiled');
    await compilePipelines(target);
    const names = (await readdir(target)).sort();
    expect((await readdir(compiled)).sort()).toEqual(names);
    const read = async (folder: string, name: string) =>
      parseAllDocuments(await readFile(join(folder, name), 'utf8')).map(
        document => document.toJS(),
      );
    for (const name of names) {
      expect(await read(target, name), name).toEqual(
        await read(compiled, name),
      );
    }
  });

  it('reads every answer that was recorded, and loses nothing of it', async () => {
    const output = await runScript('readAnswers.py', [join(fixtures, 'api')]);
    const answers = output
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
    expect(answers.length).toBeGreaterThan(10);
    for (const { file, lost } of answers) {
      expect(lost, file).toEqual([]);
    }
  });
});

// Where the servers cannot be had, `canHavePipelines` says so and why.
if (await canHavePipelines()) {
  describe('Kubeflow Pipelines', () => {
    let plane: ControlPlane;
    let admin: ApiClient;
    let pipelines: Pipelines;

    beforeAll(async () => {
      const binaries = await pipelinesBinaries();
      plane = resources.use(await ControlPlane.start());
      admin = plane.client('admin');
      pipelines = resources.use(await startPipelines(plane, binaries));
    });

    const ask = (method: string, path: string, body?: unknown) =>
      askPipelines(pipelines.url, method, `${api}${path}`, body);

    it('does all that the SDK asks for', async () => {
      const steps = await drive({ host: pipelines.url }, compiled);
      const states = steps
        .filter(({ step }) => step === 'finished')
        .map(({ run, state }) => [run, state]);
      expect(Object.fromEntries(states)).toMatchObject({
        sequential: 'SUCCEEDED',
        nested: 'SUCCEEDED',
        loop: 'SUCCEEDED',
        failing: 'FAILED',
        inline: 'SUCCEEDED',
      });
      expect(steps.at(-1)).toMatchObject({ step: 'delete' });
    });

    it('does the same through the service proxy, asked by the SDK with a token', async () => {
      const caFile = join(files, 'ca.pem');
      await writeFile(caFile, plane.endpoint.ca ?? '');
      const { token } = plane.user('admin');
      const steps = await drive(
        { host: `${plane.endpoint.url}${pipelinesProxyPath}`, caFile, token },
        compiled,
      );
      expect(steps.at(-1)).toMatchObject({ step: 'delete' });
    });

    it('says in its task details what Argo found', async () => {
      const run = await failedRun(ask);
      const tasks: Json[] = run.run_details.task_details;
      const states = Object.groupBy(tasks, ({ state }) => state);
      expect(states.FAILED?.map(task => task.display_name)).toContain('work');
      // The reason is Argo's alone.
      expect(tasks.filter(({ error }) => error)).toEqual([]);
      const { items } = await admin.get(
        '/apis/argoproj.io/v1alpha1/namespaces/kubeflow/workflows',
        { labelSelector: `pipeline/runid=${run.run_id}` },
      );
      expect(JSON.stringify(items[0].status.nodes)).toContain(
        'main: Error (exit code 1)',
      );
    });
  });
}

/** A run of `exit-handler` that has failed. */
async function failedRun(
  ask: (method: string, path: string, body?: unknown) => Promise<Json>,
): Promise<Json> {
  const form = new FormData();
  const text = await readFile(join(compiled, 'exit-handler.yaml'));
  form.set('uploadfile', new Blob([text]), 'exit-handler.yaml');
  const { pipeline_id } = (
    await ask('POST', '/pipelines/upload?name=failing', form)
  ).body;
  const { pipeline_versions } = (
    await ask('GET', `/pipelines/${pipeline_id}/versions`)
  ).body;
  const [{ pipeline_version_id }] = pipeline_versions;
  const { run_id } = (
    await ask('POST', '/runs', {
      display_name: 'failing',
      pipeline_version_reference: { pipeline_id, pipeline_version_id },
      runtime_config: { parameters: { fail: true } },
    })
  ).body;
  let run: Json;
  await waitFor('the run to fail', async () => {
    run = (await ask('GET', `/runs/${run_id}`)).body;
    return run.state === 'FAILED';
  });
  return run;
}
