import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { eventually } from './eventually';
import { FakeApiServer, type FakeResource } from './FakeApiServer';
import { FakePipelinesApi } from './FakePipelinesApi';
import { trainJobs } from './objects';
import { seedPipelines, workflows } from './pipelinesObjects';
import { startPortal, type Portal } from './startPortal';

/** A portal with a cluster `dev` of our own credential, and its Pipelines API. */
export class PipelinesSetting implements AsyncDisposable {
  private constructor(
    readonly cluster: FakeApiServer,
    readonly api: FakePipelinesApi,
    readonly portal: Portal,
  ) {}

  static async start(
    options: {
      /** Beside the API's address. */
      pipelines?: JsonObject;
      /** What would be an object store is at the API's address, too. */
      objectStore?: boolean;
      resources?: FakeResource[];
      features?: BackendFeature[];
      /** Namespace of all that is there; the API is one for several users then. */
      namespace?: string;
      seed?: (api: FakePipelinesApi) => void;
      /** `proxy`: the cluster is one of the Kubernetes plugin's, and its API behind a service. Default: our own. */
      way?: 'proxy' | 'own';
      /** More of the `kubeflow:` section. */
      kubeflow?: JsonObject;
    } = {},
  ): Promise<PipelinesSetting> {
    const cluster = await FakeApiServer.start([
      workflows,
      trainJobs,
      ...(options.resources ?? []),
    ]);
    const api = await FakePipelinesApi.start();
    api.multiUser = options.namespace !== undefined;
    seedPipelines(api, options.namespace);
    options.seed?.(api);
    cluster.services.set('kubeflow/ml-pipeline:8888', api.url);
    const portal = await startPortal({
      config: { app: { baseUrl: 'http://localhost:3000' } },
      features: options.features,
      ...(options.way === 'proxy'
        ? {
            clusters: [{ name: 'dev', url: cluster.url }],
            kubeflow: { ...options.kubeflow, pipelines: options.pipelines },
          }
        : {
            kubeflow: {
              ...options.kubeflow,
              clusters: {
                dev: {
                  url: cluster.url,
                  serviceAccountToken: 'ours',
                  pipelines: {
                    url: api.url,
                    ...options.pipelines,
                    ...(options.objectStore && {
                      objectStore: {
                        endpoint: api.url,
                        accessKeyId: 'minio',
                        secretAccessKey: 'minio123',
                      },
                    }),
                  },
                },
              },
            },
          }),
    });
    await eventually(() => expect(cluster.watches('workflows')).toBe(1));
    return new PipelinesSetting(cluster, api, portal);
  }

  /** What an address of the Pipelines API of `dev` answers. */
  async ask(
    path: string,
    options: { method?: string; body?: unknown; headers?: HeadersInit } = {},
  ): Promise<{ status: number; body: unknown; headers: Headers }> {
    const { method, body, headers } = options;
    const response = await this.portal.fetch(`/v1/pipelines/dev${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  /** The message of an answer that must be an error. */
  async error(
    path: string,
    options?: Parameters<PipelinesSetting['ask']>[1],
  ): Promise<[status: number, message: string]> {
    const { status, body } = await this.ask(path, options);
    const { error } = body as { error?: { message?: string } };
    return [status, error?.message ?? `no error: ${JSON.stringify(body)}`];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.portal.stop();
    await this.api[Symbol.asyncDispose]();
    await this.cluster[Symbol.asyncDispose]();
  }
}
