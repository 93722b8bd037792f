import {
  clustersResponseSchema,
  eventsResponseSchema,
  podsResponseSchema,
  streamEventSchema,
  workloadDetailSchema,
  workloadsResponseSchema,
  type StreamEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { createParser } from 'eventsource-parser';
import { Agent, fetch } from 'undici';

type Query = Record<string, string | number | readonly string[] | undefined>;

/** Reads the portal as a browser does; each answer is checked against the contract. */
export class PortalClient implements AsyncDisposable {
  readonly #base: string;
  readonly #agent = new Agent({ bodyTimeout: 0 });

  constructor(url: string) {
    this.#base = `${url}/api/kubeflow/v1`;
  }

  async #get(path: string, query: Query = {}): Promise<unknown> {
    const response = await fetch(this.#url(path, query), {
      dispatcher: this.#agent,
    });
    if (!response.ok) {
      throw new Error(
        `GET ${path} answered ${response.status}: ${await response.text()}`,
      );
    }
    return response.json();
  }

  #url(path: string, query: Query): URL {
    const url = new URL(this.#base + path);
    for (const [key, value] of Object.entries(query)) {
      for (const one of [value ?? []].flat()) {
        url.searchParams.append(key, String(one));
      }
    }
    return url;
  }

  async clusters() {
    return clustersResponseSchema.parse(await this.#get('/clusters')).items;
  }

  async cluster(name: string) {
    return (await this.clusters()).find(cluster => cluster.name === name);
  }

  /** How a kind is followed in a cluster. */
  async kind(cluster: string, kind: string) {
    return (await this.cluster(cluster))?.kinds.find(one => one.kind === kind);
  }

  async workloads(query: Query = {}) {
    return workloadsResponseSchema.parse(await this.#get('/workloads', query));
  }

  async detail(path: string) {
    return workloadDetailSchema.parse(await this.#get(`/workloads/${path}`));
  }

  async pods(path: string) {
    return podsResponseSchema.parse(await this.#get(`/workloads/${path}/pods`));
  }

  async events(path: string) {
    return eventsResponseSchema.parse(
      await this.#get(`/workloads/${path}/events`),
    );
  }

  /** Opens the live stream, and waits until it greets. */
  async stream(query: Query = {}): Promise<PortalStream> {
    const abort = new AbortController();
    const response = await fetch(this.#url('/stream', query), {
      dispatcher: this.#agent,
      signal: abort.signal,
      headers: { accept: 'text/event-stream' },
    });
    if (!response.ok || !response.body) {
      throw new Error(
        `The stream answered ${response.status}: ${await response.text()}`,
      );
    }
    const stream = new PortalStream(response.body, abort);
    await stream.until(event => event.type === 'hello');
    return stream;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.destroy();
  }
}

/** Events of an open stream. */
export class PortalStream implements Disposable {
  /** All events so far. */
  readonly seen: StreamEvent[] = [];
  readonly #abort: AbortController;
  #wake: (() => void)[] = [];
  #end: Error | undefined;
  #read = 0;

  constructor(body: AsyncIterable<Uint8Array>, abort: AbortController) {
    this.#abort = abort;
    void this.#run(body);
  }

  /** The next event for which `accept` is true; the ones before it are passed over. */
  async until(
    accept: (event: StreamEvent) => boolean,
    timeoutMs = 30_000,
  ): Promise<StreamEvent> {
    const timeout = AbortSignal.timeout(timeoutMs);
    for (;;) {
      while (this.#read < this.seen.length) {
        const event = this.seen[this.#read++];
        if (accept(event)) {
          return event;
        }
      }
      if (this.#end ?? timeout.aborted) {
        const last = JSON.stringify(this.seen.slice(-5));
        throw new Error(
          `The expected event did not come within ${timeoutMs} ms; the last ones: ${last}`,
          {
            cause: this.#end,
          },
        );
      }
      await new Promise<void>(resolve => {
        this.#wake.push(resolve);
        timeout.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  async #run(body: AsyncIterable<Uint8Array>): Promise<void> {
    const parser = createParser({
      onEvent: ({ data }) =>
        this.seen.push(streamEventSchema.parse(JSON.parse(data))),
    });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        parser.feed(decoder.decode(chunk, { stream: true }));
        this.#notify();
      }
      this.#end = new Error('The stream ended');
    } catch (error) {
      this.#end = error as Error;
    }
    this.#notify();
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) {
      wake();
    }
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }
}
