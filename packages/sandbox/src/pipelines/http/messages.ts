import {
  anything,
  checkOneOf,
  choice,
  flag,
  int64,
  list,
  map,
  message,
  struct,
  text,
  textMap,
  time,
  values,
} from '../rpc';
import type { PipelineSource, RuntimeConfig, Trigger } from '../store';

/*
 * What may be sent. Fields that the server writes may be there too, and are passed over: clients send back what they
 * have read.
 */

const status = message({
  code: int64,
  message: text,
  details: list(anything),
});

const storageState = choice({
  STORAGE_STATE_UNSPECIFIED: 0,
  AVAILABLE: 1,
  ARCHIVED: 2,
});

const runtimeState = choice({
  RUNTIME_STATE_UNSPECIFIED: 0,
  PENDING: 1,
  RUNNING: 2,
  SUCCEEDED: 3,
  SKIPPED: 4,
  FAILED: 5,
  CANCELING: 6,
  CANCELED: 7,
  PAUSED: 8,
});

export const experimentMessage = message({
  experiment_id: text,
  display_name: text,
  description: text,
  created_at: time,
  namespace: text,
  storage_state: storageState,
  last_run_created_at: time,
});

export const pipelineMessage = message({
  pipeline_id: text,
  display_name: text,
  name: text,
  description: text,
  created_at: time,
  namespace: text,
  error: status,
  tags: textMap,
});

export const versionMessage = message({
  pipeline_id: text,
  pipeline_version_id: text,
  display_name: text,
  name: text,
  description: text,
  created_at: time,
  package_url: message({ pipeline_url: text }),
  code_source_url: text,
  pipeline_spec: struct,
  error: status,
  tags: textMap,
});

export const pipelineAndVersionMessage = message({
  pipeline: pipelineMessage,
  pipeline_version: versionMessage,
});

const versionReference = message({
  pipeline_id: text,
  pipeline_version_id: text,
});

const runtimeConfig = message({ parameters: values, pipeline_root: text });

const runtimeStatus = message({
  update_time: time,
  state: runtimeState,
  error: status,
});

const sourceFields = {
  pipeline_version_id: text,
  pipeline_spec: struct,
  pipeline_version_reference: versionReference,
};

export const runMessage = message({
  ...sourceFields,
  experiment_id: text,
  run_id: text,
  display_name: text,
  storage_state: storageState,
  description: text,
  runtime_config: runtimeConfig,
  service_account: text,
  created_at: time,
  scheduled_at: time,
  finished_at: time,
  state: runtimeState,
  error: status,
  run_details: struct,
  recurring_run_id: text,
  state_history: list(runtimeStatus),
  plugins_input: map(struct),
  plugins_output: map(struct),
});

const schedule = { start_time: time, end_time: time };

export const recurringRunMessage = message({
  ...sourceFields,
  recurring_run_id: text,
  display_name: text,
  description: text,
  runtime_config: runtimeConfig,
  service_account: text,
  max_concurrency: int64,
  trigger: message({
    cron_schedule: message({ ...schedule, cron: text }),
    periodic_schedule: message({ ...schedule, interval_second: int64 }),
  }),
  mode: choice({ MODE_UNSPECIFIED: 0, ENABLE: 1, DISABLE: 2 }),
  created_at: time,
  updated_at: time,
  status: choice({ STATUS_UNSPECIFIED: 0, ENABLED: 1, DISABLED: 3 }),
  error: status,
  no_catchup: flag,
  namespace: text,
  experiment_id: text,
  plugins_input: map(struct),
});

type Sent = Pick<ReturnType<typeof runMessage.read>, keyof typeof sourceFields>;

/** What is to be run. The deprecated `pipeline_version_id` is read and forgotten, as the server does. */
export function sourceOf(sent: Sent): PipelineSource {
  checkOneOf(sent, 'pipeline_source', Object.keys(sourceFields));
  const reference = sent.pipeline_version_reference;
  return {
    pipelineId: reference?.pipeline_id ?? '',
    versionId: reference?.pipeline_version_id ?? '',
    ...(sent.pipeline_spec ? { spec: sent.pipeline_spec } : {}),
  };
}

export function configOf(
  sent: ReturnType<typeof runtimeConfig.read> | undefined,
): RuntimeConfig {
  return {
    parameters: sent?.parameters ?? {},
    pipelineRoot: sent?.pipeline_root ?? '',
  };
}

export function triggerOf({
  trigger,
}: ReturnType<typeof recurringRunMessage.read>): Trigger {
  const { cron_schedule: cron, periodic_schedule: periodic } = trigger ?? {};
  checkOneOf({ cron_schedule: cron, periodic_schedule: periodic }, 'trigger', [
    'cron_schedule',
    'periodic_schedule',
  ]);
  return {
    ...(cron
      ? {
          cron: {
            expression: cron.cron ?? '',
            start: cron.start_time,
            end: cron.end_time,
          },
        }
      : {}),
    ...(periodic
      ? {
          periodic: {
            seconds: periodic.interval_second ?? 0,
            start: periodic.start_time,
            end: periodic.end_time,
          },
        }
      : {}),
  };
}
