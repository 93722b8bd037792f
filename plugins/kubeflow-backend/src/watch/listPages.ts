import {
  asRecord,
  asString,
  at,
  type KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import {
  ClusterFailure,
  failureFromError,
  failureFromResponse,
  notKubernetes,
} from './ClusterFailure';

/** What to list. */
export interface ListRequest {
  path: string;
  query?: Record<string, string>;
  /** `Accept` header. */
  accept?: string;
  /** Objects per page. */
  pageSize: number;
  /** Milliseconds until headers, and between two pieces of a page. */
  timeout: number;
  signal?: AbortSignal;
}

interface Page {
  items: KubernetesObject[];
  resourceVersion: string;
  next: string | undefined;
}

/**
 * Lists a collection page by page. The next page is asked for before the objects of this one are handed on, so that
 * the server and the reader work at the same time.
 *
 * @returns the resourceVersion from which to watch
 * @throws ClusterFailure; `expired` when the list took so long that it must begin anew
 */
export async function listPages(
  connection: ClusterConnection,
  request: ListRequest,
  onObject: (object: KubernetesObject) => void,
): Promise<string> {
  let page = await fetchPage(connection, request, undefined);
  for (;;) {
    const next = page.next
      ? fetchPage(connection, request, page.next)
      : undefined;
    // Its failure is met below; until then it must not count as unhandled.
    next?.catch(() => undefined);
    for (const item of page.items) {
      onObject(item);
    }
    if (!next) {
      return page.resourceVersion;
    }
    page = await next;
    request.signal?.throwIfAborted();
  }
}

async function fetchPage(
  connection: ClusterConnection,
  request: ListRequest,
  next: string | undefined,
): Promise<Page> {
  try {
    const response = await connection.request(request.path, {
      query: { ...request.query, limit: request.pageSize, continue: next },
      headers: request.accept ? { accept: request.accept } : undefined,
      signal: request.signal,
      headersTimeout: request.timeout,
      bodyTimeout: request.timeout,
    });
    if (response.status !== 200) {
      throw await failureFromResponse(response);
    }
    const text = await response.text();
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      if (/^\s*\{/.test(text)) {
        throw new ClusterFailure(
          'unreachable',
          'The cluster stopped in the middle of a list.',
        );
      }
      throw notKubernetes(response, text);
    }
    const resourceVersion = asString(at(body, 'metadata', 'resourceVersion'));
    const items = at(body, 'items');
    if (resourceVersion === undefined || !isListOrNull(items)) {
      throw notKubernetes(response, text);
    }
    const objects = (items ?? []).filter(
      (item): item is KubernetesObject => asRecord(item) !== undefined,
    );
    nameKind(objects, body);
    return {
      items: objects,
      resourceVersion,
      next: asString(at(body, 'metadata', 'continue')),
    };
  } catch (error) {
    if (request.signal?.aborted) {
      throw error;
    }
    throw failureFromError(error);
  }
}

/** A Go server writes an empty slice as `[]` or `null`. */
function isListOrNull(value: unknown): value is unknown[] | null | undefined {
  return value === null || value === undefined || Array.isArray(value);
}

/** Items of built-in kinds do not say what they are; the list does. */
function nameKind(objects: KubernetesObject[], list: unknown): void {
  const apiVersion = asString(at(list, 'apiVersion'));
  const kind = asString(at(list, 'kind'))?.replace(/List$/, '');
  for (const object of objects) {
    object.apiVersion ??= apiVersion;
    object.kind ??= kind;
  }
}
