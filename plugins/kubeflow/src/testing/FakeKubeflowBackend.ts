import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  parseLabelSelector,
  type Cluster,
  type Diagnosis,
  type Kind,
  type LogEvent,
  type Pod,
  type StreamEvent,
  type Warning,
  type Workload,
  type WorkloadDetail,
  type WorkloadEvent,
  type WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { testCluster, testDetail, testKinds } from './testData';

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
  /** Labels of the workloads, by name. */
  labels: Record<string, Record<string, string>> = {};
  /** Pages of objects; those without one have the least. */
  details: WorkloadDetail[] = [];
  pods: Pod[] = [];
  events: WorkloadEvent[] = [];
  diagnoses: Diagnosis[] = [];
  /** What the log of a container begins with, by `pod/container`, or `pod/container/previous`. */
  logs: Record<string, LogEvent[]> = {};
  /** Open logs. */
  readonly logStreams: OpenStream[] = [];
  manifest = 'kind: TrainJob\n';
  sequence = 100;
  /** Answers everything but clusters and kinds with this instead, while set. */
  failure: { status: number; body?: object } | undefined;
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
      return answerError(this.failure.status, this.failure.body);
    }
    if (path === '/v1/workloads') {
      return Response.json(this.#list(url.searchParams));
    }
    if (path === '/v1/stream') {
      return this.#stream(url, new Headers(init?.headers), init?.signal);
    }
    const [, pod, container, download] =
      /\/pods\/([^/]+)\/logs\/([^/]+)(\/download)?$/.exec(path) ?? [];
    if (pod !== undefined && container !== undefined) {
      const isPrevious = url.searchParams.get('previous') === 'true';
      const key = `${pod}/${container}${isPrevious ? '/previous' : ''}`;
      return download
        ? this.#download(key)
        : this.#log(key, url, new Headers(init?.headers), init?.signal);
    }
    return this.#object(path);
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

  /** Sends an event to every open log. */
  sendLog(event: LogEvent, id?: string): void {
    for (const stream of this.logStreams) {
      stream.send(formatLogEvent(event, id));
    }
  }

  #log(
    key: string,
    url: URL,
    headers: Headers,
    signal: AbortSignal | null | undefined,
  ): Response {
    if (!this.logs[key]) {
      const message = `There is no log of ${key}.`;
      return answerError(404, { error: { name: 'NotFoundError', message } });
    }
    const resumed = headers.has('Last-Event-ID');
    return openStream(this.logStreams, url, headers, signal, [
      formatLogEvent({ type: 'hello', resumed }),
      ...(resumed ? [] : this.logs[key]).map(event => formatLogEvent(event)),
    ]);
  }

  #download(key: string): Response {
    const lines = (this.logs[key] ?? []).flatMap(event =>
      event.type === 'lines' ? event.lines : [],
    );
    return new Response(lines.map(({ text }) => `${text}\n`).join(''), {
      headers: { 'Content-Type': 'text/plain' },
    });
  }

  /** `/v1/workloads/{cluster}/{namespace}/{kind}/{name}` and what is below it. */
  #object(path: string): Response {
    const [cluster, namespace, kind, name, child] = path
      .replace('/v1/workloads/', '')
      .split('/')
      .map(decodeURIComponent);
    const isAsked = (workload: Workload) =>
      workload.cluster === cluster &&
      (workload.namespace ?? '_') === namespace &&
      workload.kind === kind &&
      workload.name === name;
    const workload = this.workloads.find(isAsked);
    if (!workload) {
      const message = `There is no ${kind} '${name}' here.`;
      return answerError(404, { error: { name: 'NotFoundError', message } });
    }
    switch (child) {
      case 'pods':
        return Response.json({ items: this.pods, warnings: [] });
      case 'events':
        return Response.json({ items: this.events, warnings: [] });
      case 'diagnosis':
        return Response.json({ items: this.diagnoses, warnings: [] });
      case 'yaml':
        return new Response(this.manifest, {
          headers: { 'Content-Type': 'application/yaml' },
        });
      default: {
        const detail = this.details.find(each => isAsked(each.workload));
        return Response.json({
          ...(detail ?? testDetail()),
          workload,
          sequence: this.sequence,
        });
      }
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
      parseLabelSelector(query.get('labelSelector') ?? '').matches(
        this.labels[workload.name] ?? {},
      ) &&
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
    return openStream(this.streams, url, headers, signal, [
      `event: hello\ndata: {"type":"hello","sequence":${this.sequence}}\n\n`,
    ]);
  }
}

/** A stream of server-sent events that is among `streams` as long as it is open. */
function openStream(
  streams: OpenStream[],
  url: URL,
  headers: Headers,
  signal: AbortSignal | null | undefined,
  first: readonly string[],
): Response {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const write = (text: string) =>
    void writer.write(encoder.encode(text)).catch(() => undefined);
  const stream: OpenStream = {
    query: url.searchParams,
    headers,
    send: write,
    cut: () => {
      streams.splice(streams.indexOf(stream), 1);
      void writer.close().catch(() => undefined);
    },
  };
  streams.push(stream);
  signal?.addEventListener('abort', () => {
    if (streams.includes(stream)) {
      stream.cut();
    }
  });
  for (const text of first) {
    write(text);
  }
  return new Response(readable, {
    headers: { 'Content-Type': 'text/event-stream' },
  });
}

function formatLogEvent(event: LogEvent, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** As Backstage's error middleware answers; without a body, as where no plugin serves the address. */
function answerError(status: number, body?: object): Response {
  return body
    ? Response.json({ ...body, response: { statusCode: status } }, { status })
    : new Response(null, { status });
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
