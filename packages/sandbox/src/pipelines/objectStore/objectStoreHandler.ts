import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bucket, type ObjectTable } from '../store';
import {
  checkSignature,
  SignatureProblem,
  type ObjectStoreKeys,
} from './signature';

const statuses: Record<string, number> = {
  AccessDenied: 403,
  InvalidAccessKeyId: 403,
  SignatureDoesNotMatch: 403,
  RequestTimeTooSkewed: 403,
  NoSuchKey: 404,
  NoSuchBucket: 404,
  InvalidRange: 416,
  MethodNotAllowed: 405,
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`);
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

function refuse(
  response: ServerResponse,
  code: string,
  message: string,
  resource: string,
): void {
  const body =
    xmlHead +
    element(
      'Error',
      element('Code', code) +
        element('Message', escaped(message)) +
        element('Resource', escaped(resource)),
    );
  response.writeHead(statuses[code] ?? 400, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** `bytes=0-99`, `bytes=100-`, `bytes=-10`: from and to, both included; nothing when it asks for none that is there. */
function rangeOf(
  header: string,
  size: number,
): { from: number; to: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header);
  if (!match || (match[1] === '' && match[2] === '')) {
    return { from: 0, to: size - 1 };
  }
  const [, first, last] = match;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to =
    first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last));
  return from >= size || to < from ? undefined : { from, to };
}

function sendObject(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  path: string,
): void {
  const range = request.headers.range;
  const part = range === undefined ? undefined : rangeOf(range, content.length);
  if (range !== undefined && !part) {
    refuse(
      response,
      'InvalidRange',
      'The requested range is not satisfiable',
      path,
    );
    return;
  }
  const sent = part ? content.subarray(part.from, part.to + 1) : content;
  response.writeHead(part ? 206 : 200, {
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
    'content-length': sent.length,
    etag: `"${createHash('md5').update(content).digest('hex')}"`,
    ...(part
      ? {
          'content-range': `bytes ${part.from}-${part.to}/${content.length}`,
        }
      : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

function sendList(
  response: ServerResponse,
  objects: ObjectTable,
  query: URLSearchParams,
): void {
  const prefix = query.get('prefix') ?? '';
  const most = Math.min(1000, Number(query.get('max-keys') ?? 1000) || 1000);
  const after =
    query.get('continuation-token') ?? query.get('start-after') ?? '';
  const all = objects
    .keys(prefix)
    .sort()
    .filter(key => key > after);
  const keys = all.slice(0, most);
  const isTruncated = all.length > keys.length;
  const body =
    xmlHead +
    element(
      'ListBucketResult',
      element('Name', bucket) +
        element('Prefix', escaped(prefix)) +
        element('KeyCount', String(keys.length)) +
        element('MaxKeys', String(most)) +
        element('IsTruncated', String(isTruncated)) +
        (isTruncated
          ? element('NextContinuationToken', escaped(keys.at(-1) ?? ''))
          : '') +
        keys
          .map(key =>
            element(
              'Contents',
              element('Key', escaped(key)) +
                element('Size', String(objects.get(key)?.length ?? 0)),
            ),
          )
          .join(''),
    );
  response.writeHead(200, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/**
 * The object store of the Pipelines: the bucket `mlpipeline`, to be read only, as S3 (path style) has it: objects, parts
 * of them, and lists.
 */
export function objectStoreHandler(options: {
  objects: ObjectTable;
  keys: ObjectStoreKeys;
  now: () => Date;
}): (request: IncomingMessage, response: ServerResponse) => void {
  const { objects, keys, now } = options;
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://object-store');
    request.resume();
    try {
      checkSignature(request, url, keys, now());
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new SignatureProblem(
          'MethodNotAllowed',
          'The specified method is not allowed against this resource.',
        );
      }
      const [, first = '', ...rest] = url.pathname.split('/');
      const key = decodeURIComponent(rest.join('/'));
      if (decodeURIComponent(first) !== bucket) {
        throw new SignatureProblem(
          'NoSuchBucket',
          'The specified bucket does not exist',
        );
      }
      if (key === '') {
        sendList(response, objects, url.searchParams);
        return;
      }
      const content = objects.get(key);
      if (!content) {
        throw new SignatureProblem(
          'NoSuchKey',
          'The specified key does not exist.',
        );
      }
      sendObject(request, response, content, url.pathname);
    } catch (error) {
      const problem =
        error instanceof SignatureProblem
          ? error
          : new SignatureProblem('InvalidRequest', String(error));
      refuse(response, problem.code, problem.message, url.pathname);
    }
  };
}
