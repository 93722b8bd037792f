import { mkdtempSync } from 'node:fs';
import {
  copyFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describePipelinesClient } from '../../conformance/pipelines/clientSuite';
import { describePipelinesUsers } from '../../conformance/pipelines/usersSuite';
import { HttpPipelinesClient } from '@kubeflow-portal/plugin-kubeflow-node';
import type { ApiClient, Json } from '../apiClient';
import { ControlPlane } from '../controlPlane';
import { waitFor } from '../crds';
import { canHavePipelines, pipelinesBinaries } from './build';
import { recordedSteps, steadySteps } from './driveSteps';
import {
  compiledPipelines,
  compilePipelines,
  drive,
  kfpPython,
  runScript,
} from './kfpSdk';
import { allowPipelines, createPipelinesToken } from './multiUser';
import { openRealPipelines } from './openRealPipelines';
import { askPipelines } from './pipelinesApi';
import { pipelinesProxyPath } from './service';
import { startPipelines, type Pipelines } from './startPipelines';

const compiled = compiledPipelines;
const api = '/apis/v2beta1';
const files = mkdtempSync(join(tmpdir(), 'kubeflow-portal-kfp-'));
afterAll(() => rm(files, { recursive: true, force: true }));

describe('Kubeflow Pipelines', async () => {
  beforeAll(() => kfpPython());

  it('has an SDK that compiles the pipelines to what the fixtures are', async () => {
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

  it('has an SDK that reads every answer that was recorded, and loses nothing of it', async () => {
    const output = await runScript('readAnswers.py', [
      join(compiled, '..', 'api'),
    ]);
    const answers = output
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
    expect(answers.length).toBeGreaterThan(10);
    for (const { file, lost } of answers) {
      expect(lost, file).toEqual([]);
    }
  });

  // Where the servers cannot be had, it says so and why.
  if (!(await canHavePipelines())) {
    return;
  }

  describePipelinesClient(openRealPipelines);
  describePipelinesUsers(openRealPipelines);

  describe('of one user', () => {
    const own = new AsyncDisposableStack();
    let plane: ControlPlane;
    let admin: ApiClient;
    let pipelines: Pipelines;

    beforeAll(async () => {
      const binaries = await pipelinesBinaries();
      plane = own.use(await ControlPlane.start());
      admin = plane.client('admin');
      pipelines = own.use(await startPipelines(plane, binaries));
    });
    afterAll(() => own.disposeAsync());

    const ask = (method: string, path: string, body?: unknown) =>
      askPipelines(pipelines.url, method, `${api}${path}`, body);

    it('does all that the SDK asks for', async () => {
      const steps = await drive({ host: pipelines.url }, compiled);
      // What the sandbox is held against is still so.
      expect(steadySteps(steps)).toEqual(recordedSteps());
    });

    it('does so through the service proxy, asked with a token', async () => {
      const caFile = join(files, 'ca.pem');
      await writeFile(caFile, plane.endpoint.ca ?? '');
      const { token } = plane.user('admin');
      const steps = await drive(
        { host: `${plane.endpoint.url}${pipelinesProxyPath}`, caFile, token },
        await someCompiled(),
      );
      expect(steps.at(-1)).toMatchObject({ step: 'delete' });
    });

    it('says in its task details what Argo found', async () => {
      const run = await failedRun(ask);
      const tasks: Json[] = run.run_details.task_details;
      const failed = tasks.filter(({ state }) => state === 'FAILED');
      expect(failed.map(task => task.display_name)).toContain('work');
      // The reason is Argo's alone.
      expect(tasks.filter(({ error }) => error)).toEqual([]);
      const { items } = await admin.get(
        '/apis/argoproj.io/v1alpha1/namespaces/kubeflow/workflows',
        { labelSelector: `pipeline/runid=${run.run_id}` },
      );
      const { nodes } = items[0].status;
      const children = tasks.flatMap(task => task.child_tasks ?? []);
      expect(Object.keys(nodes)).toEqual(
        expect.arrayContaining(children.map(child => child.pod_name)),
      );
      expect(JSON.stringify(nodes)).toContain('main: Error (exit code 1)');

      // The details tell no names of pods; the client works them out.
      const client = await HttpPipelinesClient.create({
        cluster: 'real',
        config: { url: pipelines.url },
      });
      own.defer(() => client.close());
      const record = await client.getRun(run.run_id, {});
      const { pipelineId = '', versionId = '' } = record.run;
      const { spec } = await client.getVersion(pipelineId, versionId, {});
      const found = await client.listTasks(record, spec, {});
      const { items: pods } = await admin.get(
        '/api/v1/namespaces/kubeflow/pods',
        { labelSelector: `pipeline/runid=${run.run_id}` },
      );
      const names: string[] = pods.map((pod: Json) => pod.metadata.name);
      expect(found.flatMap(({ podNames }) => podNames).sort()).toEqual(
        names.filter(name => name.includes('-system-container-impl-')).sort(),
      );
    });
  });
  describe('of many users', () => {
    const own = new AsyncDisposableStack();
    const namespace = 'vision';
    let admin: ApiClient;
    let pipelines: Pipelines;

    beforeAll(async () => {
      const binaries = await pipelinesBinaries();
      const plane = own.use(await ControlPlane.start());
      admin = plane.client('admin');
      pipelines = own.use(
        await startPipelines(plane, binaries, { multiUser: true }),
      );
      await admin.create('/api/v1/namespaces', {
        metadata: { name: namespace },
      });
    });
    afterAll(() => own.disposeAsync());

    it('takes the token of a service account for its audience, and lets it do all in its namespace', async () => {
      const token = await createPipelinesToken(admin, namespace, 'trainer');
      const trainer = { serviceAccount: 'trainer', namespace };
      await allowPipelines(admin, trainer, namespace);
      const steps = await drive(
        { host: pipelines.url, namespace, token },
        await someCompiled(),
      );
      expect(steps[0]).toEqual({ step: 'health', multi_user: true });
      expect(steps.at(-1)).toMatchObject({ step: 'delete' });
    });

    it('shows runs only to those who may see them', async () => {
      await allowPipelines(admin, { user: 'alice' }, namespace);
      const status = async (headers: Record<string, string>) =>
        (
          await askPipelines(
            pipelines.url,
            'GET',
            `${api}/runs?namespace=${namespace}`,
            undefined,
            headers,
          )
        ).status;
      expect(await status({ 'kubeflow-userid': 'alice' })).toBe(200);
      expect(await status({ 'kubeflow-userid': 'bob' })).toBe(403);
      expect(await status({})).toBe(401);
      const path = `/api/v1/namespaces/${namespace}/serviceaccounts/trainer/token`;
      const forCluster = await admin.create(path, {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {},
      });
      const authorization = `Bearer ${forCluster.status.token}`;
      expect(await status({ authorization })).toBe(401);
    });
  });
});

/** A folder with only the pipelines that `drive.py` cannot do without. */
async function someCompiled(): Promise<string> {
  const folder = await mkdtemp(join(files, 'some-'));
  for (const name of [
    'enums',
    'exit-handler',
    'inputs',
    'loop',
    'parallel',
    'sequential',
  ]) {
    const file = `${name}.yaml`;
    await copyFile(join(compiled, file), join(folder, file));
  }
  return folder;
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
    const tasks: Json[] = run.run_details?.task_details ?? [];
    // The tasks are told a moment after the run.
    return (
      run.state === 'FAILED' && tasks.every(({ state }) => state !== 'RUNNING')
    );
  });
  return run;
}
