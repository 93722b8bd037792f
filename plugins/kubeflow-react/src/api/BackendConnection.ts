import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type { z } from 'zod';
import type { KubeflowRequestOptions } from './KubeflowApi';
import { KubeflowResponseError } from './KubeflowResponseError';

/**
 * Requests to the Kubeflow backend, shared by the clients of this package: finds it, checks the status and the shape
 * of what it answers.
 *
 * Every method rejects with a `ResponseError` when the backend answers with an error status, with a
 * {@link KubeflowResponseError} when the answer is not what this version understands, and with a `TypeError` when the
 * backend cannot be reached.
 */
export class BackendConnection {
  readonly #fetchApi: FetchApi;
  readonly #discoveryApi: DiscoveryApi;

  constructor(options: { fetchApi: FetchApi; discoveryApi: DiscoveryApi }) {
    this.#fetchApi = options.fetchApi;
    this.#discoveryApi = options.discoveryApi;
  }

  /** The checked body of `GET path`. */
  async get<T extends z.ZodType>(
    path: string,
    schema: T,
    options: KubeflowRequestOptions | undefined,
  ): Promise<z.output<T>> {
    return this.#json('GET', path, schema, { signal: options?.signal });
  }

  /** The checked body of the answer to `POST path` with a JSON body. */
  async post<T extends z.ZodType>(
    path: string,
    body: unknown,
    schema: T,
    options: KubeflowRequestOptions | undefined,
  ): Promise<z.output<T>> {
    return this.#json('POST', path, schema, {
      signal: options?.signal,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** For commands, which answer without a body. */
  async send(
    method: 'POST' | 'DELETE',
    path: string,
    options: KubeflowRequestOptions | undefined,
  ): Promise<void> {
    const response = await this.fetch(path, {
      method,
      signal: options?.signal,
    });
    await response.body?.cancel();
  }

  /** The answer to any request, once its status says that all is well. */
  async fetch(path: string, init: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('kubeflow');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async #json<T extends z.ZodType>(
    method: string,
    path: string,
    schema: T,
    init: RequestInit & { headers?: Record<string, string> },
  ): Promise<z.output<T>> {
    const request = `${method} ${path.split('?')[0]}`;
    const response = await this.fetch(path, {
      ...init,
      method,
      headers: { Accept: 'application/json', ...init.headers },
    });
    const type = response.headers.get('Content-Type') ?? 'no content type';
    if (!type.includes('json')) {
      throw new KubeflowResponseError(request, `${type} instead of JSON`);
    }
    const parsed = schema.safeParse(await response.json());
    if (!parsed.success) {
      throw KubeflowResponseError.fromMismatch(request, parsed.error);
    }
    return parsed.data;
  }
}
