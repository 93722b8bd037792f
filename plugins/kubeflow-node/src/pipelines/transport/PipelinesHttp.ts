import { asRecord } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterResponse } from '../../clusterConnection';
import type { PipelinesIdentity } from '../identity/PipelinesIdentity';
import type { PipelinesCaller } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { apiError, hiddenError, looksLikeHtml } from './apiError';
import { networkError } from './networkError';
import { parseJson } from './parseJson';
import type { PipelinesTransport, ReadAnswer } from './PipelinesTransport';
import { BodyTooLarge, readBody } from './readBody';

const DEFAULT_TIMEOUT = 30_000;
/** A page of 200 versions holds 200 specifications, so answers may be large. */
const MAX_ANSWER_BYTES = 64_000_000;
/** Of an error, more is not read. */
const MAX_ERROR_BYTES = 1_000_000;

/** One request to the API. */
export interface PipelinesHttpRequest {
  method?: 'GET' | 'POST' | 'DELETE';
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON. */
  json?: unknown;
  /** Asks all the same where it cannot be said who asks: for what everybody may know. */
  evenAnonymous?: boolean;
  /** Sent as it is. */
  body?: { text: string; contentType: string };
}

/**
 * Requests to one Pipelines API, with the person behind them: what comes back is the API's JSON, or a
 * {@link PipelinesError} that says what went wrong on the way.
 */
export class PipelinesHttp {
  readonly cluster: string;
  readonly #transport: PipelinesTransport;
  readonly #identity: PipelinesIdentity;
  readonly #timeout: number;
  readonly #maxBytes: number;

  constructor(options: {
    cluster: string;
    transport: PipelinesTransport;
    identity: PipelinesIdentity;
    /** Milliseconds until an answer must be complete. Default: 30,000. */
    timeout?: number;
    /** Default: 64,000,000. */
    maxBytes?: number;
  }) {
    this.cluster = options.cluster;
    this.#transport = options.transport;
    this.#identity = options.identity;
    this.#timeout = options.timeout ?? DEFAULT_TIMEOUT;
    this.#maxBytes = options.maxBytes ?? MAX_ANSWER_BYTES;
  }

  /** For messages. */
  get where(): string {
    return `The Pipelines API of cluster '${this.cluster}' (${this.#transport.place})`;
  }

  /** A JSON object that the API answers; an empty answer is an empty object. */
  async json(
    path: string,
    caller: PipelinesCaller,
    request: PipelinesHttpRequest = {},
  ): Promise<Record<string, unknown>> {
    const answer = await this.#answer(path, caller, request);
    const body = answer.text.trim() === '' ? {} : parseJson(answer.text);
    const what = describe(path, request);
    const record = asRecord(body);
    if (!record) {
      throw new PipelinesError(
        'unreachable',
        looksLikeHtml(answer)
          ? `${this.where} answered ${what} with a page for people, not with JSON. Something else is at that address, perhaps a login page or the Pipelines UI: point the configuration at the API itself.`
          : `${this.where} answered ${what} with something that is not a JSON object${answer.contentType ? ` (${answer.contentType})` : ''}. Is it the address of a Pipelines API?`,
      );
    }
    const hidden = hiddenError(record);
    if (hidden) {
      throw new PipelinesError(
        'failed',
        `${this.where} answered ${what} with HTTP 200 and an error inside: ${hidden}`,
      );
    }
    return record;
  }

