import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Workload,
  WorkloadFilter,
  WorkloadSortField,
  WorkloadsRequest,
  WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  hashKey,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { kubeflowApiRef } from '../api/KubeflowApi';
import type { StreamStatus } from '../stream/StreamConnection';
import type { QueryResult } from './QueryResult';
import { queryKeys } from './queryKeys';
import { useKubeflowQueryClient } from './useKubeflowQueryClient';
import { useLiveUpdates } from './useLiveUpdates';
import { useThrottle } from './useThrottle';
import { newestPage, rowsOf } from './workloadPages';

/** Counts are asked for again at most this often while changes stream in. */
const REFRESH_MILLISECONDS = 1_000;

/** @public */
export interface UseWorkloadsOptions {
  filter?: WorkloadFilter;
  /** Default: what needs attention first. */
  sort?: WorkloadSortField;
  order?: 'asc' | 'desc';
  /** Rows per request, 1 to 500. Default: 100. */
  pageSize?: number;
  /** Follow changes through a stream of its own. Default: `true`. A page with several lists opens one itself. */
  live?: boolean;
  /** `false`: ask for nothing yet. */
  enabled?: boolean;
}

/** A list that grows by pages and follows changes. `data` holds the rows loaded so far. @public */
export interface WorkloadsResult extends QueryResult<Workload[]> {
  /** Counts, facets, accelerators and warnings: the newest answer, its rows aside. */
  summary: Omit<WorkloadsResponse, 'items' | 'nextCursor'> | undefined;
  /** The rows still answer the question before this one. */
  isStale: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  /** Asks again for counts and rows, at most once a second. */
  refresh: () => void;
  live: StreamStatus;
}

/**
 * Lists workloads, page by page, and keeps the list up to date: a changed row changes at once, counts and order
 * follow within a second.
 *
 * @public
 */
export function useWorkloads(
  options: UseWorkloadsOptions = {},
): WorkloadsResult {
  const { filter, sort = 'attention', order = 'asc', pageSize = 100 } = options;
  const { live: wantsStream = true, enabled = true } = options;
  const api = useApi(kubeflowApiRef);
  const client = useKubeflowQueryClient();

  const request: WorkloadsRequest = { ...filter, sort, order, limit: pageSize };
  const key = queryKeys.list(request);
  const keyHash = hashKey(key);

  const query = useInfiniteQuery(
    {
      queryKey: key,
      queryFn: ({ pageParam, signal }) =>
        api.listWorkloads({ ...request, cursor: pageParam }, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: page => page.nextCursor,
      placeholderData: keepPreviousData,
      enabled,
    },
    client,
  );
  const { data: pages, refetch, fetchNextPage, isPlaceholderData } = query;
  const pageCount = pages?.pages.length ?? 0;

  // A list of many pages takes many requests to ask for again, so its counts have a request of their own.
  const counts = useQuery(
    {
      queryKey: queryKeys.counts(request),
      queryFn: ({ signal }) =>
        api.listWorkloads({ ...request, limit: 1 }, { signal }),
      enabled: false,
    },
    client,
  );
  const refetchCounts = counts.refetch;
  const refreshCounts = useThrottle(
    () => (pageCount > 1 ? refetchCounts() : refetch({ cancelRefetch: false })),
    () => REFRESH_MILLISECONDS,
  );
  const refreshRows = useThrottle(
    () => (pageCount > 1 ? refetch({ cancelRefetch: false }) : undefined),
    () => REFRESH_MILLISECONDS * Math.max(1, pageCount),
  );
  const refresh = useCallback(() => {
    refreshCounts.request();
    refreshRows.request();
  }, [refreshCounts, refreshRows]);

  const newest = useMemo(() => newestPage(pages), [pages]);
  const live = useLiveUpdates({
    filter,
    since: newest?.sequence,
    enabled: wantsStream && pages !== undefined && !isPlaceholderData,
    dropsFrom: list => hashKey(list) === keyHash,
    onChange: refresh,
  });

  const rows = useMemo(() => rowsOf(pages), [pages]);
  const summary =
    counts.data && newest && counts.data.sequence > newest.sequence
      ? counts.data
      : newest;
  return {
    data: rows,
    summary,
    error: query.error ?? undefined,
    isPending: query.isPending && enabled,
    isStale: isPlaceholderData,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) {
        void fetchNextPage();
      }
    },
    retry: () => void refetch(),
    refresh,
    live,
  };
}
