import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Artifact,
  CreatedResponse,
  CreateExperimentRequest,
  CreateRecurringRunRequest,
  CreateRunRequest,
  ExperimentsQuery,
  ExperimentsResponse,
  Pipeline,
  PipelineExperiment,
  PipelinesQuery,
  PipelinesResponse,
  PipelinesServersResponse,
  PipelineVersionDetail,
  PipelineVersionsResponse,
  RecurringRun,
  RecurringRunsQuery,
  RecurringRunsResponse,
  RunCommand,
  RunDetail,
  RunDiagnosisResponse,
  RunPodsResponse,
  RunsQuery,
  RunsResponse,
  UploadPipelineRequest,
  UploadPipelineResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { KubeflowRequestOptions } from '../../api/KubeflowApi';

/** Names one record of the Pipelines API of one cluster. @public */
export interface PipelinesRecordRef {
  /** Name of the cluster, as the portal's configuration has it. */
  cluster: string;
  id: string;
  /**
   * Where the record lies, where that is known: servers that are asked as a service account of its namespace may need
   * it.
   */
  namespace?: string;
}

/** Names one version of a pipeline. @public */
export interface PipelineVersionRef {
  cluster: string;
  pipelineId: string;
  versionId: string;
  /** As in {@link PipelinesRecordRef}. */
  namespace?: string;
}

/** Names an artifact that a run made or took. @public */
export interface RunArtifactRef {
  cluster: string;
  runId: string;
  artifactId: string;
  /** As in {@link PipelinesRecordRef}. */
  namespace?: string;
}

/** The first bytes of an artifact. @public */
export interface ArtifactBytes {
  /** As the backend names it; never to be trusted as a page of its own. */
  contentType: string;
  bytes: Uint8Array;
  /** There is more than these. */
  isTruncated: boolean;
  /** In all, in bytes, where it is known. */
  size?: number;
}

/**
 * Kubeflow Pipelines, as the portal's backend offers it to its frontend.
 *
 * Every method rejects with a `ResponseError` when the backend answers with an error status, with a
 * `KubeflowResponseError` when the answer is not what this version understands, and with a `TypeError` when the
 * backend cannot be reached. A list's `nextPageToken` belongs to the query that it was the answer to.
 *
 * @public
 */
export interface KubeflowPipelinesApi {
  listServers(
    options?: KubeflowRequestOptions,
  ): Promise<PipelinesServersResponse>;

  listPipelines(
    cluster: string,
    query?: PipelinesQuery,
    options?: KubeflowRequestOptions,
  ): Promise<PipelinesResponse>;
  getPipeline(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<Pipeline>;
  uploadPipeline(
    cluster: string,
    request: UploadPipelineRequest,
    options?: KubeflowRequestOptions,
  ): Promise<UploadPipelineResponse>;
  /** With all of its versions. */
  deletePipeline(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<void>;
  listVersions(
    ref: PipelinesRecordRef,
    query?: PipelinesQuery,
    options?: KubeflowRequestOptions,
  ): Promise<PipelineVersionsResponse>;
  getVersion(
    ref: PipelineVersionRef,
    options?: KubeflowRequestOptions,
  ): Promise<PipelineVersionDetail>;
  uploadVersion(
    ref: PipelinesRecordRef,
    request: UploadPipelineRequest,
    options?: KubeflowRequestOptions,
  ): Promise<UploadPipelineResponse>;
  deleteVersion(
    ref: PipelineVersionRef,
    options?: KubeflowRequestOptions,
  ): Promise<void>;

  listRuns(
    cluster: string,
    query?: RunsQuery,
    options?: KubeflowRequestOptions,
  ): Promise<RunsResponse>;
  createRun(
    cluster: string,
    request: CreateRunRequest,
    options?: KubeflowRequestOptions,
  ): Promise<CreatedResponse>;
  getRun(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<RunDetail>;
  commandRun(
    ref: PipelinesRecordRef,
    command: RunCommand,
    options?: KubeflowRequestOptions,
  ): Promise<void>;
  deleteRun(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<void>;
  listRunPods(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<RunPodsResponse>;
  getRunDiagnosis(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<RunDiagnosisResponse>;

  getArtifact(
    ref: RunArtifactRef,
    options?: KubeflowRequestOptions,
  ): Promise<Artifact>;
  /** @param maxBytes - 1 to 10,000,000. Default: 262,144 */
  readArtifact(
    ref: RunArtifactRef,
    options?: KubeflowRequestOptions & { maxBytes?: number },
  ): Promise<ArtifactBytes>;
  /** The whole of it, to be saved as a file. */
  downloadArtifact(
    ref: RunArtifactRef,
    options?: KubeflowRequestOptions,
  ): Promise<Blob>;

  listExperiments(
    cluster: string,
    query?: ExperimentsQuery,
    options?: KubeflowRequestOptions,
  ): Promise<ExperimentsResponse>;
  createExperiment(
    cluster: string,
    request: CreateExperimentRequest,
    options?: KubeflowRequestOptions,
  ): Promise<CreatedResponse>;
  getExperiment(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<PipelineExperiment>;
  commandExperiment(
    ref: PipelinesRecordRef,
    command: 'archive' | 'restore',
    options?: KubeflowRequestOptions,
  ): Promise<void>;
  deleteExperiment(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<void>;

  listRecurringRuns(
    cluster: string,
    query?: RecurringRunsQuery,
    options?: KubeflowRequestOptions,
  ): Promise<RecurringRunsResponse>;
  createRecurringRun(
    cluster: string,
    request: CreateRecurringRunRequest,
    options?: KubeflowRequestOptions,
  ): Promise<CreatedResponse>;
  getRecurringRun(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<RecurringRun>;
  commandRecurringRun(
    ref: PipelinesRecordRef,
    command: 'enable' | 'disable',
    options?: KubeflowRequestOptions,
  ): Promise<void>;
  deleteRecurringRun(
    ref: PipelinesRecordRef,
    options?: KubeflowRequestOptions,
  ): Promise<void>;
}

/** @public */
export const kubeflowPipelinesApiRef =
  createApiRef<KubeflowPipelinesApi>().with({
    id: 'plugin.kubeflow.pipelines-api',
    pluginId: 'kubeflow',
  });
