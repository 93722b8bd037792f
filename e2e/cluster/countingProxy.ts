import {
  Agent as HttpAgent,
  createServer,
  request as requestHttp,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ApiEndpoint } from './apiClient';

export interface SeenRequest {
  method: string;
  /** Path without the query. */
  path: string;
  query: string;
  watch: boolean;
}

/** Stands between the portal and an API: counts what is asked, and can cut the line. */
export class CountingProxy implements AsyncDisposable {
  readonly url: string;
  /** All requests so far, in order. */
  readonly seen: SeenRequest[] = [];
  readonly #upstream: URL;
  readonly #agent: HttpAgent;
  readonly #server: ReturnType<typeof createServer>;
  readonly #open = new Map<string, number>();
  #cut = false;

  private constructor(endpoint: ApiEndpoint) {
    this.#upstream = new URL(endpoint.url);
    this.#agent =
      this.#upstream.protocol === 'http:'
        ? new HttpAgent({ keepAlive: true })
        : new HttpsAgent({
            ca: endpoint.ca,
            cert: endpoint.cert,
            key: endpoint.key,
            keepAlive: true,
          });
    this.#server = createServer((incoming, outgoing) =>
      this.#forward(incoming, outgoing),
    );
    this.url = '';
  }

  static async start(endpoint: ApiEndpoint): Promise<CountingProxy> {
    const proxy = new CountingProxy(endpoint);
    await new Promise<void>(resolve =>
      proxy.#server.listen(0, '127.0.0.1', resolve),
    );
    const { port } = proxy.#server.address() as AddressInfo;
    return Object.assign(proxy, { url: `http://127.0.0.1:${port}` });
  }

  /** Requests of a path that are not over yet, watches above all. */
  open(path: string): number {
    return this.#open.get(path) ?? 0;
  }

  /** Breaks every connection and refuses new ones, as a lost network does. */
  cut(): void {
    this.#cut = true;
    this.#server.closeAllConnections();
  }

  mend(): void {
    this.#cut = false;
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (this.#cut) {
      incoming.destroy();
      return;
    }
    const { pathname, search, searchParams } = new URL(
      incoming.url ?? '/',
      this.url,
    );
    const watch = ['1', 'true'].includes(searchParams.get('watch') ?? '');
    this.seen.push({
      method: incoming.method ?? '',
      path: pathname,
      query: search,
      watch,
    });
    const count = (by: number) =>
      this.#open.set(pathname, this.open(pathname) + by);
    count(1);
    outgoing.once('close', () => {
      count(-1);
    });
    const send =
      this.#upstream.protocol === 'http:' ? requestHttp : requestHttps;
    const upstream = send(
      {
        hostname: this.#upstream.hostname,
        port: this.#upstream.port,
        path: incoming.url,
        method: incoming.method,
        headers: { ...incoming.headers, host: this.#upstream.host },
        agent: this.#agent,
      },
      response => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        outgoing.flushHeaders();
        response.pipe(outgoing);
        response.on('error', () => outgoing.destroy());
      },
    );
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#agent.destroy();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
