import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  clustersResponseSchema,
  diagnosisResponseSchema,
  eventsResponseSchema,
  kindsResponseSchema,
  logEventSchema,
  podsResponseSchema,
  streamEventSchema,
  workloadDetailSchema,
  workloadsResponseSchema,
  type ClustersResponse,
  type DiagnosisResponse,
  type EventsResponse,
  type KindsResponse,
  type LogDownloadQuery,
  type LogsQuery,
  type PodsResponse,
  type WorkloadDetail,
  type WorkloadsRequest,
  type WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { BackendConnection } from './BackendConnection';
import type {
  KubeflowApi,
  KubeflowRequestOptions,
  KubeflowStreamMessage,
  KubeflowStreamOptions,
  KubeflowStreamRequest,
  LogMessage,
} from './KubeflowApi';
import { KubeflowResponseError } from './KubeflowResponseError';
import { logPath, logPlace, type LogAddress } from './LogAddress';
import { queryString } from './queryString';
import { readStream } from './readStream';
import { workloadPath, type WorkloadRef } from './workloadRef';

/** The {@link KubeflowApi} over HTTP. @public */
export class KubeflowClient implements KubeflowApi {
  readonly #backend: BackendConnection;

  constructor(options: { fetchApi: FetchApi; discoveryApi: DiscoveryApi }) {
    this.#backend = new BackendConnection(options);
  }

  async listClusters(
    options?: KubeflowRequestOptions,
  ): Promise<ClustersResponse> {
    return this.#backend.get('/v1/clusters', clustersResponseSchema, options);
  }

  async listKinds(options?: KubeflowRequestOptions): Promise<KindsResponse> {
    return this.#backend.get('/v1/kinds', kindsResponseSchema, options);
  }

  async listWorkloads(
    request: WorkloadsRequest,
    options?: KubeflowRequestOptions,
  ): Promise<WorkloadsResponse> {
    const query = queryString(request as Parameters<typeof queryString>[0]);
    return this.#backend.get(
      `/v1/workloads${query}`,
      workloadsResponseSchema,
      options,
    );
  }

  async getWorkload(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<WorkloadDetail> {
    return this.#backend.get(
      `/v1/workloads/${workloadPath(ref)}`,
      workloadDetailSchema,
      options,
    );
  }

  async listPods(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<PodsResponse> {
    return this.#backend.get(
      `/v1/workloads/${workloadPath(ref)}/pods`,
      podsResponseSchema,
      options,
    );
  }

  async listEvents(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<EventsResponse> {
    return this.#backend.get(
      `/v1/workloads/${workloadPath(ref)}/events`,
      eventsResponseSchema,
      options,
    );
  }

  async getManifest(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<string> {
    const response = await this.#backend.fetch(
      `/v1/workloads/${workloadPath(ref)}/yaml`,
      {
        signal: options?.signal,
        headers: { Accept: 'application/yaml, text/yaml, text/plain' },
      },
    );
    return response.text();
  }

  async *stream(
    request: KubeflowStreamRequest,
    options: KubeflowStreamOptions = {},
  ): AsyncGenerator<KubeflowStreamMessage> {
    const query = queryString({
      ...(request.filter as Parameters<typeof queryString>[0]),
      since: options.lastEventId ? undefined : request.since,
      object: request.object && workloadPath(request.object),
    });
    const body = await this.#openStream(`/v1/stream${query}`, options);
    yield* readStream(body, streamEventSchema, options.onActivity);
  }

  async getDiagnosis(
    ref: WorkloadRef,
    options?: KubeflowRequestOptions,
  ): Promise<DiagnosisResponse> {
    return this.#backend.get(
      `/v1/workloads/${workloadPath(ref)}/diagnosis`,
      diagnosisResponseSchema,
      options,
    );
  }

  async *openLogs(
    address: LogAddress,
    query: LogsQuery,
    options: KubeflowStreamOptions = {},
  ): AsyncGenerator<LogMessage> {
    const asked = { ...query, ...logPlace(address) };
    const path = `${logPath(address)}${queryString(asked as Parameters<typeof queryString>[0])}`;
    const body = await this.#openStream(path, options);
    yield* readStream(body, logEventSchema, options.onActivity);
  }

  async downloadLogs(
    address: LogAddress,
    query: LogDownloadQuery,
    options?: KubeflowRequestOptions,
  ): Promise<Blob> {
    const response = await this.#backend.fetch(
      `${logPath(address)}/download${queryString({ ...query, ...logPlace(address) })}`,
      { signal: options?.signal, headers: { Accept: 'text/plain' } },
    );
    return response.blob();
  }

  /** Opens a stream of server-sent events, where the last one was cut if there was one. */
  async #openStream(
    path: string,
    options: KubeflowStreamOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (options.lastEventId) {
      headers['Last-Event-ID'] = options.lastEventId;
    }
    const response = await this.#backend.fetch(path, {
      signal: options.signal,
      headers,
    });
    const type = response.headers.get('Content-Type') ?? 'no content type';
    if (!response.body || !type.startsWith('text/event-stream')) {
      throw new KubeflowResponseError(
        `GET ${path.split('?')[0]}`,
        `${type} instead of text/event-stream`,
      );
    }
    options.onActivity?.();
    return response.body;
  }
}
