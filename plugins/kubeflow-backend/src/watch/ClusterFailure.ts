import {
  asNumber,
  asRecord,
  asString,
  at,
  cleanText,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterResponse } from '@kubeflow-portal/plugin-kubeflow-node';

/**
 * What went wrong, as far as it matters for what happens next:
 *
 * - `unreachable`: no connection, no answer in time, or an answer that broke off
 * - `unauthorized`: the cluster (or the Kubernetes plugin) does not know who asks
 * - `forbidden`: it knows, and says no
 * - `absent`: it does not serve that resource
 * - `expired`: the resourceVersion or continue token is too old: list again
 * - `throttled`: come back later
 * - `not-kubernetes`: what answers is no Kubernetes API: a login page, a proxy's error page
 * - `server-error`: anything else that the server calls its own fault, or ours
 */
export type FailureKind =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'absent'
  | 'expired'
  | 'throttled'
  | 'not-kubernetes'
  | 'server-error';

/** A request to a cluster that failed; the message is a sentence for a person. */
export class ClusterFailure extends Error {
  readonly kind: FailureKind;
  /** Milliseconds, when the server said how long to wait. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ClusterFailure';
    this.kind = kind;
    this.retryAfter = options.retryAfter;
  }
}

const MESSAGE_LIMIT = 300;
/** Of an error's body; a Status is far smaller, and a login page can be large. */
const BODY_LIMIT = 64 * 1024;
/** Nobody may make us wait longer than this. */
const MAX_RETRY_AFTER = 120_000;

/** Makes a failure of an answer that is not a success. Reads the body. */
export async function failureFromResponse(
  response: ClusterResponse,
): Promise<ClusterFailure> {
  const text = await readBounded(response);
  const body = parseJson(text);
  if (asString(at(body, 'kind')) === 'Status') {
    return failureFromStatus(body, response);
  }
  const portalError = asRecord(at(body, 'error'));
  if (portalError) {
    return failureFromPortal(response.status, portalError);
  }
  const { status } = response;
  if (status === 401) {
    return new ClusterFailure(
      'unauthorized',
      'The cluster refuses the credential (401). Check the token or certificate that is configured for it.',
    );
  }
  if (status === 403) {
    return new ClusterFailure(
      'forbidden',
      'The cluster denies access (403) without a reason.',
    );
  }
  if (status === 429 || status === 503) {
    return new ClusterFailure(
      'throttled',
      `The cluster asks to come back later (${status}).`,
      { retryAfter: retryAfter(response, undefined) },
    );
  }
  return notKubernetes(response, text);
}

/** Makes a failure of a `metav1.Status`, from an answer's body or from an ERROR event of a watch. */
export function failureFromStatus(
  status: unknown,
  response?: ClusterResponse,
): ClusterFailure {
  const code = asNumber(at(status, 'code')) ?? response?.status ?? 500;
  const reason = asString(at(status, 'reason'));
  const said =
    cleanText(at(status, 'message'), MESSAGE_LIMIT) ?? reason ?? `${code}`;
  const wait = retryAfter(
    response,
    asNumber(at(status, 'details', 'retryAfterSeconds')),
  );
  if (code === 401) {
    return new ClusterFailure(
      'unauthorized',
      `The cluster refuses the credential (401: ${said}). Check the token or certificate that is configured for it.`,
    );
  }
  if (code === 403) {
    return new ClusterFailure('forbidden', `The cluster says: ${said}`);
  }
  if (code === 404) {
    return new ClusterFailure('absent', `The cluster says: ${said}`);
  }
  if (code === 410 || reason === 'Expired' || reason === 'Gone') {
    return new ClusterFailure('expired', `The cluster says: ${said}`);
  }
  // A new CRD answers so while its storage is made ready, sometimes as 500: "storage is (re)initializing".
  if (code === 429 || code === 503 || /\(re\)initializing/.test(said)) {
    return new ClusterFailure(
      'throttled',
      `The cluster asks to come back later (${code}: ${said}).`,
      { retryAfter: wait },
    );
  }
  return new ClusterFailure(
    'server-error',
    `The cluster answers with an error (${code}: ${said}).`,
    { retryAfter: wait },
  );
}

/** Makes a failure of whatever was thrown while a request was under way. */
export function failureFromError(error: unknown): ClusterFailure {
  if (error instanceof ClusterFailure) {
    return error;
  }
  const code = codeOf(error);
  const known = code === undefined ? undefined : networkErrors[code];
  const said = error instanceof Error ? error.message : String(error);
  return new ClusterFailure(
    'unreachable',
    known
      ? `${known} (${code})`
      : `The request failed: ${cleanText(said, MESSAGE_LIMIT) ?? 'unknown error'}`,
    { cause: error },
  );
}

/** An answer that is not what was asked for: HTML, or JSON of another shape. */
export function notKubernetes(
  response: ClusterResponse,
  text: string,
): ClusterFailure {
  const type = cleanText(response.header('content-type'), 80) ?? 'no type';
  const html = /html/i.test(type) || /^\s*</.test(text);
  if (html) {
    const title = cleanText(
      /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1],
      MESSAGE_LIMIT,
    );
    return new ClusterFailure(
      'not-kubernetes',
      `A web page answers instead of the Kubernetes API (${response.status}${title ? `, "${title}"` : ''}). ` +
        `A login page or proxy may stand in between; check the cluster's URL and credential.`,
    );
  }
  return new ClusterFailure(
    'not-kubernetes',
    `What answers is not a Kubernetes API (${response.status}, ${type}). Check the cluster's URL.`,
  );
}

