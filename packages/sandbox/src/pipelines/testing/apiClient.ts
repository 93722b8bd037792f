import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Sandbox } from '../../startSandbox';

/** What came back: JSON where it is JSON, else text. */
export interface Answer {
  status: number;
  type: string;
  // Tests look into it as deep as they like.
  body: JsonValue;
}

export type JsonValue = { [key: string]: JsonValue } & JsonValue[] & string;

export interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text as JsonValue;
  }
}

/** Asks a server, over TLS with a certificate authority where there is one. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body }: Asking = {},
  ca?: string,
): Promise<Answer> {
  const sent =
    body === undefined || body instanceof Buffer
      ? body
      : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const options = { method, headers, ...(ca ? { ca } : {}) };
    const request = (ca ? httpsRequest : httpRequest)(
      url,
      options,
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: parsed(Buffer.concat(chunks).toString('utf8')),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(sent);
  });
}

/** The Pipelines API of a sandbox, directly. */
export class PipelinesApi {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(sandbox: Sandbox, headers: Record<string, string> = {}) {
    this.#url = sandbox.pipelinesUrl;
    this.#headers = headers;
  }

  /** @param path - below `/apis/v2beta1`, or a whole one */
  call(path: string, asking: Asking = {}): Promise<Answer> {
    const whole = path.startsWith('/apis/') ? path : `/apis/v2beta1${path}`;
    return ask(this.#url + whole, {
      ...asking,
      headers: { ...this.#headers, ...asking.headers },
    });
  }

  get(
    path: string,
    query: Record<string, string | object> = {},
  ): Promise<Answer> {
    const search = new URLSearchParams(
      Object.entries(query).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    return this.call(search.size > 0 ? `${path}?${search}` : path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.call(path, { method: 'POST', body });
  }

  /** Sends a file as browsers and the SDK do. */
  upload(
    path: string,
    name: string,
    content: string | Buffer,
  ): Promise<Answer> {
    const boundary = 'b0undary';
    return this.call(path, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="uploadfile"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
        ),
        Buffer.from(content),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]),
    });
  }
}
