import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type QueryKey,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useKubeflowQueryClient } from '../../hooks/useKubeflowQueryClient';
import type { QueryResult } from '../../hooks/QueryResult';
import { useThrottle } from '../../hooks/useThrottle';

/** A page of any list of the Pipelines API. */
interface RecordPage<T> {
  items: T[];
  nextPageToken?: string;
  total?: number;
}

/** A list that grows by pages. `data` holds the records loaded so far, each once. @public */
export interface PipelinesListResult<T> extends QueryResult<T[]> {
  /** As the server counts; absent where it cannot know. */
  total: number | undefined;
  /** The records still answer the question before this one. */
  isStale: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  /** Pages loaded so far; a page can hold fewer records than were asked for. */
  pageCount: number;
  loadMore: () => void;
  /** Asks again for what is loaded, soon: often called, it asks every few seconds. */
  refresh: () => void;
}

/** @public */
export interface PipelinesListOptions {
  /** `false`: ask for nothing yet. Default: `true`. */
  enabled?: boolean;
}

/** Least time between two refreshes of a page of a list. */
const REFRESH_MILLISECONDS = 2_000;

/** How often a list is asked for again while it may change by itself. */
const POLL_MILLISECONDS = 15_000;

/**
 * One list of the Pipelines API, page by page.
 *
 * @param mayChange - Whether what is loaded may change by itself: then it is asked for every 15 seconds, and more
 * seldom the more pages are loaded
 */
export function usePipelinesList<
  T extends { id: string },
  TPage extends RecordPage<T> = RecordPage<T>,
>(options: {
  queryKey: QueryKey;
  load: (pageToken: string | undefined, signal: AbortSignal) => Promise<TPage>;
  mayChange?: (records: readonly T[]) => boolean;
  enabled: boolean;
}): PipelinesListResult<T> & {
  pages: readonly TPage[];
} {
  const { queryKey, load, mayChange, enabled } = options;
  const query = useInfiniteQuery(
    {
      queryKey,
      queryFn: ({ pageParam, signal }) => load(pageParam, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: page => page.nextPageToken || undefined,
      placeholderData: keepPreviousData,
      enabled,
      refetchInterval: ({ state }) => {
        const pages: InfiniteData<TPage> | undefined = state.data;
        return pages && mayChange?.(pages.pages.flatMap(({ items }) => items))
          ? POLL_MILLISECONDS * Math.max(1, pages.pages.length)
          : false;
      },
    },
    useKubeflowQueryClient(),
  );
  const { data, refetch, fetchNextPage, hasNextPage, isFetching } = query;
  const pages = useMemo(() => data?.pages ?? [], [data]);
  const records = useMemo(() => data && uniqueRecords(data.pages), [data]);
  const throttle = useThrottle(
    () => refetch({ cancelRefetch: false }),
    () => REFRESH_MILLISECONDS * Math.max(1, pages.length),
  );
  const loadMore = useCallback(() => {
    // Asking for more while the list is asked for again would throw that away.
    if (hasNextPage && !isFetching) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetching, fetchNextPage]);
  return {
    data: records,
    pages,
    total: pages[pages.length - 1]?.total,
    error: query.error ?? undefined,
    isPending: query.isPending && enabled,
    isStale: query.isPlaceholderData,
    hasMore: hasNextPage,
    isLoadingMore: isFetching,
    pageCount: pages.length,
    loadMore,
    retry: () => void refetch(),
    refresh: throttle.request,
  };
}

/** Between two pages a record can move from one to the other. */
function uniqueRecords<T extends { id: string }>(
  pages: readonly RecordPage<T>[],
): T[] {
  const records = new Map<string, T>();
  for (const record of pages.flatMap(({ items }) => items)) {
    if (!records.has(record.id)) {
      records.set(record.id, record);
    }
  }
  return [...records.values()];
}
