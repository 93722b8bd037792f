import type {
  Artifact,
  CreateExperimentRequest,
  CreateRecurringRunRequest,
  CreateRunRequest,
  ExperimentsQuery,
  Pipeline,
  PipelineExperiment,
  PipelinesQuery,
  PipelineVersion,
  RecurringRun,
  RecurringRunsQuery,
  Run,
  RunCommand,
  RunsQuery,
  RunTask,
  UploadPipelineRequest,
} from '@kubeflow-portal/plugin-kubeflow-common';

/**
 * Who asks a Pipelines API: the person behind the request, as the cluster knows that person. Servers for one user take
 * no notice of it.
 *
 * @public
 */
export interface PipelinesCaller {
  /** As `kubeflow-userid` has it, usually an email address. Absent when a backend asks for itself. */
  userId?: string;
  /**
   * The namespace that the request is about, where it is known: servers that are asked as a service account want the
   * one of this namespace. Requests that name a namespace themselves need not say it here.
   */
  namespace?: string;
  /** Ends the request. */
  signal?: AbortSignal;
}

/** A page of records. @public */
export interface PipelinesPage<T> {
  items: T[];
  nextPageToken?: string;
  total?: number;
}

/** A run with what only its own address tells. @public */
export interface RunRecord {
  run: Run;
  parameters: Record<string, unknown>;
  pipelineRoot?: string;
  stateHistory: {
    state: Run['state'];
    reason?: string;
    message?: string;
    at?: string;
  }[];
  /** Only of runs that were made of a specification, or of servers that send it along. */
  spec?: unknown;
  /** Where the server keeps tasks in the run itself (`details`). */
  taskDetails?: unknown[];
}

/** What a Pipelines API says of itself. @public */
export interface PipelinesServerInfo {
  version?: string;
  multiUser: boolean;
  taskModel: 'details' | 'tasks';
}

/** A piece of an artifact's content. @public */
export interface ArtifactContent {
  contentType: string;
  bytes: Uint8Array;
  /** In all, where it is known. */
  size?: number;
  isTruncated: boolean;
}

/** A pod of a run whose log may have been put away. @public */
export interface ArchivedLogRequest {
  runId: string;
  /** One of {@link RunTask.podNames}; the caller has to see to that. */
  pod: string;
  namespace: string;
  /** ISO 8601; of the workflow, which is of the same moment as the run. */
  createdAt?: string;
  maxBytes: number;
}

/** What a pod's container `main` wrote, at the end. @public */
export interface ArchivedLog {
  bytes: Uint8Array;
  /** More was written before it. */
  isTruncated: boolean;
}

/**
 * The Kubeflow Pipelines API (v2beta1) of one cluster, with its traps taken out: dates of 1970 are absent, states are
 * the portal's, texts are cleaned, a 200 that hides an error is an error, and both task models give the same tasks.
 *
 * Every method throws a {@link PipelinesError} when the API refuses or cannot be reached.
 *
 * @public
 */
export interface PipelinesClient {
  readonly cluster: string;

  /** Kept for a while; asks again after a failure. */
  info(caller: PipelinesCaller): Promise<PipelinesServerInfo>;

  listPipelines(
    query: PipelinesQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<Pipeline>>;
  getPipeline(id: string, caller: PipelinesCaller): Promise<Pipeline>;
  /** Names of several at once, in one request; what does not exist is left out. */
  getPipelines(
    ids: readonly string[],
    caller: PipelinesCaller,
    namespace?: string,
  ): Promise<Pipeline[]>;
  listVersions(
    pipelineId: string,
    query: PipelinesQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<PipelineVersion>>;
  getVersion(
    pipelineId: string,
    versionId: string,
    caller: PipelinesCaller,
  ): Promise<{ version: PipelineVersion; spec: unknown }>;
  uploadPipeline(
    request: UploadPipelineRequest,
    caller: PipelinesCaller,
  ): Promise<{ pipelineId: string; versionId?: string }>;
  uploadVersion(
    pipelineId: string,
    request: UploadPipelineRequest,
    caller: PipelinesCaller,
  ): Promise<{ pipelineId: string; versionId: string }>;
  /** With all of its versions. */
  deletePipeline(id: string, caller: PipelinesCaller): Promise<void>;
  deleteVersion(
    pipelineId: string,
    versionId: string,
    caller: PipelinesCaller,
  ): Promise<void>;

  /** One request. Does not know names of experiments and pipelines. */
  listRuns(
    query: RunsQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<Run>>;
  getRun(id: string, caller: PipelinesCaller): Promise<RunRecord>;
  /** Tasks by the server's own model; needs the graph of the specification to place them. */
  listTasks(
    record: RunRecord,
    spec: unknown,
    caller: PipelinesCaller,
  ): Promise<RunTask[]>;
  createRun(request: CreateRunRequest, caller: PipelinesCaller): Promise<Run>;
  commandRun(
    id: string,
    command: RunCommand,
    caller: PipelinesCaller,
  ): Promise<void>;
  deleteRun(id: string, caller: PipelinesCaller): Promise<void>;

  listExperiments(
    query: ExperimentsQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<PipelineExperiment>>;
  getExperiment(
    id: string,
    caller: PipelinesCaller,
  ): Promise<PipelineExperiment>;
  /** Several at once, in one request; what does not exist is left out. */
  getExperiments(
    ids: readonly string[],
    caller: PipelinesCaller,
    namespace?: string,
  ): Promise<PipelineExperiment[]>;
  createExperiment(
    request: CreateExperimentRequest,
    caller: PipelinesCaller,
  ): Promise<PipelineExperiment>;
  commandExperiment(
    id: string,
    command: 'archive' | 'restore',
    caller: PipelinesCaller,
  ): Promise<void>;
  deleteExperiment(id: string, caller: PipelinesCaller): Promise<void>;

  listRecurringRuns(
    query: RecurringRunsQuery,
    caller: PipelinesCaller,
  ): Promise<PipelinesPage<RecurringRun>>;
  getRecurringRun(id: string, caller: PipelinesCaller): Promise<RecurringRun>;
  createRecurringRun(
    request: CreateRecurringRunRequest,
    caller: PipelinesCaller,
  ): Promise<RecurringRun>;
  commandRecurringRun(
    id: string,
    command: 'enable' | 'disable',
    caller: PipelinesCaller,
  ): Promise<void>;
  deleteRecurringRun(id: string, caller: PipelinesCaller): Promise<void>;

  getArtifact(id: string, caller: PipelinesCaller): Promise<Artifact>;
  /**
   * The first bytes of an artifact's content.
   *
   * @throws PipelinesError of kind `unsupported` where neither the API nor a configured object store offers it
   */
  readArtifact(
    artifact: Artifact,
    options: { maxBytes: number; runId: string; task?: RunTask },
    caller: PipelinesCaller,
  ): Promise<ArtifactContent>;

  /**
   * What Argo put away of the log of a pod that is gone: from the configured object store, else through the API.
   *
   * @throws PipelinesError of kind `not-found` where neither has it
   */
  readArchivedLog(
    request: ArchivedLogRequest,
    caller: PipelinesCaller,
  ): Promise<ArchivedLog>;
}
