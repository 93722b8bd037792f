import { mapField, proto, rfc3339 } from '../rpc';
import { shownSpec } from '../spec';
import type {
  ExperimentRow,
  PipelineRow,
  PipelineSource,
  RecurringRow,
  RunRow,
  RuntimeConfig,
  StateChange,
  TaskRow,
  Trigger,
  VersionRow,
} from '../store';

type Shown = Record<string, unknown>;

export function showExperiment(row: ExperimentRow): Shown {
  return proto({
    experiment_id: row.id,
    display_name: row.name,
    description: row.description,
    created_at: rfc3339(row.createdAt),
    namespace: row.namespace,
    storage_state: row.storageState,
    last_run_created_at: rfc3339(row.lastRunCreatedAt),
  });
}

export function showPipeline(row: PipelineRow): Shown {
  return proto({
    pipeline_id: row.id,
    display_name: row.displayName,
    name: row.name,
    description: row.description,
    created_at: rfc3339(row.createdAt),
    namespace: row.namespace,
    tags: mapField(row.tags),
  });
}

export function showVersion(row: VersionRow): Shown {
  return proto({
    pipeline_id: row.pipelineId,
    pipeline_version_id: row.id,
    display_name: row.displayName,
    name: row.name,
    description: row.description,
    created_at: rfc3339(row.createdAt),
    package_url: row.packageUrl ? { pipeline_url: row.packageUrl } : undefined,
    code_source_url: row.codeSourceUrl,
    pipeline_spec: shownSpec(row.template),
    tags: mapField(row.tags),
  });
}

function showConfig({ parameters, pipelineRoot }: RuntimeConfig) {
  const shown = proto({
    parameters: mapField(parameters),
    pipeline_root: pipelineRoot,
  });
  return mapField(shown);
}

/** With a version there is a reference, and never the spec. */
function showSource({ pipelineId, versionId, spec }: PipelineSource): Shown {
  return pipelineId || versionId
    ? {
        pipeline_version_reference: proto({
          pipeline_id: pipelineId,
          pipeline_version_id: versionId,
        }),
      }
    : { pipeline_spec: spec };
}

/** The default of the enum is left out, as every default is. */
function showState(state: string): string | undefined {
  return state === 'RUNTIME_STATE_UNSPECIFIED' ? undefined : state;
}

function showHistory(history: readonly StateChange[]): Shown[] {
  return history.map(({ at, state }) =>
    proto({
      update_time: at > 0 ? rfc3339(at) : undefined,
      state: showState(state),
    }),
  );
}

function showTask(run: RunRow, task: TaskRow): Shown {
  return proto({
    run_id: run.id,
    task_id: task.id,
    display_name: task.displayName,
    create_time: rfc3339(task.createdAt),
    start_time: rfc3339(task.startedAt),
    end_time: rfc3339(task.finishedAt),
    state: showState(task.state),
    state_history: showHistory(task.history),
    child_tasks: task.children.map(child => ({ pod_name: child })),
  });
}

/** @param tasks - of a server with tasks of its own: how many there are, and the tasks where they are asked for */
export function showRun(
  row: RunRow,
  tasks?: { count: number; shown?: Shown[] },
): Shown {
  const source = showSource(row.source);
  return proto({
    experiment_id: row.experimentId,
    run_id: row.id,
    display_name: row.displayName,
    storage_state: row.storageState,
    description: row.description,
    ...source,
    runtime_config: showConfig(row.config),
    service_account: row.serviceAccount,
    created_at: rfc3339(row.createdAt),
    scheduled_at: rfc3339(row.scheduledAt),
    finished_at: rfc3339(row.finishedAt),
    state: showState(row.state),
    ...(tasks
      ? {
          pipeline_reference: source.pipeline_version_reference,
          task_count: tasks.count,
          tasks: tasks.shown,
        }
      : {}),
    run_details:
      row.tasks.length > 0 && !tasks
        ? { task_details: row.tasks.map(task => showTask(row, task)) }
        : undefined,
    recurring_run_id: row.recurringRunId,
    state_history: showHistory(row.history),
    plugins_input: row.pluginsInput,
  });
}

function showSchedule({ start, end }: { start?: number; end?: number }) {
  return {
    start_time: start === undefined ? undefined : rfc3339(start),
    end_time: end === undefined ? undefined : rfc3339(end),
  };
}

function showTrigger({ cron, periodic }: Trigger): Shown {
  if (cron) {
    return {
      cron_schedule: proto({ ...showSchedule(cron), cron: cron.expression }),
    };
  }
  return periodic
    ? {
        periodic_schedule: proto({
          ...showSchedule(periodic),
          // 64-bit integers are strings in JSON.
          interval_second: String(periodic.seconds),
        }),
      }
    : {};
}

export function showRecurringRun(row: RecurringRow): Shown {
  return proto({
    recurring_run_id: row.id,
    display_name: row.displayName,
    description: row.description,
    ...showSource(row.source),
    runtime_config: showConfig(row.config),
    service_account: row.serviceAccount,
    max_concurrency: String(row.maxConcurrency),
    trigger: showTrigger(row.trigger),
    mode: row.enabled ? 'ENABLE' : 'DISABLE',
    created_at: rfc3339(row.createdAt),
    updated_at: rfc3339(row.updatedAt),
    status: row.enabled ? 'ENABLED' : 'DISABLED',
    no_catchup: row.noCatchup,
    namespace: row.namespace,
    experiment_id: row.experimentId,
    plugins_input: row.pluginsInput,
  });
}
