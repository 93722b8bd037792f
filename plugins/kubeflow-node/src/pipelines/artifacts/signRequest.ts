import { createHash, createHmac } from 'node:crypto';

/** A read of an object, and who reads. */
export interface ReadToSign {
  host: string;
  /** Each step encoded, from the first slash on. */
  path: string;
  /** `bytes=0-99` */
  range?: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Now. */
  at: Date;
}

/** The hash of an empty body. */
const EMPTY =
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * The headers of a GET without a query, signed for S3 (AWS Signature Version 4,
 * docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
export function signRead(read: ReadToSign): Record<string, string> {
  const time = read.at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const headers: Record<string, string> = {
    host: read.host,
    ...(read.range && { range: read.range }),
    'x-amz-content-sha256': EMPTY,
    'x-amz-date': time,
  };
  const names = Object.keys(headers).sort();
  const request = [
    'GET',
    read.path,
    '',
    ...names.map(name => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    EMPTY,
  ].join('\n');
  const scope = `${day}/${read.region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n');
  const key = [day, read.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${read.secretAccessKey}`,
  );
  const signature = hmac(key, toSign).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${read.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

/** A step of a path, encoded as S3 wants it: everything but unreserved characters (RFC 3986). */
export function encodeStep(step: string): string {
  return encodeURIComponent(step).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
