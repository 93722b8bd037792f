import { at, records } from '../simulation/kernel';
import type { JsonValue } from './testing/apiClient';
import { LiveSandbox } from './testing/liveSandbox';
import { readObject } from './testing/readObject';

let live: LiveSandbox;
/** A run of the pipeline that gives every type of artifact. */
let runId: string;

beforeAll(async () => {
  live = await LiveSandbox.start({ pipelines: { tasks: 'tasks' } });
  runId = await live.run(await live.upload('artifacts'));
  await live.ended(runId);
});

afterAll(async () => {
  expect(live.errors).toEqual([]);
  await live[Symbol.asyncDispose]();
});

async function artifact(type: string): Promise<JsonValue> {
  const { body } = await live.api.get('/artifacts', { page_size: '200' });
  return body.artifacts.find(one => one.type === type)!;
}

function objectOf(uri: unknown): string {
  expect(uri).toMatch(
    /^minio:\/\/mlpipeline\/v2\/artifacts\/artifacts\/[0-9a-f-]{36}\/[a-z-]+\/[0-9a-f-]{36}\/[a-z_-]+$/,
  );
  return `/${String(uri).slice('minio://'.length)}`;
}

function read(
  path: string,
  more: Partial<Parameters<typeof readObject>[2]> = {},
) {
  return readObject(live.sandbox.objectStore, path, { at: live.now, ...more });
}

describe('artifacts', () => {
  it('have a type, an address and what is known of them', async () => {
    const { body } = await live.api.get('/artifacts', { page_size: '200' });
    expect(new Set(body.artifacts.map(({ type }) => type))).toEqual(
      new Set([
        'Artifact',
        'ClassificationMetric',
        'Dataset',
        'HTML',
        'Markdown',
        'Metric',
        'Model',
        'SlicedClassificationMetric',
      ]),
    );
    const numbers = body.artifacts.filter(({ type }) => type === 'Metric');
    expect(
      numbers.map(({ name, number_value }) => [name, typeof number_value]),
    ).toEqual(
      expect.arrayContaining([
        ['accuracy', 'number'],
        ['loss', 'number'],
      ]),
    );
    const { metadata } = await artifact('ClassificationMetric');
    expect(metadata.confusionMatrix).toMatchObject({
      annotationSpecs: expect.arrayContaining([
        { displayName: expect.any(String) },
      ]),
    });
    const { rows } = metadata.confusionMatrix;
    expect(rows).toHaveLength(metadata.confusionMatrix.annotationSpecs.length);
    const recalls = metadata.confidenceMetrics.map(({ recall }) => recall);
    expect(recalls).toEqual([...recalls].sort());
  });

  it('are found one by one, and by the tasks that made them', async () => {
    const model = await artifact('Model');
    const one = await live.api.get(`/artifacts/${model.artifact_id}`);
    expect(one).toMatchObject({ status: 200, body: model });
    const { body } = await live.api.get('/artifact_tasks', {
      artifact_ids: String(model.artifact_id),
    });
    expect(body.artifact_tasks.map(({ type }) => type).sort()).toEqual(
      expect.arrayContaining(['OUTPUT', 'TASK_OUTPUT_INPUT']),
    );
    const missing = await live.api.get('/artifacts/nothing');
    expect(missing.status).toBe(404);
  });

  it('are read from the object store, whole or in part, with the keys alone', async () => {
    const { uri } = await artifact('Markdown');
    const path = objectOf(uri);
    const whole = await read(path);
    expect([whole.status, whole.text.slice(0, 2)]).toEqual([200, '# ']);
    const part = await read(path, { range: 'bytes=2-5' });
    expect([part.status, part.text]).toEqual([206, whole.text.slice(2, 6)]);
    expect(part.headers.get('content-range')).toBe(
      `bytes 2-5/${Buffer.byteLength(whole.text)}`,
    );
    const refusals = [
      await read(path, { secret: 'guessed' }),
      await read(path, { at: new Date(live.now.getTime() - 3_600_000) }),
      await read(`${path}-gone`),
      await read(path.replace('/mlpipeline/', '/other/')),
      await read(path, { method: 'DELETE' }),
      await read(path, { range: 'bytes=999999-' }),
    ];
    expect(
      refusals.map(({ status, text }) => [
        status,
        /<Code>(\w+)<\/Code>/.exec(text)?.[1],
      ]),
    ).toEqual([
      [403, 'SignatureDoesNotMatch'],
      [403, 'RequestTimeTooSkewed'],
      [404, 'NoSuchKey'],
      [404, 'NoSuchBucket'],
      [405, 'MethodNotAllowed'],
      [416, 'InvalidRange'],
    ]);
    const anonymous = await fetch(live.sandbox.objectStore.endpoint + path);
    expect(anonymous.status).toBe(403);
    const list = await read('/mlpipeline', {
      query: `list-type=2&prefix=${encodeURIComponent(path.slice('/mlpipeline/'.length))}`,
    });
    expect(list.text).toContain(`<KeyCount>1</KeyCount>`);
  });

  it('are of the form that their type says; pages may be hostile', async () => {
    const page = await read(objectOf((await artifact('HTML')).uri));
    expect(page.text).toContain('<script>');
    const table = await read(objectOf((await artifact('Dataset')).uri));
    expect(table.text.split('\n')[0]).toBe('id,name,split,score,label');
    const model = await read(objectOf((await artifact('Model')).uri));
    expect(model.text.startsWith('PK')).toBe(true);
  });

  it('are not handed out by the API, which knows only what Argo stored', async () => {
    const [pod] = live.pods(runId);
    const path = `/runs/${runId}/nodes/${pod.metadata.name}/artifacts`;
    expect(await live.api.get(`${path}/model:read`)).toMatchObject({
      status: 404,
      body: { error_message: 'artifact not found: <nil>' },
    });
    expect((await live.api.get(`${path}/main-logs:read`)).status).toBe(200);
  });
});