/** Errors of the Kubernetes plugin itself, and of the router in front of it, have Backstage's shape. */
function failureFromPortal(
  status: number,
  error: Record<string, unknown>,
): ClusterFailure {
  const name = asString(error.name) ?? 'Error';
  const said = cleanText(error.message, MESSAGE_LIMIT) ?? name;
  const code =
    asString(at(error, 'cause', 'code')) ??
    Object.keys(networkErrors).find(each => said.includes(each));
  const network = code === undefined ? undefined : networkErrors[code];
  if (network) {
    return new ClusterFailure('unreachable', `${network} (${code})`);
  }
  if (status === 401) {
    return new ClusterFailure(
      'unauthorized',
      `The Kubernetes plugin does not accept this backend's service token (${said}).`,
    );
  }
  if (status === 403 || name === 'NotAllowedError') {
    return new ClusterFailure(
      'unauthorized',
      `The Kubernetes plugin denies its proxy to this backend (${said}). The permission policy must allow 'kubernetes.proxy' to the service 'plugin:kubeflow'.`,
    );
  }
  return new ClusterFailure(
    'unreachable',
    `The Kubernetes plugin answers with an error (${status}: ${said}).`,
  );
}

const networkErrors: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens at the address of the cluster',
  ECONNRESET: 'The connection to the cluster broke off',
  EPIPE: 'The connection to the cluster broke off',
  ENOTFOUND: "The cluster's host name is not known",
  EAI_AGAIN: "The cluster's host name cannot be looked up at the moment",
  EHOSTUNREACH: 'No route leads to the cluster',
  ENETUNREACH: 'No route leads to the cluster',
  ETIMEDOUT: 'The cluster does not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'The cluster does not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'The cluster does not answer in time',
  UND_ERR_BODY_TIMEOUT: 'The cluster stopped in the middle of an answer',
  UND_ERR_SOCKET: 'The connection to the cluster broke off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH:
    'The cluster stopped in the middle of an answer',
  CERT_HAS_EXPIRED: "The cluster's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "The cluster's certificate is signed by itself; configure its CA (caData or caFile)",
  SELF_SIGNED_CERT_IN_CHAIN:
    "The cluster's certificate is signed by an unknown CA; configure it (caData or caFile)",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "The cluster's certificate is signed by an unknown CA; configure it (caData or caFile)",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "The cluster's certificate is signed by an unknown CA; configure it (caData or caFile)",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "The cluster's certificate is for another host name",
  ERR_SSL_WRONG_VERSION_NUMBER:
    'The cluster does not speak TLS at that address; check http or https in its URL',
};

function codeOf(error: unknown): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current !== undefined; depth += 1) {
    const code = asString(at(current, 'code'));
    if (code && code in networkErrors) {
      return code;
    }
    // Not with `at`: the cause of an Error is its own property, but may be any value.
    current = current instanceof Error ? current.cause : undefined;
  }
  return undefined;
}

function retryAfter(
  response: ClusterResponse | undefined,
  seconds: number | undefined,
): number | undefined {
  const wait = seconds ?? asNumber(response?.header('retry-after'));
  return wait === undefined || wait < 0
    ? undefined
    : Math.min(MAX_RETRY_AFTER, wait * 1000);
}

async function readBounded(response: ClusterResponse): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of response.body) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= BODY_LIMIT) {
        break;
      }
    }
  } catch {
    // A body that breaks off still has a status.
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
