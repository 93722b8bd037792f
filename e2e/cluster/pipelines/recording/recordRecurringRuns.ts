import type { Json } from '../../apiClient';
import { waitFor } from '../../crds';
import { api, filter, unknown, type Recorder } from './Recorder';

/** Keeps what the server says about recurring runs. */
export async function recordRecurringRuns(recorder: Recorder): Promise<void> {
  const pipeline_version_reference = await recorder.versionOf('parallel');
  const path = `${api}/recurringruns`;
  const create = (name: string, display_name: string, trigger: Json) =>
    recorder.keep(name, 'POST', path, {
      display_name,
      pipeline_version_reference,
      max_concurrency: '1',
      mode: 'ENABLE',
      no_catchup: true,
      trigger,
    });
  const cron_schedule = { cron: '0 30 2 * * *' };
  const nightly = await create('recurring-run-create', 'nightly', {
    cron_schedule,
  });
  const one = `${path}/${nightly.recurring_run_id}`;
  await recorder.keep('recurring-run', 'GET', one);
  await recorder.keep('action-disable', 'POST', `${one}:disable`, {});
  await recorder.keep('recurring-run-disabled', 'GET', one);
  await create('recurring-run-create-interval', 'hourly', {
    periodic_schedule: {
      start_time: '2026-11-01T00:00:00Z',
      end_time: '2036-11-01T00:00:00Z',
      interval_second: '3600',
    },
  });
  await create('recurring-run-bad-cron', 'never', {
    cron_schedule: { cron: 'every full moon' },
  });
  await recorder.keep('recurring-runs', 'GET', path);
  await recorder.keep('recurring-run-unknown', 'GET', `${path}/${unknown}`);
  await recordRun(
    recorder,
    await create('recurring-run-often', 'often', {
      periodic_schedule: { interval_second: '1' },
    }),
  );
}

/** A run that a recurring run has started. */
async function recordRun(recorder: Recorder, recurring: Json): Promise<void> {
  const { recurring_run_id: id } = recurring;
  const predicate = {
    key: 'recurring_run_id',
    operation: 'EQUALS',
    string_value: id,
  };
  const runs = `${api}/runs?filter=${filter(predicate)}`;
  let run: Json;
  await waitFor('a run of the recurring run', async () => {
    [run] = (await recorder.ask('GET', runs)).body.runs ?? [];
    return run !== undefined;
  });
  await recorder.ask('DELETE', `${api}/recurringruns/${id}`);
  await recorder.settled(run.run_id);
  await recorder.keep('run-of-recurring', 'GET', `${api}/runs/${run.run_id}`);
}
