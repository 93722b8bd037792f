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
  failureFromStatus,
  notKubernetes,
} from './ClusterFailure';
import { LineTooLongError, readLines } from './readLines';

/** etcd holds at most 1.5 MiB per object by default; JSON that escapes all of it is still shorter than this. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Milliseconds after which a watch that was not refused counts as standing. An API server sends the headers of a watch
 * at once, but a proxy, such as the Kubernetes plugin's, may hold them back until the first event.
 */
const GRACE = 500;

/** Milliseconds past its end after which a watch that nobody ended is given up: whoever should have done so is gone. */
const OVERDUE = 3000;

/** What to watch, and from where. */
export interface WatchRequest {
  path: string;
  query?: Record<string, string>;
  accept?: string;
  resourceVersion: string;
  /** Seconds after which the server ends the watch. */
  timeoutSeconds: number;
  /** Milliseconds without any event, bookmarks included, after which the connection counts as dead. */
  idleTimeout: number;
  signal?: AbortSignal;
  /** Told when the watch stands, or was not refused for a while. */
  onOpen?: () => void;
}

/** An event of a watch, apart from bookmarks and errors. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubernetesObject;
}

/**
 * Watches a collection until the server ends the watch, which is normal. Bookmarks only move the position.
 *
 * @param onEvent - gets each event
 * @param onPosition - gets the resourceVersion from which to go on, after each event and bookmark
 * @throws ClusterFailure; `expired` when the position is too old
 */
export async function watchFrom(
  connection: ClusterConnection,
  request: WatchRequest,
  onEvent: (event: WatchEvent) => void,
  onPosition: (resourceVersion: string) => void,
): Promise<void> {
  const grace = setTimeout(() => request.onOpen?.(), GRACE);
  const overdue = AbortSignal.timeout(request.timeoutSeconds * 1000 + OVERDUE);
  try {
    const response = await connection.request(request.path, {
      query: {
        ...request.query,
        watch: 'true',
        allowWatchBookmarks: 'true',
        resourceVersion: request.resourceVersion,
        timeoutSeconds: request.timeoutSeconds,
      },
      headers: request.accept ? { accept: request.accept } : undefined,
      signal: request.signal
        ? AbortSignal.any([request.signal, overdue])
        : overdue,
      headersTimeout: request.idleTimeout,
      bodyTimeout: request.idleTimeout,
    });
    clearTimeout(grace);
    if (response.status !== 200) {
      throw await failureFromResponse(response);
    }
    if (/html/i.test(response.header('content-type') ?? '')) {
      await response.discard();
      throw notKubernetes(response, '<');
    }
    request.onOpen?.();
    for await (const lines of readLines(response.body, MAX_LINE)) {
      for (const line of lines) {
        handleLine(line, onEvent, onPosition);
      }
      request.signal?.throwIfAborted();
    }
  } catch (error) {
    if (request.signal?.aborted) {
      throw error;
    }
    if (overdue.aborted) {
      return;
    }
    if (error instanceof LineTooLongError) {
      throw new ClusterFailure(
        'server-error',
        'The cluster sends an object that is larger than any it can hold.',
      );
    }
    throw failureFromError(error);
  } finally {
    clearTimeout(grace);
  }
}

function handleLine(
  line: string,
  onEvent: (event: WatchEvent) => void,
  onPosition: (resourceVersion: string) => void,
): void {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    throw new ClusterFailure(
      'not-kubernetes',
      'What arrives on the watch is not JSON; something in between may have changed it.',
    );
  }
  const type = asString(at(event, 'type'));
  const object = asRecord(at(event, 'object'));
  if (type === 'ERROR') {
    throw failureFromStatus(object);
  }
  if (!object) {
    throw new ClusterFailure(
      'not-kubernetes',
      'What arrives on the watch is not an event of the Kubernetes API.',
    );
  }
  if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED') {
    onEvent({ type, object });
  }
  const resourceVersion = asString(at(object, 'metadata', 'resourceVersion'));
  if (resourceVersion !== undefined) {
    onPosition(resourceVersion);
  }
}
