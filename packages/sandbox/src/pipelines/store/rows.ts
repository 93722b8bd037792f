import type { JsonObject } from '../../json';
import type { Template } from '../spec';

/** Times are whole seconds since 1970, as the server's database has them; 0 is never. */
export type Seconds = number;

export type StorageState = 'AVAILABLE' | 'ARCHIVED';

export type RuntimeState =
  | 'RUNTIME_STATE_UNSPECIFIED'
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'SKIPPED'
  | 'FAILED'
  | 'CANCELING'
  | 'CANCELED'
  | 'PAUSED';

export interface StateChange {
  at: Seconds;
  state: RuntimeState;
}

export interface ExperimentRow {
  id: string;
  name: string;
  description: string;
  createdAt: Seconds;
  lastRunCreatedAt: Seconds;
  /** Empty in single-user mode. */
  namespace: string;
  storageState: StorageState;
}

export interface PipelineRow {
  id: string;
  name: string;
  displayName: string;
  description: string;
  createdAt: Seconds;
  /** Empty when it is shared by all. */
  namespace: string;
  tags: Record<string, string>;
}

export interface VersionRow {
  id: string;
  pipelineId: string;
  name: string;
  displayName: string;
  description: string;
  createdAt: Seconds;
  codeSourceUrl: string;
  packageUrl: string;
  template: Template;
  tags: Record<string, string>;
}

/** What a run or a recurring run runs. */
export interface PipelineSource {
  pipelineId: string;
  versionId: string;
  /** Only when neither of them is there. */
  spec?: JsonObject;
}

export interface RuntimeConfig {
  parameters: Record<string, unknown>;
  pipelineRoot: string;
}

/** A row of `run_details.task_details`: a node of the Workflow as it was last reported. */
export interface TaskRow {
  id: string;
  /** The name of the node's pod, or what would be its name. */
  podName: string;
  displayName: string;
  createdAt: Seconds;
  startedAt: Seconds;
  finishedAt: Seconds;
  state: RuntimeState;
  history: StateChange[];
  children: string[];
}

export interface RunRow {
  id: string;
  displayName: string;
  /** Of the Workflow. */
  k8sName: string;
  description: string;
  namespace: string;
  experimentId: string;
  recurringRunId: string;
  storageState: StorageState;
  serviceAccount: string;
  source: PipelineSource;
  config: RuntimeConfig;
  createdAt: Seconds;
  scheduledAt: Seconds;
  finishedAt: Seconds;
  state: RuntimeState;
  history: StateChange[];
  tasks: TaskRow[];
  /** The Workflow as it was last reported: what retries and artifacts are read from. */
  workflow?: JsonObject;
  retryGeneration: number;
  pluginsInput?: JsonObject;
}

export interface Schedule {
  start?: Seconds;
  end?: Seconds;
}

export interface Trigger {
  cron?: Schedule & { expression: string };
  periodic?: Schedule & { seconds: number };
}

export interface RecurringRow {
  /** The uid of the ScheduledWorkflow. */
  id: string;
  displayName: string;
  k8sName: string;
  description: string;
  namespace: string;
  experimentId: string;
  serviceAccount: string;
  source: PipelineSource;
  config: RuntimeConfig;
  trigger: Trigger;
  maxConcurrency: number;
  noCatchup: boolean;
  enabled: boolean;
  createdAt: Seconds;
  updatedAt: Seconds;
  pluginsInput?: JsonObject;
}
