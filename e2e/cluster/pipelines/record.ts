/*
 * `npx tsx e2e/cluster/pipelines/record.ts`: asks a real Kubeflow Pipelines what the portal asks it, and keeps the answers
 * as fixtures, which the client and the sandbox are held against.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from '../apiClient';
import { ControlPlane } from '../controlPlane';
import { pipelinesBinaries } from './build';
import { askPipelines, type PipelinesAnswer } from './pipelinesApi';
import { startPipelines } from './startPipelines';

const fixtures = fileURLToPath(
  new URL(
    '../../../plugins/kubeflow-common/src/pipelines/__fixtures__/',
    import.meta.url,
  ),
);
const api = '/apis/v2beta1';
const unknown = '00000000-0000-4000-8000-000000000000';

/** A server, and a place to keep its answers. */
class Recorder {
  constructor(readonly url: string) {}

  ask(method: string, path: string, body?: unknown): Promise<PipelinesAnswer> {
    return askPipelines(this.url, method, path, body);
  }

  /** Asks, and keeps the answer as `api/<name>.json`. */
  async keep(
    name: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Json> {
    const answer = await this.ask(method, path, body);
    await mkdir(join(fixtures, 'api'), { recursive: true });
    await writeFile(
      join(fixtures, 'api', `${name}.json`),
      `${JSON.stringify(answer, null, 2)}\n`,
    );
    console.log(`${answer.status} ${name}`);
    return answer.body;
  }

  async upload(name: string): Promise<FormData> {
    const form = new FormData();
    const text = await readFile(join(fixtures, 'compiled', `${name}.yaml`));
    form.set('uploadfile', new Blob([text]), `${name}.yaml`);
    return form;
  }
}

function form(text: string): FormData {
  const data = new FormData();
  data.set('uploadfile', new Blob([text]), 'pipeline.yaml');
  return data;
}

function filter(...predicates: Json[]): string {
  return encodeURIComponent(JSON.stringify({ predicates }));
}

async function recordPipelines(recorder: Recorder): Promise<Json> {
  const pipeline = await recorder.keep(
    'pipeline-upload',
    'POST',
    `${api}/pipelines/upload?name=gpu&display_name=GPU&description=Trains&tags=${encodeURIComponent('{"team":"vision"}')}`,
    await recorder.upload('gpu'),
  );
  const path = `${api}/pipelines/${pipeline.pipeline_id}`;
  await recorder.keep('pipeline', 'GET', path);
  await recorder.keep('pipeline-versions', 'GET', `${path}/versions`);
  await recorder.keep(
    'pipeline-version-upload',
    'POST',
    `${api}/pipelines/upload_version?name=second&pipelineid=${pipeline.pipeline_id}&description=Another`,
    await recorder.upload('parallel'),
  );
  await recorder.keep('pipeline-delete-with-versions', 'DELETE', path);
  await recorder.keep('pipelines', 'GET', `${api}/pipelines?page_size=2`);
  await recorder.keep(
    'pipeline-upload-twice',
    'POST',
    `${api}/pipelines/upload?name=gpu`,
    await recorder.upload('gpu'),
  );
  for (const [name, text] of [
    ['not-yaml', 'root: [1, 2\n'],
    ['not-a-pipeline', 'just: some\nyaml: [1, 2]\n'],
    ['empty', ''],
    [
      'v1',
      'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: old-}\nspec: {entrypoint: a, templates: [{name: a, container: {image: b}}]}\n',
    ],
    [
      'unknown-schema',
      'pipelineInfo: {name: future}\nroot: {dag: {tasks: {}}}\nschemaVersion: 9.0.0\nsdkVersion: kfp-9.0.0\n',
    ],
  ]) {
    await recorder.keep(
      `pipeline-upload-${name}`,
      'POST',
      `${api}/pipelines/upload?name=${name}`,
      form(text),
    );
  }
  await recorder.keep('pipeline-unknown', 'GET', `${api}/pipelines/${unknown}`);
}

/** Uploads a compiled pipeline, and gives what a run refers to. */
async function versionOf(recorder: Recorder, name: string): Promise<Json> {
  const { body } = await recorder.ask(
    'POST',
    `${api}/pipelines/upload?name=${name}`,
    await recorder.upload(name),
  );
  const { body: list } = await recorder.ask(
    'GET',
    `${api}/pipelines/${body.pipeline_id}/versions`,
  );
  const [{ pipeline_id, pipeline_version_id }] = list.pipeline_versions;
  return { pipeline_id, pipeline_version_id };
}

async function finished(recorder: Recorder, id: string): Promise<Json> {
  for (;;) {
    const { body } = await recorder.ask('GET', `${api}/runs/${id}`);
    if (['SUCCEEDED', 'FAILED', 'CANCELED'].includes(body.state)) {
      return body;
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

async function recordRuns(recorder: Recorder): Promise<void> {
  await recorder.keep('experiments-at-first', 'GET', `${api}/experiments`);
  const experiment = await recorder.keep(
    'experiment-create',
    'POST',
    `${api}/experiments`,
    { display_name: 'Recorded', description: 'For the fixtures' },
  );
  const { experiment_id } = experiment;
  await recorder.keep(
    'experiment',
    'GET',
    `${api}/experiments/${experiment_id}`,
  );
  const runs: Record<string, string> = {};
  const start = async (
    name: string,
    parameters: Json,
    pipeline_version_reference: Json,
  ) => {
    const run = await recorder.keep(
      `run-create-${name}`,
      'POST',
      `${api}/runs`,
      {
        display_name: name,
        experiment_id,
        pipeline_version_reference,
        runtime_config: { parameters },
      },
    );
    runs[name] = run.run_id;
  };
  const names = ['sequential', 'nested', 'loop', 'retry', 'condition'];
  const exitHandler = await versionOf(recorder, 'exit-handler');
  const inputs = await versionOf(recorder, 'inputs');
  for (const name of names) {
    await start(name, {}, await versionOf(recorder, name));
  }
  await start('failing', { fail: true }, exitHandler);
  await start('terminated', {}, exitHandler);
  await recorder.keep(
    'run-terminate',
    'POST',
    `${api}/runs/${runs.terminated}:terminate`,
    {},
  );
  for (const [name, id] of Object.entries(runs)) {
    await finished(recorder, id);
    await recorder.keep(`run-${name}`, 'GET', `${api}/runs/${id}`);
  }
  await recordRunErrors(recorder, { experiment_id, runs, inputs });
  await recorder.keep(
    'runs',
    'GET',
    `${api}/runs?experiment_id=${experiment_id}&page_size=2&sort_by=${encodeURIComponent('created_at desc')}`,
  );
  await recorder.keep(
    'runs-failed',
    'GET',
    `${api}/runs?experiment_id=${experiment_id}&filter=${filter({ key: 'state', operation: 'EQUALS', string_value: 'FAILED' })}`,
  );
  await recorder.keep(
    'run-retry',
    'POST',
    `${api}/runs/${runs.failing}:retry`,
    {},
  );
  await recorder.keep(
    'run-archive',
    'POST',
    `${api}/runs/${runs.sequential}:archive`,
    {},
  );
  await recorder.keep('run-archived', 'GET', `${api}/runs/${runs.sequential}`);
  await recorder.keep('run-delete', 'DELETE', `${api}/runs/${runs.nested}`);
}

async function recordRunErrors(
  recorder: Recorder,
  made: { experiment_id: string; runs: Record<string, string>; inputs: Json },
): Promise<void> {
  const { runs, inputs, experiment_id } = made;
  await recorder.keep('run-unknown', 'GET', `${api}/runs/${unknown}`);
  for (const [name, query] of Object.entries({
    'bad-filter': `filter=${encodeURIComponent('{"predicates":[{"operation"')}`,
    'bad-filter-key': `filter=${filter({ key: 'colour', operation: 'EQUALS', string_value: 'red' })}`,
    'bad-filter-operation': `filter=${filter({ key: 'state', operation: 'LIKE', string_value: 'F' })}`,
    'bad-filter-value': `filter=${filter({ key: 'created_at', operation: 'GREATER_THAN', string_value: 'yesterday' })}`,
    'bad-sort': 'sort_by=colour',
    'bad-page-token': 'page_token=never-given',
    'bad-page-size': 'page_size=-1',
    'page-size-too-large': 'page_size=100000',
    'unknown-experiment': `experiment_id=${unknown}`,
  })) {
    await recorder.keep(
      `runs-${name}`,
      'GET',
      `${api}/runs?experiment_id=${experiment_id}&${query}`,
    );
  }
  await recorder.keep(
    'run-retry-refused',
    'POST',
    `${api}/runs/${runs.sequential}:retry`,
    {},
  );
  await recorder.keep(
    'run-terminate-refused',
    'POST',
    `${api}/runs/${runs.sequential}:terminate`,
    {},
  );
  for (const [name, parameters] of Object.entries<Json>({
    'missing-input': { dataset: 'x' },
    'wrong-type': { dataset: 'x', seed: 'seven' },
    'unknown-input': { dataset: 'x', seed: 7, colour: 'red' },
  })) {
    await recorder.keep(`run-create-${name}`, 'POST', `${api}/runs`, {
      display_name: name,
      experiment_id,
      pipeline_version_reference: inputs,
      runtime_config: { parameters },
    });
  }
  await recorder.keep('run-create-not-json', 'POST', `${api}/runs`, 'nothing');
  await recorder.keep('run-create-unknown-version', 'POST', `${api}/runs`, {
    display_name: 'unknown',
    experiment_id,
    pipeline_version_reference: {
      pipeline_id: unknown,
      pipeline_version_id: unknown,
    },
  });
  // What newer servers have, and this one does not.
  await recorder.keep(
    'tasks-not-served',
    'GET',
    `${api}/runs/${runs.sequential}/tasks`,
  );
  await recorder.keep('artifacts-not-served', 'GET', `${api}/artifacts`);
  await recorder.keep(
    'log-missing',
    'GET',
    `/apis/v1alpha1/runs/${runs.sequential}/nodes/no-such-pod/log`,
  );
  await recorder.keep(
    'artifact-missing',
    'GET',
    `${api}/runs/${runs.sequential}/nodes/no-such-node/artifacts/model:read`,
  );
}

async function recordRecurringRuns(recorder: Recorder): Promise<void> {
  const pipeline_version_reference = await versionOf(recorder, 'parallel');
  const recurring = (display_name: string, trigger: Json) => ({
    display_name,
    pipeline_version_reference,
    max_concurrency: '1',
    mode: 'ENABLE',
    no_catchup: true,
    trigger,
  });
  const path = `${api}/recurringruns`;
  const nightly = await recorder.keep(
    'recurring-run-create',
    'POST',
    path,
    recurring('nightly', { cron_schedule: { cron: '0 30 2 * * *' } }),
  );
  await recorder.keep(
    'recurring-run',
    'GET',
    `${path}/${nightly.recurring_run_id}`,
  );
  await recorder.keep(
    'recurring-run-disable',
    'POST',
    `${path}/${nightly.recurring_run_id}:disable`,
    {},
  );
  const hourly = recurring('hourly', {
    periodic_schedule: {
      start_time: '2026-11-01T00:00:00Z',
      end_time: '2036-11-01T00:00:00Z',
      interval_second: '3600',
    },
  });
  await recorder.keep('recurring-run-create-interval', 'POST', path, hourly);
  await recorder.keep(
    'recurring-run-bad-cron',
    'POST',
    path,
    recurring('never', { cron_schedule: { cron: 'every full moon' } }),
  );
  await recorder.keep('recurring-runs', 'GET', path);
  await recorder.keep('recurring-run-unknown', 'GET', `${path}/${unknown}`);
}

async function main(): Promise<void> {
  await using plane = await ControlPlane.start();
  await using pipelines = await startPipelines(
    plane,
    await pipelinesBinaries(),
  );
  const recorder = new Recorder(pipelines.url);
  await recorder.keep('healthz', 'GET', `${api}/healthz`);
  await recordRuns(recorder);
  await recordPipelines(recorder);
  await recordRecurringRuns(recorder);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
