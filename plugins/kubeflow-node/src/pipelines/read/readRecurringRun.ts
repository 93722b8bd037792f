import {
  asCount,
  asRecord,
  asTime,
  at,
  cleanText,
  type RecurringRun,
  type Trigger,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readErrorMessage, readId, readName } from './texts';

/** A recurring run as a list or its own address has it. Whole numbers of 64 bits are texts on the wire. */
export function readRecurringRun(
  row: Record<string, unknown>,
): RecurringRun | undefined {
  const id = readId(row.recurring_run_id);
  if (id === undefined) {
    return undefined;
  }
  const reference = asRecord(row.pipeline_version_reference);
  return {
    id,
    name: readName(row.display_name) ?? id,
    description: cleanText(row.description),
    namespace: readName(row.namespace),
    enabled: row.status === 'ENABLED' || row.mode === 'ENABLE',
    trigger: readTrigger(row.trigger),
    maxConcurrency: asCount(row.max_concurrency),
    catchUp: row.no_catchup !== true,
    createdAt: asTime(row.created_at),
    updatedAt: asTime(row.updated_at),
    experimentId: readId(row.experiment_id),
    pipelineId: readId(reference?.pipeline_id),
    versionId:
      readId(reference?.pipeline_version_id) ?? readId(row.pipeline_version_id),
    parameters: asRecord(at(row, 'runtime_config', 'parameters')) ?? {},
    pipelineRoot: cleanText(at(row, 'runtime_config', 'pipeline_root')),
    serviceAccount: readName(row.service_account),
    message: readErrorMessage(row.error),
  };
}

function readTrigger(value: unknown): Trigger {
  const cron = asRecord(at(value, 'cron_schedule'));
  const schedule = cron ?? asRecord(at(value, 'periodic_schedule'));
  const interval = asCount(schedule?.interval_second);
  return {
    cron: cron ? cleanText(cron.cron, 200) : undefined,
    intervalSeconds: interval && interval > 0 ? interval : undefined,
    startAt: asTime(schedule?.start_time),
    endAt: asTime(schedule?.end_time),
  };
}
