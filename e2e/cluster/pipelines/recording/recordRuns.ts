import type { Json } from '../../apiClient';
import { waitFor } from '../../crds';
import { api, filter, type Recorder } from './Recorder';
import { recordRunErrors } from './recordRunErrors';

const oneOfEach = [
  'sequential',
  'nested',
  'loop',
  'retry',
  'condition',
  'collected',
  'importer',
];

/** Keeps what the server says about experiments and runs. */
export async function recordRuns(recorder: Recorder): Promise<void> {
  await recorder.keep('experiments-at-first', 'GET', `${api}/experiments`);
  const { experiment_id } = await recorder.keep(
    'experiment-create',
    'POST',
    `${api}/experiments`,
    { display_name: 'Recorded', description: 'For the fixtures' },
  );
  const runs: Record<string, string> = {};
  const start = async (name: string, version: Json, parameters: Json = {}) => {
    const run = await recorder.keep('run-create', 'POST', `${api}/runs`, {
      display_name: name,
      experiment_id,
      pipeline_version_reference: version,
      runtime_config: { parameters },
    });
    runs[name] = run.run_id;
  };
  for (const name of oneOfEach) {
    await start(name, await recorder.versionOf(name));
  }
  const exitHandler = await recorder.versionOf('exit-handler');
  await start('terminated', exitHandler);
  await recorder.keep(
    'action-terminate',
    'POST',
    `${api}/runs/${runs.terminated}:terminate`,
    {},
  );
  await start('failing', exitHandler, { fail: true });
  await recordInline(recorder, experiment_id, runs.sequential);
  for (const [name, id] of Object.entries(runs)) {
    await recorder.settled(id);
    await recorder.keep(`run-${name}`, 'GET', `${api}/runs/${id}`);
    await recorder.keepWorkflow(name, id);
  }
  await recorder.keep(
    'experiment',
    'GET',
    `${api}/experiments/${experiment_id}`,
  );
  await recordRunErrors(recorder, experiment_id, runs.sequential);
  await recordLists(recorder, experiment_id);
  await recordChanges(recorder, runs);
}

/** A run that brings its own spec, as the SDK starts them. */
async function recordInline(
  recorder: Recorder,
  experiment_id: string,
  runId: string,
): Promise<void> {
  const { body } = await recorder.ask('GET', `${api}/runs/${runId}`);
  const { pipeline_id, pipeline_version_id } = body.pipeline_version_reference;
  const version = await recorder.ask(
    'GET',
    `${api}/pipelines/${pipeline_id}/versions/${pipeline_version_id}`,
  );
  const { run_id } = (
    await recorder.ask('POST', `${api}/runs`, {
      display_name: 'inline',
      experiment_id,
      pipeline_spec: version.body.pipeline_spec,
      runtime_config: {
        parameters: { rows: 7 },
        pipeline_root: 's3://mlpipeline/own',
      },
      service_account: 'trainer',
    })
  ).body;
  await recorder.settled(run_id);
  await recorder.keep('run-inline', 'GET', `${api}/runs/${run_id}`);
}

async function recordLists(
  recorder: Recorder,
  experimentId: string,
): Promise<void> {
  const path = `${api}/runs?experiment_id=${experimentId}`;
  const newest = encodeURIComponent('created_at desc');
  const first = await recorder.keep(
    'runs',
    'GET',
    `${path}&page_size=2&sort_by=${newest}`,
  );
  const token = encodeURIComponent(first.next_page_token);
  await recorder.keep(
    'runs-next',
    'GET',
    `${path}&page_size=1&page_token=${token}&sort_by=${newest}`,
  );
  await recorder.keep(
    'runs-token-with-other-sort',
    'GET',
    `${path}&page_size=1&page_token=${token}&sort_by=${encodeURIComponent('display_name asc')}`,
  );
  const predicate = { key: 'state', operation: 'EQUALS' };
  await recorder.keep(
    'runs-failed',
    'GET',
    `${path}&filter=${filter({ ...predicate, string_value: 'FAILED' })}`,
  );
  await recorder.keep(
    'runs-none',
    'GET',
    `${path}&filter=${filter({ ...predicate, string_value: 'PAUSED' })}`,
  );
}

async function recordChanges(
  recorder: Recorder,
  runs: Record<string, string>,
): Promise<void> {
  const act = (verb: string, run: string) =>
    recorder.keep(`action-${verb}`, 'POST', `${api}/runs/${run}:${verb}`, {});
  await act('retry', runs.failing);
  await waitFor('the retried run to run', async () => {
    const { body } = await recorder.ask('GET', `${api}/runs/${runs.failing}`);
    return body.state_history.length > 4;
  });
  await recorder.settled(runs.failing);
  await recorder.keep('run-retried', 'GET', `${api}/runs/${runs.failing}`);
  await act('archive', runs.importer);
  await recorder.keep('run-archived', 'GET', `${api}/runs/${runs.importer}`);
  await act('unarchive', runs.importer);
  await recorder.keep('action-delete', 'DELETE', `${api}/runs/${runs.nested}`);
}
