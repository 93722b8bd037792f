import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  clustersResponseSchema,
  eventsResponseSchema,
  kindsResponseSchema,
  podsResponseSchema,
  workloadDetailSchema,
  workloadsResponseSchema,
  type ClustersResponse,
  type EventsResponse,
  type KindsResponse,
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
} from './KubeflowApi';
import { KubeflowResponseError } from './KubeflowResponseError';
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
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (options.lastEventId) {
      headers['Last-Event-ID'] = options.lastEventId;
    }
    const response = await this.#backend.fetch(`/v1/stream${query}`, {
      signal: options.signal,
      headers,
    });
    const type = response.headers.get('Content-Type') ?? 'no content type';
    if (!response.body || !type.startsWith('text/event-stream')) {
      throw new KubeflowResponseError(
        'GET /v1/stream',
        `${type} instead of text/event-stream`,
      );
    }
    options.onActivity?.();
    yield* readStream(response.body, options.onActivity);
  }
}
