import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  Cluster,
  Kind,
  StreamEvent,
  Warning,
  Workload,
  WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** Where tests mount the backend. */
export const BASE_URL = 'http://localhost:7007/api/kubeflow';

interface OpenStream {
  query: URLSearchParams;
  headers: Headers;
  send(text: string): void;
  cut(): void;
}

/**
 * The Kubeflow backend as a browser sees it: answers over HTTP from the rows it is given, and streams. It filters
 * and sorts by the little that tests need, and keeps every request, so that a test can see what was asked for.
 */
export class FakeKubeflowBackend implements FetchApi {
  workloads: Workload[] = [];
  clusters: Cluster[] = [testCluster()];
  kinds: Kind[] = testKinds;
  warnings: Warning[] = [];
  sequence = 100;
  /** Answers lists with this instead, while set. */
  failure: { status: number; body: unknown } | undefined;
  readonly requests: URL[] = [];
  readonly streams: OpenStream[] = [];

  readonly fetch = async (
    input: RequestInfo | URL,
    init?: RequestInit,
  ): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    this.requests.push(url);
    const path = url.pathname.replace('/api/kubeflow', '');
    if (path === '/v1/clusters') {
      return Response.json({ items: this.clusters });
    }
    if (path === '/v1/kinds') {
      return Response.json({ items: this.kinds });
    }
    if (this.failure) {
      return Response.json(this.failure.body, { status: this.failure.status });
    }
    if (path === '/v1/workloads') {
      return Response.json(this.#list(url.searchParams));
    }
    if (path === '/v1/stream') {
      return this.#stream(url, new Headers(init?.headers), init?.signal);
    }
    return Response.json(
      { error: { name: 'NotFoundError', message: `No ${path} here` } },
      { status: 404 },
    );
  };

  /** The newest request for a list, as its query. */
  get lastList(): URLSearchParams {
    const lists = this.requests.filter(url =>
      url.pathname.endsWith('/v1/workloads'),
    );
    return lists[lists.length - 1].searchParams;
  }

  /** Changes one object and tells every open stream. */
  upsert(workload: Workload): void {
    this.sequence += 1;
    const index = this.workloads.findIndex(({ uid }) => uid === workload.uid);
    this.workloads =
      index === -1
        ? [...this.workloads, workload]
        : this.workloads.with(index, workload);
    this.send({ type: 'upsert', sequence: this.sequence, workload });
  }

  /** Sends an event to every open stream. */
  send(event: StreamEvent): void {
    for (const stream of this.streams) {
      stream.send(
        `id: epoch-${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
      );
    }
  }

  #list(query: URLSearchParams): WorkloadsResponse {
    const others = (workload: Workload, key: 'state' | 'none') =>
      (query.getAll('cluster').length === 0 ||
        query.getAll('cluster').includes(workload.cluster)) &&
      (query.getAll('owner').length === 0 ||
        query.getAll('owner').includes(workload.owner ?? '')) &&
      (query.getAll('namespace').length === 0 ||
        query.getAll('namespace').includes(workload.namespace ?? '')) &&
      (query.getAll('family').length === 0 ||
        query.getAll('family').includes(workload.family)) &&
      (key === 'state' ||
        query.getAll('state').length === 0 ||
        query.getAll('state').includes(workload.state)) &&
      workload.name.includes(query.get('text') ?? '');
    const found = this.workloads.filter(workload => others(workload, 'none'));
    if (query.get('sort') === 'name') {
      found.sort((one, other) => (one.name < other.name ? -1 : 1));
      if (query.get('order') === 'desc') {
        found.reverse();
      }
    }
    const states: WorkloadsResponse['states'] = {};
    for (const workload of this.workloads.filter(each =>
      others(each, 'state'),
    )) {
      states[workload.state] = (states[workload.state] ?? 0) + 1;
    }
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return {
      items: found.slice(from, to),
      total: found.length,
      states,
      facets: {
        cluster: count(this.workloads.map(({ cluster }) => cluster)),
        namespace: count(this.workloads.map(({ namespace }) => namespace)),
        kind: count(found.map(({ kind }) => kind)),
        owner: count(this.workloads.map(({ owner }) => owner)),
      },
      accelerators: { running: 24, waiting: 8 },
      nextCursor: to < found.length ? String(to) : undefined,
      sequence: this.sequence,
      warnings: this.warnings,
    };
  }

  #stream(
    url: URL,
    headers: Headers,
    signal: AbortSignal | null | undefined,
  ): Response {
    const encoder = new TextEncoder();
    const { readable, writable } = new TransformStream<
      Uint8Array,
      Uint8Array
    >();
    const writer = writable.getWriter();
    const write = (text: string) =>
      void writer.write(encoder.encode(text)).catch(() => undefined);
    const stream: OpenStream = {
      query: url.searchParams,
      headers,
      send: write,
      cut: () => {
        this.streams.splice(this.streams.indexOf(stream), 1);
        void writer.close().catch(() => undefined);
      },
    };
    this.streams.push(stream);
    signal?.addEventListener('abort', () => {
      const index = this.streams.indexOf(stream);
      if (index !== -1) {
        stream.cut();
      }
    });
    write(
      `event: hello\ndata: {"type":"hello","sequence":${this.sequence}}\n\n`,
    );
    return new Response(readable, {
      headers: { 'Content-Type': 'text/event-stream' },
    });
  }
}

function count(
  values: (string | undefined)[],
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== undefined) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].map(([value, number]) => ({ value, count: number }));
}

/** A training job that runs; every part of it can be another. */
export function testWorkload(change: Partial<Workload> = {}): Workload {
  const name = change.name ?? 'bert';
  return {
    cluster: 'sandbox',
    namespace: 'team-vision',
    kind: 'trainjob',
    name,
    uid: `uid-${name}`,
    family: 'training',
    state: 'running',
    replicas: [],
    accelerators: [],
    createdAt: '2026-01-01T10:00:00Z',
    startedAt: '2026-01-01T10:01:00Z',
    ...change,
  };
}

/** A cluster that is well; every part of it can be another. */
export function testCluster(change: Partial<Cluster> = {}): Cluster {
  return {
    name: 'sandbox',
    title: 'Sandbox',
    connection: 'proxy',
    health: 'connected',
    kubernetesVersion: 'v1.36.0',
    kinds: testKinds.map(({ id }) => ({
      kind: id,
      status: 'watching',
      count: 3,
    })),
    ...change,
  };
}

/** A few kinds of a few families. */
export const testKinds: Kind[] = [
  {
    id: 'trainjob',
    kind: 'TrainJob',
    group: 'trainer.kubeflow.org',
    plural: 'trainjobs',
    scope: 'Namespaced',
    family: 'training',
    role: 'workload',
    title: { one: 'Train job', many: 'Train jobs' },
  },
  {
    id: 'clustertrainingruntime',
    kind: 'ClusterTrainingRuntime',
    group: 'trainer.kubeflow.org',
    plural: 'clustertrainingruntimes',
    scope: 'Cluster',
    family: 'training',
    role: 'definition',
    title: {
      one: 'Cluster training runtime',
      many: 'Cluster training runtimes',
    },
  },
  {
    id: 'inferenceservice',
    kind: 'InferenceService',
    group: 'serving.kserve.io',
    plural: 'inferenceservices',
    scope: 'Namespaced',
    family: 'serving',
    role: 'workload',
    title: { one: 'Inference service', many: 'Inference services' },
  },
];
