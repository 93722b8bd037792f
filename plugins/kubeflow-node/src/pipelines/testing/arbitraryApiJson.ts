import fc from 'fast-check';

/** Keys that readers of the API look at, and some that are only there to harm. */
const keys = (
  'run_id experiment_id pipeline_id pipeline_version_id recurring_run_id artifact_id task_id display_name name ' +
  'description namespace state storage_state status mode error message code created_at scheduled_at finished_at ' +
  'last_run_created_at updated_at create_time start_time end_time update_time state_history run_details task_details ' +
  'child_tasks pod_name parent_task_id pipeline_spec pipeline_version_reference pipeline_reference runtime_config ' +
  'parameters pipeline_root service_account tags trigger cron_schedule periodic_schedule cron interval_second ' +
  'max_concurrency no_catchup type uri metadata number_value pods type_attributes iteration_index scope_path ' +
  'status_metadata inputs outputs artifacts parameter_key artifact_key producer task_name iteration value ' +
  'root dag tasks components componentRef executorLabel 0 length __proto__ constructor toString hasOwnProperty'
).split(' ');

/** Values that break careless readers. */
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 1.5, 1e308, '', ' ', '1', '-1', 'RUNNING'],
    ...['FAILED', 'CANCELING', 'SKIPPED', 'CACHED', 'ARCHIVED', 'EXECUTOR'],
    ...['ROOT', 'Metric', 'executor', 'root', 'train-driver', 'wf', 'wf-123'],
    ...['1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '2026-11-01T00:00:00Z'],
    ...['2026-99-99T99:99:99Z', 's3://b/k', '\u001b[31mred', '\u202egnp.exe'],
    ...['\ud800', 'a\u0000b', '__proto__', 'x'.repeat(20_000), 'a/../b'],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON value, made mostly of what the API could send. */
export const arbitraryApiJson = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...keys), tie('value')), { maxLength: 8 })
      // Own properties only, as JSON.parse makes them, `__proto__` included.
      .map(entries => Object.fromEntries(entries)),
  ),
})).value;

/** An object of the API, whatever is in it. */
export const arbitraryRow = fc
  .array(fc.tuple(fc.constantFrom(...keys), arbitraryApiJson), {
    maxLength: 12,
  })
  .map(entries => Object.fromEntries(entries) as Record<string, unknown>);
