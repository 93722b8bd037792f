import { Agent, request } from 'undici';

/** Who asks: a bearer token of one's own, or another user on behalf of whom one may ask. */
export interface ApiUser {
  token?: string;
  impersonate?: { user: string; groups?: string[] };
}

/** Where an API server is. `ca`, `cert` and `key` are PEM. */
export interface ApiEndpoint {
  url: string;
  ca?: string;
  cert?: string;
  key?: string;
}

export interface ApiRequest {
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as it is when it is text, else as JSON. */
  body?: unknown;
  contentType?: string;
  accept?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

// A test reads what the API says without declaring each shape first; what it asserts is the check.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface ApiResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** The body as text. */
  text: string;
  /** The body as JSON; throws when it is none. */
  readonly body: Json;
}

export interface WatchEvent {
  type: string;
  object: Json;
}

/** Thrown by the calls that expect success. */
export class ApiError extends Error {
  readonly response: ApiResponse;

  constructor(method: string, path: string, response: ApiResponse) {
    super(
      `${method} ${path} answered ${response.status}: ${response.text.slice(0, 1000)}`,
    );
    this.name = 'ApiError';
    this.response = response;
  }

  get status(): number {
    return this.response.status;
  }
}

/** A plain client of the Kubernetes API for tests: says what went over the wire and hides nothing. */
export class ApiClient implements AsyncDisposable {
  readonly #endpoint: ApiEndpoint;
  readonly #user: ApiUser;
  readonly #agent: Agent;

  constructor(endpoint: ApiEndpoint, user: ApiUser, agent?: Agent) {
    this.#endpoint = endpoint;
    this.#user = user;
    this.#agent =
      agent ??
      new Agent({
        connections: 128,
        bodyTimeout: 0,
        connect: { ca: endpoint.ca, cert: endpoint.cert, key: endpoint.key },
      });
  }

  /** The same server, asked by somebody else. */
  as(user: ApiUser): ApiClient {
    return new ApiClient(this.#endpoint, user, this.#agent);
  }

  /** Sends a request; any status is an answer. */
  async request(
    method: string,
    path: string,
    options: ApiRequest = {},
  ): Promise<ApiResponse> {
    const response = await this.#send(method, path, options);
    const text = await response.body.text();
    return {
      status: response.statusCode,
      headers: response.headers,
      text,
      get body() {
        return JSON.parse(text);
      },
    };
  }

  async #send(method: string, path: string, options: ApiRequest) {
    const url = new URL(path, this.#endpoint.url);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const { body } = options;
    const { token, impersonate } = this.#user;
    return request(url, {
      method: method as 'GET',
      dispatcher: this.#agent,
      signal: options.signal,
      headersTimeout: 120_000,
      body:
        body === undefined || typeof body === 'string'
          ? body
          : JSON.stringify(body),
      headers: {
        accept: options.accept ?? 'application/json',
        ...(body !== undefined && {
          'content-type': options.contentType ?? 'application/json',
        }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(impersonate && {
          'impersonate-user': impersonate.user,
          ...(impersonate.groups?.length && {
            'impersonate-group': impersonate.groups,
          }),
        }),
        ...options.headers,
      },
    });
  }

  /** Sends a request that has to succeed, and gives the answer's JSON. */
  async call(
    method: string,
    path: string,
    options: ApiRequest = {},
  ): Promise<Json> {
    const response = await this.request(method, path, options);
    if (response.status >= 300) {
      throw new ApiError(method, path, response);
    }
    return response.body;
  }

  get(path: string, query?: ApiRequest['query']): Promise<Json> {
    return this.call('GET', path, { query });
  }

  create(
    path: string,
    body: unknown,
    query?: ApiRequest['query'],
  ): Promise<Json> {
    return this.call('POST', path, { body, query });
  }

  replace(
    path: string,
    body: unknown,
    query?: ApiRequest['query'],
  ): Promise<Json> {
    return this.call('PUT', path, { body, query });
  }

  mergePatch(
    path: string,
    body: unknown,
    query?: ApiRequest['query'],
  ): Promise<Json> {
    return this.call('PATCH', path, {
      body,
      query,
      contentType: 'application/merge-patch+json',
    });
  }

  delete(path: string, body?: unknown): Promise<Json> {
    return this.call('DELETE', path, { body });
  }

  /** Opens a watch; throws {@link ApiError} when the server refuses it before the first event. */
  async watch(path: string, query: ApiRequest['query'] = {}): Promise<Watch> {
    const abort = new AbortController();
    const response = await this.#send('GET', path, {
      query: { watch: true, ...query },
      signal: abort.signal,
    });
    if (response.statusCode !== 200) {
      const text = await response.body.text();
      const answer = {
        status: response.statusCode,
        headers: response.headers,
        text,
        body: undefined,
      };
      throw new ApiError('WATCH', path, answer);
    }
    return new Watch(response.body, abort);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#agent.destroy();
  }
}

/** An open watch: its events in order, one at a time. */
export class Watch implements Disposable {
  readonly #events: AsyncGenerator<WatchEvent>;
  readonly #abort: AbortController;

  constructor(body: AsyncIterable<Buffer>, abort: AbortController) {
    this.#events = parse(body);
    this.#abort = abort;
  }

  /** The next event, or `undefined` when the server has ended the watch. */
  async next(timeoutMs = 20_000): Promise<WatchEvent | undefined> {
    const timer = setTimeout(
      () =>
        this.#abort.abort(
          new Error(`No watch event within ${timeoutMs / 1000} s`),
        ),
      timeoutMs,
    );
    try {
      return (await this.#events.next()).value ?? undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The next event for which `accept` is true; the ones before it are dropped. */
  async until(
    accept: (event: WatchEvent) => boolean,
    timeoutMs = 20_000,
  ): Promise<WatchEvent> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const event = await this.next(Math.max(1, deadline - Date.now()));
      if (!event) {
        throw new Error('The watch ended before the expected event');
      }
      if (accept(event)) {
        return event;
      }
    }
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }
}

async function* parse(body: AsyncIterable<Buffer>): AsyncGenerator<WatchEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter(Boolean)) {
      yield JSON.parse(line);
    }
  }
  if (rest.trim()) {
    throw new Error(
      `The watch ended in the middle of an event: ${rest.slice(0, 200)}`,
    );
  }
}
