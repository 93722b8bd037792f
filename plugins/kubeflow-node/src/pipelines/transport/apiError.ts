import {
  asRecord,
  asRecords,
  asString,
  cleanText,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { PipelinesError, type PipelinesErrorKind } from '../PipelinesError';
import type { ReadAnswer } from './PipelinesTransport';
import { parseJson } from './parseJson';

/** Kinds by the number of a gRPC status (grpc/grpc doc/statuscodes.md). */
const kindsByGrpcCode: Record<number, PipelinesErrorKind> = {
  3: 'invalid',
  5: 'not-found',
  6: 'conflict',
  7: 'forbidden',
  9: 'conflict',
  10: 'conflict',
  11: 'invalid',
  12: 'unsupported',
  16: 'unauthorized',
};

/** Kinds by HTTP status, for what does not come through grpc-gateway. */
const kindsByStatus: Record<number, PipelinesErrorKind> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
  409: 'conflict',
  413: 'invalid',
  422: 'invalid',
  501: 'unsupported',
};

const advice: Partial<Record<PipelinesErrorKind, string>> = {
  unauthorized:
    "It does not know who asks: see 'identity' in the configuration of this Pipelines API.",
  forbidden: 'Ask the people who run the cluster.',
  failed: 'The log of its API server says more.',
};

/** What MySQL and MariaDB do not take, which the API hands on as a fault of its own. */
const refusedByDatabase: [RegExp, string][] = [
  [
    /Error 1366\b.*Incorrect string value/s,
    'Its database cannot keep some of the characters, such as emoji. Leave them out',
  ],
  [/Error 1406\b.*Data too long/s, 'A text is longer than its database allows'],
];

/**
 * What the API says in words, wherever it puts them. The message of a call tells all that was tried, one after the other;
 * its details tell the cause alone, but for faults.
 */
export function saidBy(body: unknown): string | undefined {
  const record = asRecord(body);
  const error = record?.error;
  const cause = asString(asRecords(record?.details).at(-1)?.message);
  return cleanText(
    (cause === 'Internal Server Error' ? undefined : cause) ??
      asString(record?.message) ??
      asString(record?.error_message) ??
      asString(error) ??
      asString(asRecord(error)?.message),
    700,
  );
}

/**
 * An answer of the API that is an error, as one. Most routes go through grpc-gateway, `{code, message, details}` with
 * the number of a gRPC status; uploads and artifacts answer `{error_message, error_details}`, or plain text
 * (kubeflow/pipelines backend/src/apiserver/server).
 *
 * @param what - what was asked: `GET /apis/v2beta1/runs/1`
 * @param where - `The Pipelines API of cluster 'dev' (…)`
 */
export function apiError(
  answer: ReadAnswer,
  what: string,
  where: string,
): PipelinesError {
  const body = asRecord(parseJson(answer.text));
  const isPlain =
    !body &&
    answer.text !== '' &&
    !looksLikeHtml(answer) &&
    answer.status < 500;
  let said = body
    ? saidBy(body)
    : isPlain
      ? cleanText(answer.text, 300)
      : undefined;
  const grpcCode = typeof body?.code === 'number' ? body.code : undefined;
  let kind: PipelinesErrorKind =
    (grpcCode === undefined ? undefined : kindsByGrpcCode[grpcCode]) ??
    kindsByStatus[answer.status] ??
    'failed';
  if (kind === 'invalid' && /page token/i.test(said ?? '')) {
    kind = 'stale-page';
  }
  const missing = /ResourceNotFoundError: (.+)$/s.exec(said ?? '')?.[1];
  if (kind === 'failed' && missing !== undefined) {
    // What a record refers to is missing, and the server takes that for its own fault.
    kind = 'not-found';
    said = missing;
  }
  const refusal = refusedByDatabase.find(([words]) => words.test(said ?? ''));
  if (kind === 'failed' && refusal) {
    kind = 'invalid';
    said = refusal[1];
  }
  if (!body && !isPlain && answer.status >= 500) {
    // A gateway's own page: the API did not get to answer.
    kind = 'unreachable';
  }
  const words = [
    `${where} answered ${what} with HTTP ${answer.status}${said ? `: ${said}` : ''}`.replace(
      /[.\s]+$/,
      '',
    ),
    advice[kind],
  ].filter(Boolean);
  return new PipelinesError(kind, `${words.join('. ')}`);
}

/** A page for people, and not what an API answers. */
export function looksLikeHtml(answer: ReadAnswer): boolean {
  return (
    /html/i.test(answer.contentType) ||
    /^\s*<(!doctype|html)/i.test(answer.text)
  );
}

/**
 * A body that came with 200 and is an error all the same: `{error_message}`, `{error: '…'}`, or the status of a gRPC
 * call and nothing else. A record's own `error` beside its id is none: lists have such rows.
 */
export function hiddenError(body: unknown): string | undefined {
  const record = asRecord(body);
  if (!record) {
    return undefined;
  }
  if (typeof record.error_message === 'string') {
    return saidBy(record) ?? 'an error without words';
  }
  const keys = Object.keys(record);
  if (keys.some(key => key.endsWith('_id') || key === 'total_size')) {
    return undefined;
  }
  const isError =
    typeof record.error === 'string' ||
    (asRecord(record.error) !== undefined && keys.length <= 2) ||
    (typeof record.code === 'number' &&
      record.code !== 0 &&
      typeof record.message === 'string');
  return isError ? (saidBy(record) ?? 'an error without words') : undefined;
}
