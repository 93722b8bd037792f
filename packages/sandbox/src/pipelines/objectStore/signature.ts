import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The keys with which the sandbox's object store is read. */
export interface ObjectStoreKeys {
  accessKeyId: string;
  secretAccessKey: string;
}

/** How far the clock of a client may be off, in milliseconds. */
const MAX_SKEW = 15 * 60_000;

/** Says why a request is refused, in the words of S3. */
export class SignatureProblem extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Claim {
  accessKeyId: string;
  /** `20261125/us-east-1/s3/aws4_request` */
  scope: string;
  signedHeaders: string[];
  signature: string;
  /** `20261125T221011Z` */
  date: string;
  payload: string;
  expiresIn?: number;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerClaim(request: IncomingMessage): Claim | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  const date = request.headers['x-amz-date'];
  const payload = request.headers['x-amz-content-sha256'];
  return match && typeof date === 'string'
    ? {
        accessKeyId: match[1],
        scope: match[2],
        signedHeaders: match[3].split(';'),
        signature: match[4],
        date,
        payload: typeof payload === 'string' ? payload : 'UNSIGNED-PAYLOAD',
      }
    : undefined;
}

function queryClaim(query: URLSearchParams): Claim | undefined {
  const credential = query.get('X-Amz-Credential') ?? '';
  const slash = credential.indexOf('/');
  const signature = query.get('X-Amz-Signature');
  return signature && slash > 0
    ? {
        accessKeyId: credential.slice(0, slash),
        scope: credential.slice(slash + 1),
        signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
        signature,
        date: query.get('X-Amz-Date') ?? '',
        payload: 'UNSIGNED-PAYLOAD',
        expiresIn: Number(query.get('X-Amz-Expires') ?? 0),
      }
    : undefined;
}

function momentOf(date: string): number {
  return Date.parse(
    date.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    ),
  );
}

/**
 * Whether a request is signed with the keys: AWS Signature Version 4, in the header or in the address.
 *
 * @throws SignatureProblem when it is not
 */
export function checkSignature(
  request: IncomingMessage,
  url: URL,
  keys: ObjectStoreKeys,
  now: Date,
): void {
  const claim = headerClaim(request) ?? queryClaim(url.searchParams);
  if (!claim) {
    throw new SignatureProblem('AccessDenied', 'Access Denied.');
  }
  if (claim.accessKeyId !== keys.accessKeyId) {
    throw new SignatureProblem(
      'InvalidAccessKeyId',
      'The Access Key Id you provided does not exist in our records.',
    );
  }
  const age = now.getTime() - momentOf(claim.date);
  const latest =
    claim.expiresIn === undefined ? MAX_SKEW : claim.expiresIn * 1000;
  if (!(age <= latest && age >= -MAX_SKEW)) {
    throw claim.expiresIn === undefined
      ? new SignatureProblem(
          'RequestTimeTooSkewed',
          'The difference between the request time and the server’s time is too large.',
        )
      : new SignatureProblem('AccessDenied', 'Request has expired');
  }
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)])
    .sort(([one, first], [other, second]) =>
      one === other ? (first < second ? -1 : 1) : one < other ? -1 : 1,
    )
    .map(pair => pair.join('='))
    .join('&');
  const canonical = [
    request.method ?? 'GET',
    url.pathname,
    query,
    ...claim.signedHeaders.map(
      name =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/\s+/g, ' ')}`,
    ),
    '',
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    claim.date,
    claim.scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = claim.scope
    .split('/')
    .reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  const expected = hmac(key, toSign);
  const given = Buffer.from(claim.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new SignatureProblem(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
}
