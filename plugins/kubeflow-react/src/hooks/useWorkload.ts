import { ResponseError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Pod,
  StreamEvent,
  Warning,
  WorkloadDetail,
  WorkloadEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { kubeflowApiRef } from '../api/KubeflowApi';
import {
  isSameWorkload,
  workloadPath,
  type WorkloadRef,
} from '../api/workloadRef';
import type { StreamStatus } from '../stream/StreamConnection';
import { applyStreamEvents } from './applyStreamEvents';
import type { QueryResult } from './QueryResult';
import { queryKeys } from './queryKeys';
import { useKubeflowQueryClient } from './useKubeflowQueryClient';
import { useKubeflowStream } from './useKubeflowStream';
import { isCut, usePolling } from './usePolling';
import { useThrottle } from './useThrottle';

const REFRESH_MILLISECONDS = 1_000;

/** @public */
export interface WorkloadResult extends QueryResult<WorkloadDetail> {
  live: StreamStatus;
  /** It was there and has been deleted; `data` is what was last known. */
  isDeleted: boolean;
}

/**
 * One object with everything that its page shows, kept up to date. While the component is mounted, the backend
 * watches the object's pods and events, and {@link usePods} and {@link useEvents} follow.
 *
 * @public
 */
export function useWorkload(ref: WorkloadRef): WorkloadResult {
  const api = useApi(kubeflowApiRef);
  const client = useKubeflowQueryClient();
  const path = workloadPath(ref);
  const [deleted, setDeleted] = useState<string>();

  const query = useQuery(
    {
      queryKey: queryKeys.detail(ref),
      queryFn: ({ signal }) => api.getWorkload(ref, { signal }),
    },
    client,
  );
  const { data, refetch } = query;
  const refresh = useThrottle(
    () =>
      client.invalidateQueries(
        { queryKey: queryKeys.workload(ref) },
        { cancelRefetch: false },
      ),
    () => REFRESH_MILLISECONDS,
  );

  const live = useKubeflowStream({
    object: ref,
    // The object and its parts: a part's name begins with the name of what it belongs to.
    filter: {
      cluster: [ref.cluster],
      namespace: ref.namespace === undefined ? undefined : [ref.namespace],
      role: ['workload', 'definition', 'part'],
      text: ref.name.slice(0, 200),
    },
    since: data?.sequence,
    enabled: data !== undefined,
    onEvents: events => {
      applyStreamEvents(client, events, () => false);
      let concerned = false;
      for (const event of events) {
        if (event.type === 'remove' && isSameWorkload(event, ref)) {
          // Of two with the same name, one after the other, the end of the first may be told last.
          const known = client.getQueryData<WorkloadDetail>(
            queryKeys.detail(ref),
          );
          if (known?.workload.uid === event.uid) {
            setDeleted(path);
          }
        } else if (
          event.type === 'upsert' &&
          isSameWorkload(event.workload, ref)
        ) {
          setDeleted(undefined);
        }
        concerned ||= concerns(event, ref, data);
      }
      if (concerned) {
        refresh.request();
      }
    },
  });
  usePolling(isCut(live), refresh.request);

  const isGone =
    ResponseError.is(query.error) && query.error.statusCode === 404;
  const isDeleted = data !== undefined && (deleted === path || isGone);
  return {
    data,
    error: isDeleted ? undefined : (query.error ?? undefined),
    isPending: query.isPending,
    retry: () => void refetch(),
    live,
    isDeleted,
  };
}

/** Whether the object's page has to be asked for again. */
function concerns(
  event: StreamEvent,
  ref: WorkloadRef,
  detail: WorkloadDetail | undefined,
): boolean {
  switch (event.type) {
    case 'reset':
      return true;
    case 'children':
      return decoded(event.object) === decoded(workloadPath(ref));
    case 'upsert':
      return (
        isSameWorkload(event.workload, ref) ||
        event.workload.name.startsWith(ref.name) ||
        (detail?.parts.some(part => part.uid === event.workload.uid) ?? false)
      );
    case 'remove':
      return detail?.parts.some(part => part.uid === event.uid) ?? false;
    default:
      return false;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** @public */
export interface ChildrenResult<T> extends QueryResult<T[]> {
  warnings: Warning[];
}

/** The pods of an object. Follows changes while {@link useWorkload} is mounted for the same object. @public */
export function usePods(
  ref: WorkloadRef,
  options: { enabled?: boolean } = {},
): ChildrenResult<Pod> {
  const api = useApi(kubeflowApiRef);
  const query = useQuery(
    {
      queryKey: queryKeys.pods(ref),
      queryFn: ({ signal }) => api.listPods(ref, { signal }),
      enabled: options.enabled ?? true,
    },
    useKubeflowQueryClient(),
  );
  return {
    data: query.data?.items,
    warnings: query.data?.warnings ?? [],
    error: query.error ?? undefined,
    isPending: query.isPending,
    retry: () => void query.refetch(),
  };
}

/** Kubernetes events about an object and its children. @public */
export function useEvents(
  ref: WorkloadRef,
  options: { enabled?: boolean } = {},
): ChildrenResult<WorkloadEvent> {
  const api = useApi(kubeflowApiRef);
  const query = useQuery(
    {
      queryKey: queryKeys.events(ref),
      queryFn: ({ signal }) => api.listEvents(ref, { signal }),
      enabled: options.enabled ?? true,
    },
    useKubeflowQueryClient(),
  );
  return {
    data: query.data?.items,
    warnings: query.data?.warnings ?? [],
    error: query.error ?? undefined,
    isPending: query.isPending,
    retry: () => void query.refetch(),
  };
}

/** The object as YAML text. @public */
export function useManifest(
  ref: WorkloadRef,
  options: { enabled?: boolean } = {},
): QueryResult<string> {
  const api = useApi(kubeflowApiRef);
  const query = useQuery(
    {
      queryKey: queryKeys.manifest(ref),
      queryFn: ({ signal }) => api.getManifest(ref, { signal }),
      enabled: options.enabled ?? true,
    },
    useKubeflowQueryClient(),
  );
  return {
    data: query.data,
    error: query.error ?? undefined,
    isPending: query.isPending,
    retry: () => void query.refetch(),
  };
}
