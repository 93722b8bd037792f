import type { JsonObject } from '../../json';
import type { Seconds } from './rows';

/** An artifact that a task has made or brought in. */
export interface ArtifactRow {
  id: string;
  runId: string;
  namespace: string;
  /** Of the task's output. */
  key: string;
  /** `system.Model` */
  type: string;
  uri: string;
  metadata: JsonObject;
  createdAt: Seconds;
  /** {@link ExecutionRow.id} */
  producer: string;
}

/** What goes into a task or comes out of it; artifacts by their ids. */
export interface TaskValues {
  parameters: Record<string, unknown>;
  artifacts: Record<string, string[]>;
}

export type ExecutionState =
  'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'CACHED';

/** One execution of a task: of a DAG, of a round of a loop, of a container. */
export interface ExecutionRow {
  /** A UUID, as the newer task API has it. */
  id: string;
  /** A number, as drivers pass it on (`--dag_execution_id`). */
  number: string;
  runId: string;
  namespace: string;
  kind: 'ROOT' | 'DAG' | 'LOOP' | 'CONTAINER' | 'IMPORTER';
  taskName: string;
  /** ComponentSpec and PipelineTaskSpec; the root has no task. */
  component: JsonObject;
  task: JsonObject;
  /** Number of the DAG around. */
  parent: string;
  /** In a loop: which round. */
  iteration?: number;
  /** Of a loop. */
  rounds?: number;
  state: ExecutionState;
  message?: string;
  createdAt: Seconds;
  startedAt: Seconds;
  finishedAt: Seconds;
  pods: { name: string; uid: string; type: 'DRIVER' | 'EXECUTOR' }[];
  inputs: TaskValues;
  outputs: TaskValues;
  fingerprint?: string;
}
