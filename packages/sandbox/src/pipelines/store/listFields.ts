import type { Cell, ListFields } from '../list';
import type { ArtifactRow, ExecutionRow } from './executions';
import type {
  ExperimentRow,
  PipelineRow,
  RecurringRow,
  RunRow,
  VersionRow,
} from './rows';

/** What the API calls things, and the columns behind (`backend/src/apiserver/model`). */
function fieldsOf<T>(
  type: string,
  table: string,
  columns: Record<string, string>,
  cells: Record<string, (row: T) => Cell>,
  more: { unpageable?: string[]; metrics?: boolean } = {},
): ListFields<T> {
  return {
    type,
    table,
    columns,
    // A metric of a run is no column, and has no value.
    cell: (row, column) => cells[column]?.(row) ?? '',
    pageable: Object.keys(cells).filter(
      column => !more.unpageable?.includes(column),
    ),
    metrics: more.metrics,
  };
}

export const experimentFields = fieldsOf<ExperimentRow>(
  'Experiment',
  'experiments',
  {
    id: 'UUID',
    experiment_id: 'UUID',
    name: 'Name',
    display_name: 'Name',
    created_at: 'CreatedAtInSec',
    last_run_created_at: 'LastRunCreatedAtInSec',
    description: 'Description',
    namespace: 'Namespace',
    storage_state: 'StorageState',
  },
  {
    UUID: row => row.id,
    Name: row => row.name,
    CreatedAtInSec: row => row.createdAt,
    LastRunCreatedAtInSec: row => row.lastRunCreatedAt,
    Description: row => row.description,
    Namespace: row => row.namespace,
    StorageState: row => row.storageState,
  },
);

export const pipelineFields = fieldsOf<PipelineRow>(
  'Pipeline',
  'pipelines',
  {
    id: 'UUID',
    pipeline_id: 'UUID',
    name: 'Name',
    display_name: 'DisplayName',
    created_at: 'CreatedAtInSec',
    description: 'Description',
    namespace: 'Namespace',
  },
  {
    UUID: row => row.id,
    Name: row => row.name,
    DisplayName: row => row.displayName,
    CreatedAtInSec: row => row.createdAt,
    Description: row => row.description,
    Namespace: row => row.namespace,
  },
);

export const versionFields = fieldsOf<VersionRow>(
  'PipelineVersion',
  'pipeline_versions',
  {
    id: 'UUID',
    pipeline_version_id: 'UUID',
    name: 'Name',
    display_name: 'DisplayName',
    created_at: 'CreatedAtInSec',
    status: 'Status',
    description: 'Description',
    pipeline_spec: 'PipelineSpec',
  },
  {
    UUID: row => row.id,
    Name: row => row.name,
    DisplayName: row => row.displayName,
    CreatedAtInSec: row => row.createdAt,
    Status: () => 'READY',
    Description: row => row.description,
    PipelineSpec: row => JSON.stringify(row.template.spec),
  },
);

/** The `status` of the first API, which a run still has. */
const conditions: Record<string, string> = {
  PENDING: 'Pending',
  PAUSED: 'Pending',
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  SKIPPED: 'Skipped',
  FAILED: 'Failed',
  CANCELED: 'Failed',
  CANCELING: 'Terminating',
};

export const runFields = fieldsOf<RunRow>(
  'Run',
  '',
  {
    run_id: 'UUID',
    id: 'UUID',
    display_name: 'DisplayName',
    name: 'DisplayName',
    created_at: 'CreatedAtInSec',
    finished_at: 'FinishedAtInSec',
    description: 'Description',
    scheduled_at: 'ScheduledAtInSec',
    storage_state: 'StorageState',
    status: 'Conditions',
    namespace: 'Namespace',
    experiment_id: 'ExperimentUUID',
    state: 'State',
    state_history: 'StateHistory',
    runtime_details: 'PipelineRuntimeManifest',
    recurring_run_id: 'JobUUID',
  },
  {
    UUID: row => row.id,
    DisplayName: row => row.displayName,
    CreatedAtInSec: row => row.createdAt,
    FinishedAtInSec: row => row.finishedAt,
    Description: row => row.description,
    ScheduledAtInSec: row => row.scheduledAt,
    StorageState: row => row.storageState,
    Conditions: row => conditions[row.state] ?? 'Unknown',
    Namespace: row => row.namespace,
    ExperimentUUID: row => row.experimentId,
    State: row => row.state,
    StateHistory: row => JSON.stringify(row.history),
    PipelineRuntimeManifest: () => '',
    JobUUID: row => row.recurringRunId,
  },
  {
    // The server forgot them where it makes page tokens.
    unpageable: ['ExperimentUUID', 'StateHistory', 'JobUUID'],
    metrics: true,
  },
);

export const recurringFields = fieldsOf<RecurringRow>(
  'Job',
  'jobs',
  {
    id: 'UUID',
    recurring_run_id: 'UUID',
    name: 'DisplayName',
    display_name: 'DisplayName',
    created_at: 'CreatedAtInSec',
    updated_at: 'UpdatedAtInSec',
    description: 'Description',
  },
  {
    UUID: row => row.id,
    DisplayName: row => row.displayName,
    CreatedAtInSec: row => row.createdAt,
    UpdatedAtInSec: row => row.updatedAt,
    Description: row => row.description,
  },
);

export const taskFields = fieldsOf<ExecutionRow>(
  'Task',
  'tasks',
  {
    task_id: 'UUID',
    run_id: 'RunUUID',
    name: 'Name',
    cache_fingerprint: 'Fingerprint',
    create_time: 'CreatedAtInSec',
    start_time: 'StartedInSec',
    end_time: 'FinishedInSec',
  },
  {
    UUID: row => row.id,
    RunUUID: row => row.runId,
    Name: row => row.taskName,
    Fingerprint: row => row.fingerprint ?? '',
    CreatedAtInSec: row => row.createdAt,
    StartedInSec: row => row.startedAt,
    FinishedInSec: row => row.finishedAt,
  },
);

export const artifactFields = fieldsOf<{ id: string; row: ArtifactRow }>(
  'Artifact',
  'artifacts',
  {
    id: 'UUID',
    artifact_id: 'UUID',
    name: 'Name',
    type: 'Type',
    uri: 'URI',
    created_at: 'CreatedAtInSec',
  },
  {
    UUID: ({ id }) => id,
    Name: ({ row }) => row.key,
    Type: ({ row }) => row.type,
    URI: ({ row }) => row.uri,
    CreatedAtInSec: ({ row }) => row.createdAt,
  },
);

export const artifactTaskFields = fieldsOf<{ id: string }>(
  'ArtifactTask',
  'artifact_tasks',
  { id: 'UUID' },
  { UUID: ({ id }) => id, CreatedAtInSec: () => 0 },
);
