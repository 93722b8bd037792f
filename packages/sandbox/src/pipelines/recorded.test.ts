import { startSandbox, type Sandbox } from '../startSandbox';
import { PipelinesApi, type JsonValue } from './testing/apiClient';
import { compiled, recorded } from './testing/liveSandbox';

let sandbox: Sandbox;
let api: PipelinesApi;
let experiment: string;
/** Ids of the sandbox for those that the recordings have. */
const references: Record<string, JsonValue> = {};

beforeAll(async () => {
  sandbox = await startSandbox();
  api = new PipelinesApi(sandbox);
  const { body } = await api.get('/experiments');
  experiment = String(body.experiments[0].experiment_id);
  for (const name of ['inputs', 'enums', 'gpu']) {
    const path = `/pipelines/upload?name=${name}`;
    references[name] = (await api.upload(path, 'p.yaml', compiled(name))).body;
  }
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
});

/** Without ids, times, and the space that Go varies. */
function comparable(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body)
      .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
      .replaceAll('\u00a0', ' ')
      .replaceAll(/\(line \d+:\d+\)/g, '(line)')
      .replaceAll('(line): ', '')
      .replaceAll('(line) ', ''),
  );
}

function expectRecorded(
  answer: { status: number; body: JsonValue },
  name: string,
): void {
  const real = recorded(name);
  expect({
    status: answer.status,
    body: comparable(answer.body),
  }).toEqual({ status: real.status, body: comparable(real.body) });
}

const unknown = '00000000-0000-4000-8000-000000000000';

function predicates(...list: object[]): string {
  return JSON.stringify({ predicates: list });
}

describe('what the real server said', () => {
  it.each<[string, Record<string, string>]>([
    ['runs-bad-filter', { filter: '{"predicates":[{"operation"' }],
    [
      'runs-bad-filter-key',
      {
        filter: predicates({
          key: 'colour',
          operation: 'EQUALS',
          string_value: 'red',
        }),
      },
    ],
    [
      'runs-bad-filter-operation',
      {
        filter: predicates({
          key: 'state',
          operation: 'LIKE',
          string_value: 'F',
        }),
      },
    ],
    ['runs-bad-sort', { sort_by: 'colour' }],
    ['runs-bad-page-token', { page_token: 'never-given' }],
    ['runs-bad-page-size', { page_size: '-1' }],
  ])('%s', async (name, query) => {
    const answer = await api.get('/runs', {
      experiment_id: experiment,
      ...query,
    });
    expectRecorded(answer, name);
  });

  it.each<[string, string]>([
    ['run-unknown', `/runs/${unknown}`],
    ['runs-unknown-experiment', `/runs?experiment_id=${unknown}`],
    ['pipeline-unknown', `/pipelines/${unknown}`],
    ['recurring-run-unknown', `/recurringruns/${unknown}`],
    ['artifacts-not-served', '/artifacts'],
    ['tasks-not-served', `/runs/${unknown}/tasks`],
  ])('%s', async (name, path) => {
    expectRecorded(await api.get(path), name);
  });

  it.each<[string, string, object]>([
    ['missing-input', 'inputs', { dataset: 'x' }],
    ['wrong-type', 'inputs', { dataset: 'x', seed: 'seven' }],
    ['unknown-input', 'inputs', { dataset: 'x', seed: 7, colour: 'red' }],
    ['wrong-literal', 'enums', { optimizer: 'none', depth: 50 }],
    ['unknown-version', '', {}],
  ])('run-create-%s', async (name, pipeline, parameters) => {
    const answer = await api.post('/runs', {
      display_name: name,
      experiment_id: experiment,
      pipeline_version_reference: pipeline
        ? { pipeline_id: references[pipeline].pipeline_id }
        : { pipeline_id: unknown, pipeline_version_id: unknown },
      runtime_config: { parameters },
    });
    expectRecorded(answer, `run-create-${name}`);
  });

  it('run-create-not-json', async () => {
    const answer = await api.call('/runs', {
      method: 'POST',
      body: Buffer.from('nothing'),
    });
    expectRecorded(answer, 'run-create-not-json');
  });

  it('pipeline-delete-with-versions', async () => {
    const path = `/pipelines/${references.gpu.pipeline_id}`;
    const answer = await api.call(path, { method: 'DELETE' });
    expectRecorded(answer, 'pipeline-delete-with-versions');
  });

  it('recurring-run-bad-cron', async () => {
    const answer = await api.post('/recurringruns', {
      display_name: 'never',
      pipeline_version_reference: {
        pipeline_id: references.gpu.pipeline_id,
      },
      max_concurrency: '1',
      mode: 'ENABLE',
      trigger: { cron_schedule: { cron: 'every full moon' } },
    });
    expectRecorded(answer, 'recurring-run-bad-cron');
  });
});
