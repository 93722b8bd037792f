import { createHash, createHmac } from 'node:crypto';
import type { SandboxObjectStore } from '../../startSandbox';

const empty = createHash('sha256').update('').digest('hex');

/** Reads an object as clients of S3 do, with AWS Signature Version 4. */
export async function readObject(
  store: SandboxObjectStore,
  path: string,
  options: {
    at: Date;
    secret?: string;
    range?: string;
    method?: string;
    query?: string;
  },
): Promise<{ status: number; text: string; headers: Headers }> {
  const { at, secret = store.secretAccessKey, method = 'GET' } = options;
  const { query = '' } = options;
  const url = new URL(`${store.endpoint}${path}`);
  const date = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const headers: Record<string, string> = {
    host: url.host,
    'x-amz-content-sha256': empty,
    'x-amz-date': date,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    method,
    url.pathname,
    query,
    ...names.map(name => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    empty,
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    date,
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Buffer>(
      (signing, part) => createHmac('sha256', signing).update(part).digest(),
      `AWS4${secret}`,
    );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  const { host: _, ...sent } = headers;
  const response = await fetch(query ? `${url}?${query}` : url, {
    method,
    headers: {
      ...sent,
      authorization: `AWS4-HMAC-SHA256 Credential=${store.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
      ...(options.range ? { range: options.range } : {}),
    },
  });
  return {
    status: response.status,
    text: await response.text(),
    headers: response.headers,
  };
}