describe('tasks of the newer API', () => {
  async function tasksOf(id: string): Promise<JsonValue> {
    const tasks: JsonValue[] = [];
    let token = '';
    do {
      const { status, body } = await live.api.get(`/runs/${id}/tasks`, {
        page_size: '7',
        ...(token ? { page_token: token } : {}),
      });
      expect(status).toBe(200);
      tasks.push(...(body.tasks ?? []));
      token = String(body.next_page_token ?? '');
    } while (token !== '');
    return tasks as JsonValue;
  }

  it('tell of pods, inputs, outputs and where they belong', async () => {
    const tasks = await tasksOf(runId);
    const root = tasks.find(({ type }) => type === 'ROOT')!;
    const evaluate = tasks.find(({ name }) => name === 'evaluate')!;
    expect(evaluate).toMatchObject({
      type: 'RUNTIME',
      state: 'SUCCEEDED',
      run_id: runId,
      parent_task_id: root.task_id,
      scope_path: 'root.evaluate',
    });
    const podNames = live.pods(runId).map(({ metadata }) => metadata.name);
    expect(evaluate.pods.map(({ type }) => type)).toEqual([
      'DRIVER',
      'EXECUTOR',
    ]);
    evaluate.pods.forEach(({ name }) => expect(podNames).toContain(name));
    expect(
      evaluate.outputs.artifacts.map(({ artifact_key: key }) => key),
    ).toEqual(expect.arrayContaining(['scores', 'confusion', 'roc', 'page']));
    expect(evaluate.inputs.artifacts).toMatchObject([
      {
        artifact_key: 'model',
        type: 'TASK_OUTPUT_INPUT',
        producer: { task_name: 'train' },
        artifacts: [{ type: 'Model' }],
      },
    ]);
    const one = await live.api.get(`/runs/${runId}/tasks/${evaluate.task_id}`);
    expect(one.body).toEqual(evaluate);
  });

  it('take the place of the details of a run', async () => {
    const { body } = await live.api.get(`/runs/${runId}`);
    expect(Object.keys(body)).not.toContain('run_details');
    const count = (await tasksOf(runId)).length;
    expect(body.task_count).toBe(count);
    const full = await live.api.get(`/runs/${runId}`, { view: 'FULL' });
    expect(full.body.tasks).toHaveLength(count);
  });

  it('say which round of a loop they are, and what came of what failed', async () => {
    const loop = await live.run(await live.upload('loop'));
    await live.ended(loop);
    const tasks = await tasksOf(loop);
    const loops = tasks.filter(({ type }) => type === 'LOOP');
    expect(loops.length).toBeGreaterThanOrEqual(2);
    for (const one of loops) {
      const within = tasks.filter(
        ({ parent_task_id: id }) => id === one.task_id,
      );
      const rounds = new Set(
        within.map(task => task.type_attributes?.iteration_index),
      );
      expect(rounds.size).toBe(Number(one.type_attributes.iteration_count));
    }

    const failing = await live.run(await live.upload('exit-handler'), {
      fail: true,
    });
    await live.ended(failing);
    const states = Object.fromEntries(
      (await tasksOf(failing)).map(task => [task.scope_path, task]),
    );
    expect(states['root.exit-handler-1.work']).toMatchObject({
      state: 'FAILED',
      status_metadata: { message: 'exit status 1' },
    });
    expect(states['root.exit-handler-1']).toMatchObject({
      state: 'FAILED',
      // The driver does not tell it from any other DAG.
      type: 'DAG',
    });
    expect(states['root.notify']).toMatchObject({ state: 'SUCCEEDED' });
  });

  it('know of caches and conditions', async () => {
    const reference = await live.upload('caching');
    await live.ended(await live.run(reference));
    const again = await live.run(reference);
    await live.ended(again);
    const states = (await tasksOf(again)).map(({ state }) => state);
    expect(states).toContain('CACHED');
    const condition = await live.run(await live.upload('condition'));
    await live.ended(condition);
    const tasks = await tasksOf(condition);
    expect(
      tasks
        .filter(({ type }) => type === 'CONDITION_BRANCH')
        .map(({ name, state }) => [/^condition-\d/.test(String(name)), state]),
    ).toEqual(
      expect.arrayContaining([
        [true, 'SKIPPED'],
        [true, 'SUCCEEDED'],
      ]),
    );
  });
});

it('without them, the addresses of artifacts stand in the Workflow alone', async () => {
  const drivers = records(
    Object.values(at(live.workflow(runId)?.status, 'nodes') ?? {}),
  ).flatMap(node => records(at(node.outputs, 'parameters')));
  const patches = drivers
    .filter(({ name, value }) => name === 'pod-spec-patch' && value)
    .map(({ value }) => String(value));
  expect(patches.length).toBeGreaterThan(0);
  const { uri } = await artifact('Model');
  expect(patches.some(patch => patch.includes(String(uri)))).toBe(true);
});
