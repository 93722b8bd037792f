import {
  coreServices,
  createBackendPlugin,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Request, Response as ExpressResponse } from 'express';
import {
  clustersResponseSchema,
  workloadsResponseSchema,
  type Cluster,
  type ClusterKind,
  type WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { z } from 'zod';
import { kubeflowPlugin } from '../plugin';
import { SseReader } from './SseReader';

/** A cluster as the fake Kubernetes plugin knows it. */
export interface FakeCluster {
  name: string;
  title?: string;
  url: string;
  authProvider?: string;
}

/** Short enough that tests need not wait for them, long enough that nothing happens by accident. */
const quick: JsonObject = {
  watch: {
    retryInitial: { milliseconds: 5 },
    retryMax: { milliseconds: 40 },
    discoveryInterval: { milliseconds: 100 },
    requestTimeout: { milliseconds: 3000 },
  },
  children: { linger: { milliseconds: 50 } },
};

/** A running backend with this plugin and a Kubernetes plugin in front of fake clusters. */
export async function startPortal(
  options: {
    clusters?: FakeCluster[];
    /** The `kubeflow:` section, beside quick times. */
    kubeflow?: JsonObject;
    config?: JsonObject;
    features?: BackendFeature[];
    /** Called for each request to the fake Kubernetes plugin; what it gives is answered instead. */
    intercept?: (path: string) => { status: number; body: unknown } | undefined;
  } = {},
): Promise<Portal> {
  const clusters = options.clusters ?? [];
  const backend = await startTestBackend({
    features: [
      kubeflowPlugin,
      fakeKubernetesPlugin(clusters, options.intercept),
      mockServices.rootConfig.factory({
        data: {
          ...options.config,
          kubeflow: mergeDeep(quick, options.kubeflow ?? {}),
        },
      }),
      ...(options.features ?? []),
    ],
  });
  return new Portal(backend, clusters);
}

/** @see startPortal */
export class Portal implements AsyncDisposable {
  readonly url: string;
  readonly clusters: FakeCluster[];
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;
  readonly #streams: SseReader[] = [];

  constructor(
    backend: Awaited<ReturnType<typeof startTestBackend>>,
    clusters: FakeCluster[],
  ) {
    this.#backend = backend;
    this.clusters = clusters;
    this.url = `http://localhost:${backend.server.port()}/api/kubeflow`;
  }

  async fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`${this.url}${path}`, init);
  }

  /** The answer, as its schema reads it. */
  async get<T extends z.ZodType>(
    path: string,
    schema: T,
  ): Promise<z.output<T>> {
    const response = await this.fetch(path);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${response.status}: ${text}`);
    }
    return schema.parse(JSON.parse(text));
  }

  async getError(path: string): Promise<{ status: number; message: string }> {
    const response = await this.fetch(path);
    const body = (await response.json()) as { error?: { message?: string } };
    return { status: response.status, message: body.error?.message ?? '' };
  }

  async cluster(name: string): Promise<Cluster> {
    const { items } = await this.get('/v1/clusters', clustersResponseSchema);
    const cluster = items.find(item => item.name === name);
    if (!cluster) {
      throw new Error(`There is no cluster ${name}`);
    }
    return cluster;
  }

  /** How a kind is followed in a cluster. */
  async kind(cluster: string, id: string): Promise<ClusterKind> {
    const { kinds } = await this.cluster(cluster);
    const kind = kinds.find(each => each.kind === id);
    if (!kind) {
      throw new Error(`There is no kind ${id}`);
    }
    return kind;
  }

  async list(query = ''): Promise<WorkloadsResponse> {
    return this.get(`/v1/workloads${query}`, workloadsResponseSchema);
  }

  /** Names of the rows that a query finds, in order. */
  async names(query = ''): Promise<string[]> {
    return (await this.list(query)).items.map(item => item.name);
  }

  async stream(
    query = '',
    headers: Record<string, string> = {},
  ): Promise<SseReader> {
    const reader = await SseReader.open(
      `${this.url}/v1/stream${query}`,
      headers,
    );
    this.#streams.push(reader);
    return reader;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stream of this.#streams) {
      stream.close();
    }
    await this.stop();
  }
}

/** What our plugin uses of Backstage's Kubernetes plugin: its list of clusters and its proxy. */
function fakeKubernetesPlugin(
  clusters: FakeCluster[],
  intercept: (
    path: string,
  ) => { status: number; body: unknown } | undefined = () => undefined,
) {
  return createBackendPlugin({
    pluginId: 'kubernetes',
    register(env) {
      env.registerInit({
        deps: {
          httpRouter: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        async init({ httpRouter, httpAuth }) {
          httpRouter.use(async (request, response) => {
            await httpAuth.credentials(request, { allow: ['service'] });
            const intercepted = intercept(request.path);
            if (intercepted) {
              response.status(intercepted.status).json(intercepted.body);
              return;
            }
            if (request.path === '/clusters') {
              response.json({
                items: clusters.map(({ name, title, authProvider }) => ({
                  name,
                  title,
                  authProvider: authProvider ?? 'serviceAccount',
                })),
              });
              return;
            }
            const name = request.header('backstage-kubernetes-cluster');
            const cluster = clusters.find(each => each.name === name);
            if (!cluster) {
              response.status(404).json({
                error: {
                  name: 'NotFoundError',
                  message: `Cluster '${name}' not found`,
                },
              });
              return;
            }
            await forward(
              `${cluster.url}${request.url.slice('/proxy'.length)}`,
              request,
              response,
            );
          });
        },
      });
    },
  });
}

async function forward(
  url: string,
  request: Request,
  response: ExpressResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const pieces: Uint8Array[] = [];
  for await (const piece of request) {
    pieces.push(piece);
  }
  try {
    const upstream = await fetch(url, {
      method: request.method,
      headers: {
        accept: request.header('accept') ?? '*/*',
        'content-type': request.header('content-type') ?? '',
      },
      body: pieces.length > 0 ? Buffer.concat(pieces) : undefined,
      signal: gone.signal,
    });
    response.status(upstream.status);
    for (const name of ['content-type', 'retry-after']) {
      const value = upstream.headers.get(name);
      if (value) {
        response.setHeader(name, value);
      }
    }
    // Like http-proxy, it sends the headers with the first piece of the body, so those of a quiet watch come late.
    for await (const piece of upstream.body ?? []) {
      response.write(piece);
    }
    response.end();
  } catch (error) {
    if (response.headersSent) {
      response.destroy();
    } else {
      const cause = error instanceof Error ? error.cause : undefined;
      response.status(500).json({
        error: {
          name: 'ForwardedError',
          message: `Cluster request error; caused by ${cause}`,
        },
      });
    }
  }
}

function mergeDeep(left: JsonObject, right: JsonObject): JsonObject {
  const merged: JsonObject = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const before = merged[key];
    merged[key] =
      isSection(before) && isSection(value) ? mergeDeep(before, value) : value;
  }
  return merged;
}

function isSection(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
