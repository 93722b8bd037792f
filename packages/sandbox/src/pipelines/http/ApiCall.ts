import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ListQuery } from '../list';
import { RpcError, syntaxError } from '../rpc';
import type { Caller, PipelinesBackend } from '../service';
import { RoutingError } from './RoutingError';

/** Bodies of messages; uploads have a limit of their own. */
const bodyLimit = 64 * 1024 * 1024;

/** A request to one of the API's methods. */
export class ApiCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly backend: PipelinesBackend;
  readonly caller: Caller;
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;

  constructor(
    parts: Pick<
      ApiCall,
      'request' | 'response' | 'backend' | 'caller' | 'params' | 'query'
    >,
  ) {
    this.request = parts.request;
    this.response = parts.response;
    this.backend = parts.backend;
    this.caller = parts.caller;
    this.params = parts.params;
    this.query = parts.query;
  }

  text(name: string): string {
    return this.query.get(name) ?? this.query.get(camelCase(name)) ?? '';
  }

  /** @throws RpcError 400 when it is no whole number */
  number(name: string): number {
    const value = this.text(name);
    if (value === '') return 0;
    if (!/^[+-]?\d+$/.test(value) || Math.abs(Number(value)) > 2 ** 31) {
      throw new RpcError(
        'InvalidArgument',
        `parsing field ${JSON.stringify(name)}: strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
      );
    }
    return Number(value);
  }

  /** @throws RpcError 400 when it is neither true nor false */
  flag(name: string): boolean {
    const value = this.text(name);
    if (['', '0', 'f', 'F', 'false', 'FALSE', 'False'].includes(value)) {
      return false;
    }
    if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(value)) return true;
    throw new RpcError(
      'InvalidArgument',
      `parsing field ${JSON.stringify(name)}: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }

  listQuery(): ListQuery {
    return {
      pageToken: this.text('page_token'),
      pageSize: this.number('page_size'),
      sortBy: this.text('sort_by'),
      filter: this.text('filter'),
    };
  }

  /** The JSON that was sent; nothing is an empty message. @throws RpcError 400 when it is none */
  async body(): Promise<unknown> {
    const sent = (await readBody(this.request, bodyLimit)).toString('utf8');
    if (sent.trim() === '') return {};
    try {
      return JSON.parse(sent) as unknown;
    } catch (error) {
      throw new RoutingError('InvalidArgument', syntaxError(sent, error));
    }
  }
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** @throws RpcError 400 when it is longer than the limit */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      throw new RpcError('InvalidArgument', 'http: request body too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function sendJson(
  response: ServerResponse,
  code: number,
  body: unknown,
): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(code, {
    'Content-Type': 'application/json',
    'Content-Length': text.length,
  });
  response.end(text);
}
