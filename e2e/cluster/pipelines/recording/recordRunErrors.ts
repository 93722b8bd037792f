import type { Json } from '../../apiClient';
import { api, filter, unknown, type Recorder } from './Recorder';

/** Keeps what the server says to questions about runs that have no answer. */
export async function recordRunErrors(
  recorder: Recorder,
  experimentId: string,
  finishedRun: string,
): Promise<void> {
  await recorder.keep('run-unknown', 'GET', `${api}/runs/${unknown}`);
  await recordLists(recorder, experimentId);
  for (const verb of ['retry', 'terminate']) {
    await recorder.keep(
      `action-${verb}-refused`,
      'POST',
      `${api}/runs/${finishedRun}:${verb}`,
      {},
    );
  }
  await recordCreation(recorder, experimentId);
  // What newer servers have, and this one does not.
  await recorder.keep(
    'tasks-not-served',
    'GET',
    `${api}/runs/${finishedRun}/tasks`,
  );
  await recorder.keep('artifacts-not-served', 'GET', `${api}/artifacts`);
  await recorder.keep(
    'log-missing',
    'GET',
    `/apis/v1alpha1/runs/${finishedRun}/nodes/no-such-pod/log`,
  );
  await recorder.keep(
    'artifact-missing',
    'GET',
    `${api}/runs/${finishedRun}/nodes/no-such-node/artifacts/model:read`,
  );
}

async function recordLists(
  recorder: Recorder,
  experimentId: string,
): Promise<void> {
  const colour = { key: 'colour', operation: 'EQUALS', string_value: 'red' };
  const like = { key: 'state', operation: 'LIKE', string_value: 'F' };
  const queries = {
    'bad-filter': `filter=${encodeURIComponent('{"predicates":[{"operation"')}`,
    'bad-filter-key': `filter=${filter(colour)}`,
    'bad-filter-operation': `filter=${filter(like)}`,
    'bad-sort': 'sort_by=colour',
    'bad-page-token': 'page_token=never-given',
    'bad-page-size': 'page_size=-1',
  };
  for (const [name, query] of Object.entries(queries)) {
    await recorder.keep(
      `runs-${name}`,
      'GET',
      `${api}/runs?experiment_id=${experimentId}&${query}`,
    );
  }
  await recorder.keep(
    'runs-unknown-experiment',
    'GET',
    `${api}/runs?experiment_id=${unknown}`,
  );
  await recorder.keep(
    'experiments-page-size-too-large',
    'GET',
    `${api}/experiments?page_size=100000`,
  );
}

async function recordCreation(
  recorder: Recorder,
  experiment_id: string,
): Promise<void> {
  const inputs = await recorder.versionOf('inputs');
  const enums = await recorder.versionOf('enums');
  const attempts: Record<string, [version: Json, parameters: Json]> = {
    'missing-input': [inputs, { dataset: 'x' }],
    'wrong-type': [inputs, { dataset: 'x', seed: 'seven' }],
    'unknown-input': [inputs, { dataset: 'x', seed: 7, colour: 'red' }],
    'wrong-literal': [enums, { optimizer: 'none', depth: 50 }],
    'unknown-version': [
      { pipeline_id: unknown, pipeline_version_id: unknown },
      {},
    ],
  };
  for (const [name, [version, parameters]] of Object.entries(attempts)) {
    await recorder.keep(`run-create-${name}`, 'POST', `${api}/runs`, {
      display_name: name,
      experiment_id,
      pipeline_version_reference: version,
      runtime_config: { parameters },
    });
  }
  await recorder.keep('run-create-not-json', 'POST', `${api}/runs`, 'nothing');
}
