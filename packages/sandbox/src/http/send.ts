import type { Response } from 'express';
import { stringify } from 'yaml';
import type { ApiStatus } from '../errors';

/** Sends JSON text, as YAML if that is asked for. */
export function sendText(
  response: Response,
  code: number,
  json: string,
  yaml = false,
): void {
  const body = Buffer.from(yaml ? stringify(JSON.parse(json)) : `${json}\n`);
  response.writeHead(code, {
    'Content-Type': yaml ? 'application/yaml' : 'application/json',
    'Content-Length': body.length,
    'Cache-Control': 'no-cache, private',
  });
  response.end(body);
}

export function sendJson(
  response: Response,
  code: number,
  body: unknown,
): void {
  sendText(response, code, JSON.stringify(body));
}

export function sendStatus(response: Response, status: ApiStatus): void {
  const { retryAfterSeconds } = status.details ?? {};
  if (retryAfterSeconds !== undefined)
    response.setHeader('Retry-After', retryAfterSeconds);
  sendJson(response, status.code, status);
}
