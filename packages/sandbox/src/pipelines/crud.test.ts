import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { startSandbox, type Sandbox } from '../startSandbox';
import { ask, PipelinesApi, type Answer } from './testing/apiClient';
import { recorded } from './testing/liveSandbox';
import { aPipeline } from './testing/specs';

let sandbox: Sandbox;
let api: PipelinesApi;

beforeAll(async () => {
  sandbox = await startSandbox();
  api = new PipelinesApi(sandbox);
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
});

let number = 0;
/** A name that nothing else has. */
function fresh(name = 'thing'): string {
  number += 1;
  return `${name}-${number}`;
}

function ok(answer: Answer) {
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return answer.body;
}

async function upload(name = fresh('pipeline'), spec = aPipeline()) {
  return ok(
    await api.upload(
      `/pipelines/upload?name=${name}`,
      'pipeline.yaml',
      stringify(spec),
    ),
  );
}

async function experiment(name = fresh('experiment')) {
  return ok(await api.post('/experiments', { display_name: name }));
}

function refusal(code: number, message: unknown) {
  return expect.objectContaining({
    code,
    message: expect.any(String),
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.Status',
        code,
        message,
      },
    ],
  });
}

describe('pipelines and versions', () => {
  it('are uploaded, read, changed, listed and deleted', async () => {
    const uploaded = ok(
      await api.upload(
        `/pipelines/upload?${new URLSearchParams({
          name: 'defects',
          display_name: 'Defects ✓',
          description: 'Finds defects',
          tags: JSON.stringify({ team: 'vision' }),
        })}`,
        'pipeline.yaml',
        stringify(aPipeline()),
      ),
    );
    expect(uploaded).toEqual({
      pipeline_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'defects',
      display_name: 'Defects ✓',
      description: 'Finds defects',
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      tags: { team: 'vision' },
    });
    const { pipeline_id: id } = uploaded;
    expect(ok(await api.get(`/pipelines/${id}`))).toEqual(uploaded);
    expect(ok(await api.get('/pipelines/names/defects'))).toEqual(uploaded);
    const tagged = await api.get('/pipelines', {
      filter: {
        predicates: [
          { operation: 'EQUALS', key: 'tags.team', string_value: 'vision' },
        ],
      },
    });
    expect(ok(tagged)).toEqual({ pipelines: [uploaded], total_size: 1 });

    const platformSpec = {
      platforms: {
        kubernetes: { deploymentSpec: { executors: { 'exec-train': {} } } },
      },
    };
    const version = ok(
      await api.upload(
        `/pipelines/upload_version?pipelineid=${id}&name=second`,
        'p.yml',
        `${stringify(aPipeline())}\n---\n${stringify(platformSpec)}`,
      ),
    );
    expect(version).toMatchObject({
      pipeline_id: id,
      name: 'second',
      display_name: 'second',
      // Wrapped, where there is a platform part.
      pipeline_spec: {
        pipeline_spec: aPipeline(),
        platform_spec: platformSpec,
      },
    });
    const versions = `/pipelines/${id}/versions`;
    const listed = ok(await api.get(versions, { sort_by: 'name' }));
    expect(listed.total_size).toBe(2);
    expect(listed.pipeline_versions[0].pipeline_spec).toEqual(aPipeline());
    const second = `${versions}/${version.pipeline_version_id}`;
    const renamed = await api.call(second, {
      method: 'PATCH',
      body: { display_name: 'Second', tags: { stage: 'try' } },
    });
    expect(ok(renamed)).toMatchObject({
      name: 'second',
      display_name: 'Second',
      tags: { stage: 'try' },
    });
    const untagged = await api.call(`/pipelines/${id}`, {
      method: 'PATCH',
      body: { tags: {} },
    });
    expect(ok(untagged).tags).toBeUndefined();

    const kept = await api.call(`/pipelines/${id}`, { method: 'DELETE' });
    expect(kept.status).toBe(400);
    expect(kept.body).toEqual(
      refusal(
        3,
        expect.stringMatching(/has existing pipeline versions.*cascade=true/),
      ),
    );
    expect(ok(await api.call(second, { method: 'DELETE' }))).toEqual({});
    const gone = await api.call(`/pipelines/${id}?cascade=true`, {
      method: 'DELETE',
    });
    expect(ok(gone)).toEqual({});
    expect((await api.get(versions)).status).toBe(404);
    const missing = await api.get(`/pipelines/${id}`);
    expect(missing.status).toBe(404);
    expect(missing.body).toEqual(refusal(5, `Pipeline ${id} not found`));
  });

  it('come in archives too', async () => {
    const yaml = Buffer.from(stringify(aPipeline()));
    const header = Buffer.alloc(512);
    header.write('pipeline.yaml');
    header.write(`${yaml.length.toString(8).padStart(11, '0')} `, 124);
    header.write('0', 156);
    const padding = Buffer.alloc(512 - (yaml.length % 512));
    const tar = Buffer.concat([header, yaml, padding, Buffer.alloc(1024)]);
    const name = fresh('archived');
    const answer = await api.upload(
      `/pipelines/upload?name=${name}`,
      'p.tar.gz',
      gzipSync(tar),
    );
    expect(ok(answer).name).toBe(name);
  });

  it.each([
    ['no YAML', 'root: [1, 2\n', /failed to parse pipeline spec YAML: yaml: /],
    ['something else', 'just: some\nyaml: 1\n', 'unknown template format'],
    [
      'an unknown schema',
      stringify({ ...aPipeline(), schemaVersion: '9.9' }),
      'KFP only supports schema version 2.1.0, but the pipeline spec has version 9.9',
    ],
    [
      'a field that the schema does not have',
      stringify({ ...aPipeline(), rot: {} }),
      'unknown template format',
    ],
    [
      'a name that the server does not take',
      stringify(aPipeline('Two Steps')),
      /must contain only lowercase/,
    ],
  ])('refuse %s, and say why', async (_, text, message) => {
    const answer = await api.upload(
      `/pipelines/upload?name=${fresh('bad')}`,
      'pipeline.yaml',
      text,
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error_message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  it('take an empty file for a failure of their own', async () => {
    const path = `/pipelines/upload?name=${fresh('empty')}`;
    const answer = await api.upload(path, 'pipeline.yaml', '');
    const real = recorded('pipeline-upload-empty');
    expect(answer.status).toBe(real.status);
    expect(answer.body.error_message).toBe(real.body.error_message);
  });

  it('refuse files of other kinds, names that are taken, versions of nothing', async () => {
    const taken = await upload();
    const again = await api.upload(
      `/pipelines/upload?name=${taken.name}`,
      'pipeline.yaml',
      stringify(aPipeline()),
    );
    expect([again.status, again.body.error_message]).toEqual([
      409,
      'Failed to create a pipeline and a pipeline version',
    ]);
    const binary = await api.upload('/pipelines/upload', 'p.bin', 'MZ');
    expect([binary.status, binary.body.error_message]).toEqual([
      400,
      'Failed to read a pipeline spec file',
    ]);
    const orphan = await api.upload(
      '/pipelines/upload_version?pipelineid=nothing',
      'p.yaml',
      stringify(aPipeline()),
    );
    expect([orphan.status, orphan.body.error_message]).toEqual([
      400,
      'Failed to create a pipeline version',
    ]);
    // Only some hosts are fetched from.
    const fetched = await api.post('/pipelines/create', {
      pipeline: { display_name: fresh() },
      pipeline_version: {
        package_url: { pipeline_url: 'http://169.254.169.254/latest' },
      },
    });
    expect(fetched.body).toEqual(refusal(3, 'Pipeline URL validation failed'));
    const misspelt = await api.post('/pipelines', { dispaly_name: 'x' });
    expect([misspelt.status, misspelt.body.message]).toEqual([
      400,
      'proto: unknown field "dispaly_name"',
    ]);
  });
});

describe('runs', () => {
  it('name the version that they run, show no spec, and own a Workflow', async () => {
    const { pipeline_id: pipelineId } = await upload();
    const { experiment_id: experimentId } = await experiment();
    const run = ok(
      await api.post('/runs', {
        display_name: 'first',
        experiment_id: experimentId,
        pipeline_version_reference: { pipeline_id: pipelineId },
        runtime_config: { parameters: { label: 'a', depth: 50 } },
      }),
    );
    const [version] = ok(
      await api.get(`/pipelines/${pipelineId}/versions`),
    ).pipeline_versions;
    expect(run).toEqual({
      experiment_id: experimentId,
      run_id: expect.any(String),
      display_name: 'first',
      storage_state: 'AVAILABLE',
      pipeline_version_reference: {
        pipeline_id: pipelineId,
        pipeline_version_id: version.pipeline_version_id,
      },
      runtime_config: { parameters: { label: 'a', depth: 50 } },
      service_account: 'pipeline-runner',
      created_at: expect.any(String),
      scheduled_at: run.created_at,
      finished_at: '1970-01-01T00:00:00Z',
      state: 'PENDING',
      state_history: [{ state: 'PENDING', update_time: run.created_at }],
    });
    const [workflow] = sandbox.cluster.list(
      { group: 'argoproj.io', version: 'v1alpha1', plural: 'workflows' },
      { labelSelector: `pipeline/runid=${run.run_id}` },
    );
    expect(workflow.metadata).toMatchObject({
      namespace: 'kubeflow',
      annotations: { 'pipelines.kubeflow.org/run_name': 'first' },
    });
    const seen = ok(await api.get(`/experiments/${experimentId}`));
    expect(seen.last_run_created_at).toBe(run.created_at);
  });

  it('follow their Workflow, with the traps that the real server sets', async () => {
    const run = ok(
      await api.post('/runs', {
        display_name: 'inline',
        pipeline_spec: aPipeline(),
        runtime_config: { parameters: { label: 'b' } },
      }),
    );
    expect(run.pipeline_spec).toEqual(aPipeline());
    const workflows = {
      group: 'argoproj.io',
      version: 'v1alpha1',
      plural: 'workflows',
    };
    const [workflow] = sandbox.cluster.list(workflows, {
      labelSelector: `pipeline/runid=${run.run_id}`,
    });
    const { name, namespace } = workflow.metadata;
    const node = (id: string, more: object) => ({
      id,
      name: `${name}.${id}`,
      displayName: id,
      type: 'Pod',
      templateName: 'system-container-impl',
      startedAt: '2026-11-01T10:00:05Z',
      finishedAt: null,
      ...more,
    });
    sandbox.cluster.patchStatus(
      { ...workflows, namespace, name },
      {
        phase: 'Running',
        startedAt: '2026-11-01T10:00:00Z',
        nodes: {
          [name]: node(name, {
            name,
            type: 'DAG',
            phase: 'Running',
            children: [`${name}-11`],
          }),
          [`${name}-11`]: node(`${name}-11`, {
            phase: 'Succeeded',
            finishedAt: '2026-11-01T10:01:00Z',
          }),
          [`${name}-12`]: node(`${name}-12`, { phase: 'Omitted' }),
        },
      },
    );
    const running = ok(await api.get(`/runs/${run.run_id}`));
    expect(running.state).toBe('RUNNING');
    const [dag, pod, omitted] = running.run_details.task_details;
    expect(dag).toMatchObject({
      display_name: name,
      state: 'RUNNING',
      // Go's zero time, for a node that has not ended.
      end_time: '0001-01-01T00:00:00Z',
      child_tasks: [{ pod_name: `${name}-11` }],
    });
    expect(pod).toMatchObject({
      state: 'SUCCEEDED',
      end_time: '2026-11-01T10:01:00Z',
    });
    for (const absent of [
      'pod_name',
      'error',
      'parent_task_id',
      'executor_detail',
    ]) {
      expect(pod).not.toHaveProperty(absent);
    }
    // A phase that the server does not know is the default of its enum, and defaults are left out.
    expect(omitted).not.toHaveProperty('state');

    sandbox.cluster.patchStatus(
      { ...workflows, namespace, name },
      { phase: 'Failed', finishedAt: '2026-11-01T10:02:00Z' },
    );
    const failed = ok(await api.get(`/runs/${run.run_id}`));
    expect(failed).toMatchObject({
      state: 'FAILED',
      finished_at: '2026-11-01T10:02:00Z',
    });
    expect(failed.state_history.map(({ state }) => String(state))).toEqual([
      'PENDING',
      'RUNNING',
      'FAILED',
    ]);
    const label = () =>
      sandbox.cluster.get({ ...workflows, namespace, name: String(name) })
        ?.metadata.labels?.['pipeline/persistedFinalState'];
    expect(label()).toBe('true');

    ok(await api.post(`/runs/${run.run_id}:retry`));
    expect(ok(await api.get(`/runs/${run.run_id}`))).toMatchObject({
      state: 'RUNNING',
      finished_at: '1970-01-01T00:00:00Z',
    });
    expect(label()).toBeUndefined();
    ok(await api.post(`/runs/${run.run_id}:terminate`));
    const cancelled = ok(await api.get(`/runs/${run.run_id}`));
    expect(cancelled.state).toBe('CANCELING');
    const again = await api.post(`/runs/${run.run_id}:terminate`);
    expect(again.status).toBe(400);
    ok(await api.call(`/runs/${run.run_id}`, { method: 'DELETE' }));
    expect(
      sandbox.cluster.get({ ...workflows, namespace, name }),
    ).toBeUndefined();
  });

  it.each([
    [
      {},
      'parameter label is not optional, yet has neither default value nor user provided value',
    ],
    [{ label: 3 }, /parameter label requires type string/],
    [
      { label: 'a', rows: '3' },
      /parameter rows requires type double or integer/,
    ],
    [
      { label: 'a', depth: 19 },
      /"depth" value number_value:19 does not match any of the allowed/,
    ],
    [{ label: 'a', colour: 'red' }, /not required by pipeline: colour/],
  ])('refuse the parameters %j', async (parameters, message) => {
    const answer = await api.post('/runs', {
      display_name: 'x',
      pipeline_spec: aPipeline(),
      runtime_config: { parameters },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      refusal(
        3,
        typeof message === 'string' ? message : expect.stringMatching(message),
      ),
    );
  });

  it('of what is not there fail as the server fails: with 500 where it takes the blame', async () => {
    const start = (more: object) =>
      api.post('/runs', { display_name: 'x', ...more });
    const gone = await start({
      pipeline_version_reference: {
        pipeline_id: 'gone',
        pipeline_version_id: 'gone',
      },
    });
    expect([gone.status, gone.body.code]).toEqual([500, 13]);
    expect(gone.body.message).toMatch(/PipelineVersion gone not found/);
    const homeless = await start({
      experiment_id: 'gone',
      pipeline_spec: aPipeline(),
    });
    expect(homeless.status).toBe(404);
    expect(homeless.body).toEqual(refusal(5, 'Experiment gone not found'));
    const nameless = await api.post('/runs', { pipeline_spec: aPipeline() });
    expect(nameless.status).toBe(500);
    for (const verb of ['archive', 'unarchive', 'terminate', 'retry']) {
      expect((await api.post(`/runs/gone:${verb}`)).status).toBe(404);
    }
  });

  it('are archived, restored, and archived along with their experiment', async () => {
    const { experiment_id: experimentId } = await experiment();
    const run = ok(
      await api.post('/runs', {
        display_name: 'x',
        experiment_id: experimentId,
        pipeline_spec: aPipeline(),
        runtime_config: { parameters: { label: 'x' } },
      }),
    );
    const storage = async () =>
      String(ok(await api.get(`/runs/${run.run_id}`)).storage_state);
    ok(await api.post(`/runs/${run.run_id}:archive`));
    expect(await storage()).toBe('ARCHIVED');
    ok(await api.post(`/runs/${run.run_id}:unarchive`));
    expect(await storage()).toBe('AVAILABLE');
    ok(await api.post(`/experiments/${experimentId}:archive`));
    expect(await storage()).toBe('ARCHIVED');
    const early = await api.post(`/runs/${run.run_id}:unarchive`);
    expect([early.status, early.body.code]).toEqual([400, 9]);
    ok(await api.post(`/experiments/${experimentId}:unarchive`));
    expect(await storage()).toBe('ARCHIVED');
    ok(await api.call(`/experiments/${experimentId}`, { method: 'DELETE' }));
    const twice = await experiment();
    const same = await api.post('/experiments', {
      display_name: twice.display_name,
    });
    expect([same.status, same.body.code]).toEqual([409, 6]);
    const [standard] = ok(
      await api.get('/experiments', {
        filter: {
          predicates: [
            { operation: 'EQUALS', key: 'name', string_value: 'Default' },
          ],
        },
      }),
    ).experiments;
    const kept = await api.call(`/experiments/${standard.experiment_id}`, {
      method: 'DELETE',
    });
    expect([kept.status, kept.body.code]).toEqual([409, 10]);
  });
});

describe('recurring runs', () => {
  it('are made, stopped, started and deleted, with a ScheduledWorkflow each', async () => {
    const { pipeline_id: pipelineId } = await upload();
    const made = ok(
      await api.post('/recurringruns', {
        display_name: 'Nightly ✓ run',
        pipeline_version_reference: { pipeline_id: pipelineId },
        runtime_config: { parameters: { label: 'n' } },
        max_concurrency: '2',
        mode: 'ENABLE',
        trigger: {
          periodic_schedule: {
            interval_second: '3600',
            start_time: '2026-01-01T00:00:00Z',
          },
        },
      }),
    );
    expect(made).toMatchObject({
      // The latest version, looked up at each start.
      pipeline_version_reference: { pipeline_id: pipelineId },
      max_concurrency: '2',
      mode: 'ENABLE',
      status: 'ENABLED',
      namespace: 'kubeflow',
      trigger: {
        periodic_schedule: {
          interval_second: '3600',
          start_time: '2026-01-01T00:00:00Z',
        },
      },
    });
    const path = `/recurringruns/${made.recurring_run_id}`;
    const scheduled = () =>
      sandbox.cluster
        .list({
          group: 'kubeflow.org',
          version: 'v1beta1',
          plural: 'scheduledworkflows',
        })
        .find(({ metadata }) => metadata.uid === made.recurring_run_id);
    expect(scheduled()?.spec).toMatchObject({ enabled: true });
    ok(await api.post(`${path}:disable`));
    expect(ok(await api.get(path))).toMatchObject({
      mode: 'DISABLE',
      status: 'DISABLED',
    });
    expect(scheduled()?.spec).toMatchObject({ enabled: false });
    ok(await api.post(`${path}:enable`));
    const listed = ok(await api.get('/recurringruns'));
    expect(listed.recurringRuns.map(one => String(one.status))).toEqual([
      'ENABLED',
    ]);
    ok(await api.call(path, { method: 'DELETE' }));
    expect(scheduled()).toBeUndefined();
    expect(ok(await api.get('/recurringruns'))).toEqual({});
  });

  it.each([
    [{ max_concurrency: '11' }, /at least 1 and at most 10. Received 11/],
    [
      { trigger: { cron_schedule: { cron: 'every full moon' } } },
      /Expected 5 to 6 fields, found 3/,
    ],
    [
      { trigger: { cron_schedule: { cron: '0 0 61 * * *' } } },
      /End of range \(61\) above maximum/,
    ],
    [{ trigger: { periodic_schedule: {} } }, /at interval to least 1 second/],
  ])('refuse %j', async (wrong, message) => {
    const answer = await api.post('/recurringruns', {
      display_name: 'x',
      pipeline_spec: aPipeline(),
      runtime_config: { parameters: { label: 'n' } },
      max_concurrency: '1',
      ...wrong,
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(3, expect.stringMatching(message)));
  });
});

describe('what is not the API', () => {
  it('is refused as gateway and router refuse it', async () => {
    expect(await api.get('/nothing')).toMatchObject({
      status: 404,
      body: { code: 5, message: 'Not Found' },
    });
    expect(await api.get('/artifacts')).toMatchObject({ status: 404 });
    const verb = await api.call('/runs', { method: 'PUT' });
    expect(verb).toMatchObject({
      status: 501,
      body: { code: 12, message: 'Method Not Allowed' },
    });
    const outside = await ask(`${sandbox.pipelinesUrl}/favicon.ico`);
    expect(outside).toMatchObject({
      status: 404,
      body: '404 page not found\n',
    });
    expect(ok(await api.get('/healthz'))).toMatchObject({
      multi_user: false,
      pipeline_store: 'database',
    });
    // 200, and an error in what looks like a log.
    const log = await api.get('/apis/v1alpha1/runs/gone/nodes/pod/log');
    expect(log.status).toBe(200);
    expect(log.body.error_message).toMatch(/Run gone not found/);
  });
});