  /** An answer whose body the caller reads; it is not an error. */
  async open(
    path: string,
    caller: PipelinesCaller,
    request: PipelinesHttpRequest = {},
  ): Promise<ClusterResponse> {
    const response = await this.#ask(path, caller, request);
    if (response.status >= 200 && response.status < 300) {
      return response;
    }
    throw this.#errorOf(
      await this.#read(response, MAX_ERROR_BYTES, path, request, caller),
      path,
      request,
    );
  }

  async #answer(
    path: string,
    caller: PipelinesCaller,
    request: PipelinesHttpRequest,
  ): Promise<ReadAnswer> {
    const response = await this.#ask(path, caller, request);
    const isGood = response.status >= 200 && response.status < 300;
    const answer = await this.#read(
      response,
      isGood ? this.#maxBytes : MAX_ERROR_BYTES,
      path,
      request,
      caller,
    );
    if (isGood) {
      return answer;
    }
    throw this.#errorOf(answer, path, request);
  }

  /** Once more where the API did not know who asked, and that can be said anew. */
  async #ask(
    path: string,
    caller: PipelinesCaller,
    request: PipelinesHttpRequest,
  ): Promise<ClusterResponse> {
    const response = await this.#send(path, caller, request);
    if (response.status === 401 && this.#identity.refused(caller)) {
      await response.discard();
      return this.#send(path, caller, request);
    }
    return response;
  }

  async #send(
    path: string,
    caller: PipelinesCaller,
    request: PipelinesHttpRequest,
  ): Promise<ClusterResponse> {
    const { json } = request;
    const body =
      request.body ??
      (json === undefined
        ? undefined
        : { text: JSON.stringify(json), contentType: 'application/json' });
    const headers = await this.#headers(caller, request);
    const deadline = AbortSignal.timeout(this.#timeout);
    try {
      return await this.#transport.send(path, {
        method: request.method ?? 'GET',
        query: request.query,
        headers: body
          ? { ...headers, 'content-type': body.contentType }
          : headers,
        body: body?.text,
        signal: caller.signal
          ? AbortSignal.any([caller.signal, deadline])
          : deadline,
        headersTimeout: this.#timeout,
        bodyTimeout: this.#timeout,
      });
    } catch (error) {
      throw this.#failure(error, caller);
    }
  }

  async #headers(
    caller: PipelinesCaller,
    { evenAnonymous }: PipelinesHttpRequest,
  ): Promise<Record<string, string>> {
    try {
      return await this.#identity.headers(caller);
    } catch (error) {
      if (evenAnonymous) {
        return {};
      }
      throw error;
    }
  }

  async #read(
    response: ClusterResponse,
    limit: number,
    path: string,
    request: PipelinesHttpRequest,
    caller: PipelinesCaller,
  ): Promise<ReadAnswer> {
    try {
      return {
        status: response.status,
        contentType: response.header('content-type') ?? '',
        location: response.header('location'),
        text: await readBody(response, limit),
      };
    } catch (error) {
      if (error instanceof BodyTooLarge) {
        throw new PipelinesError(
          'failed',
          `${this.where} answered ${describe(path, request)} with more than ${Math.round(limit / 1_000_000)} MB, which is not read. Ask for fewer records at a time.`,
          error,
        );
      }
      throw this.#failure(error, caller);
    }
  }

  /** A request that its own caller ended is no failure of the API. */
  #failure(error: unknown, caller: PipelinesCaller): unknown {
    return caller.signal?.aborted
      ? error
      : networkError(error, {
          what: `The Pipelines API of cluster '${this.cluster}'`,
          place: this.#transport.place,
          timeout: this.#timeout,
        });
  }

  #errorOf(
    answer: ReadAnswer,
    path: string,
    request: PipelinesHttpRequest,
  ): PipelinesError {
    const onTheWay = this.#transport.errorOnTheWay(
      answer,
      request.method ?? 'GET',
    );
    if (onTheWay) {
      return onTheWay;
    }
    const what = describe(path, request);
    if (answer.status >= 300 && answer.status < 400) {
      return new PipelinesError(
        'unauthorized',
        `${this.where} answered ${what} by sending on to ${placeOf(answer.location)}, probably to sign in. ` +
          'Point the configuration at an address where the API answers itself, and give it a token or an identity that it accepts.',
      );
    }
    if (answer.status < 500 && looksLikeHtml(answer)) {
      return new PipelinesError(
        answer.status === 401 || answer.status === 403
          ? 'unauthorized'
          : 'unreachable',
        `${this.where} answered ${what} with HTTP ${answer.status} and a page for people. Something else is at that address: point the configuration at the API itself.`,
      );
    }
    return apiError(answer, what, this.where);
  }
}

function describe(path: string, request: PipelinesHttpRequest): string {
  return `${request.method ?? 'GET'} ${path}`;
}

/** Where a redirect leads, without its query, which may hold secrets. */
function placeOf(location: string | undefined): string {
  const place = location?.split(/[?#]/)[0];
  return place ? `'${place.slice(0, 200)}'` : 'another address';
}
