import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What to answer: JSON with 200, or anything at all. */
export type Answer =
  | { json: unknown; status?: number }
  | { text: string; status?: number; headers?: Record<string, string> }
  | ((response: ServerResponse, request: SeenRequest) => void);

/** An HTTP server that answers as a test says, and remembers what it was asked. */
export class FakePipelinesApi implements AsyncDisposable {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  readonly #answers = new Map<string, Answer[]>();
  #otherwise: Answer = {
    status: 404,
    json: { code: 5, message: 'Not Found' },
  };

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', piece => {
        body += piece;
      });
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://fake');
        const seen: SeenRequest = {
          method: request.method ?? '',
          path: url.pathname,
          query: Object.fromEntries(url.searchParams),
          headers: request.headers,
          body,
        };
        this.requests.push(seen);
        this.#answer(seen, response);
      });
    });
  }

  static async start(): Promise<FakePipelinesApi> {
    const api = new FakePipelinesApi();
    api.#server.listen(0, '127.0.0.1');
    await once(api.#server, 'listening');
    return api;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  get last(): SeenRequest {
    const last = this.requests.at(-1);
    if (!last) {
      throw new Error('Nothing was asked');
    }
    return last;
  }

  /** @param route - `GET /apis/v2beta1/runs`; several answers are given one after the other, the last again and again */
  on(route: string, ...answers: Answer[]): this {
    this.#answers.set(route, answers);
    return this;
  }

  /** What to answer where nothing else is said; else 404. */
  otherwise(answer: Answer): this {
    this.#otherwise = answer;
    return this;
  }

  #answer(seen: SeenRequest, response: ServerResponse): void {
    const answers = this.#answers.get(`${seen.method} ${seen.path}`) ?? [];
    const answer =
      (answers.length > 1 ? answers.shift() : answers[0]) ?? this.#otherwise;
    if (typeof answer === 'function') {
      answer(response, seen);
    } else if ('json' in answer) {
      const { status = 200, json } = answer;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    } else {
      response.writeHead(answer.status ?? 200, answer.headers);
      response.end(answer.text);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
