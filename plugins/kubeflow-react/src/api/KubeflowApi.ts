import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ClustersResponse,
  DiagnosisResponse,
  EventsResponse,
  KindsResponse,
  LogDownloadQuery,
  LogEvent,
  LogsQuery,
  PodsResponse,
  StreamEvent,
  WorkloadDetail,
  WorkloadFilter,
  WorkloadsRequest,
  WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { LogAddress } from './LogAddress';
import type { WorkloadRef } from './workloadRef';

/** @public */
export interface KubeflowRequestOptions {
  /** Aborts the request. */
  signal?: AbortSignal;
}

/** What a stream is asked for. @public */
export interface KubeflowStreamRequest {
  /** Only changes of workloads that match; absent means every workload. */
  filter?: WorkloadFilter;
  /** `sequence` of the answer that the caller holds, so that nothing between is missed. */
  since?: number;
  /** Object whose pods and events are watched while the stream is open. */
  object?: WorkloadRef;
}

/** @public */
export interface KubeflowStreamOptions extends KubeflowRequestOptions {
  /** `id` of the last message of a stream that was cut; takes precedence over `since`. */
  lastEventId?: string;
  /** Called for every sign of life, heartbeats too. */
  onActivity?: () => void;
}

/** One message of the stream. @public */
export interface KubeflowStreamMessage {
  /** Where to resume: the `lastEventId` of the next stream. */
  id?: string;
  event: StreamEvent;
}

/** One message of a log. @public */
export interface LogMessage {
  /** Where to resume: the `lastEventId` of the next stream. */
  id?: string;
  event: LogEvent;
}

/**
 * The portal's Kubeflow backend, as its frontend sees it.
 *
 * Every method rejects with a `ResponseError` when the backend answers with an error status, with a
 * `KubeflowResponseError` when the answer is not what this version understands, and with a `TypeError` when the
 * backend cannot be reached.
 *
 * @public
 */
export interface KubeflowApi {
  listClusters(options?: KubeflowRequestOptions): Promise<ClustersResponse>;
  listKinds(options?: KubeflowRequestOptions): Promise<KindsResponse>;
  listWorkloads(
    request: WorkloadsRequest,
    options?: KubeflowRequestOptions,
  ): Promise<WorkloadsResponse>;
  getWorkload(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<WorkloadDetail>;
  listPods(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<PodsResponse>;
  listEvents(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<EventsResponse>;
  /** The object as YAML text. */
  getManifest(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<string>;
  /** Why the object failed or does not go on. */
  getDiagnosis(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<DiagnosisResponse>;
  /** Opens the log of a container. Ends with an `end` event, or when it is cut; does not reconnect by itself. */
  openLogs(
    address: LogAddress,
    query: LogsQuery,
    options?: KubeflowStreamOptions,
  ): AsyncIterable<LogMessage>;
  /** The whole log of a container. */
  downloadLogs(
    address: LogAddress,
    query: LogDownloadQuery,
    options?: KubeflowRequestOptions,
  ): Promise<Blob>;
  /** Opens one stream of changes. Ends when the server ends it; does not reconnect by itself. */
  stream(
    request: KubeflowStreamRequest,
    options?: KubeflowStreamOptions,
  ): AsyncIterable<KubeflowStreamMessage>;
}

/** @public */
export const kubeflowApiRef = createApiRef<KubeflowApi>().with({
  id: 'plugin.kubeflow.api',
  pluginId: 'kubeflow',
});
