import { useQuery, type QueryKey } from '@tanstack/react-query';
import type { QueryResult } from '../../hooks/QueryResult';
import { useKubeflowQueryClient } from '../../hooks/useKubeflowQueryClient';

/**
 * One record of the Pipelines API.
 *
 * @param pollMilliseconds - How often it is asked for again, given what is known; absent: never by itself
 */
export function usePipelinesRecord<T>(options: {
  queryKey: QueryKey;
  load: (signal: AbortSignal) => Promise<T>;
  enabled?: boolean;
  staleMilliseconds?: number;
  pollMilliseconds?: (record: T | undefined) => number | undefined;
}): QueryResult<T> {
  const { queryKey, load, enabled = true, pollMilliseconds } = options;
  const query = useQuery(
    {
      queryKey,
      queryFn: ({ signal }) => load(signal),
      enabled,
      ...(options.staleMilliseconds !== undefined && {
        staleTime: options.staleMilliseconds,
      }),
      refetchInterval: ({ state }) => pollMilliseconds?.(state.data) ?? false,
    },
    useKubeflowQueryClient(),
  );
  return {
    data: query.data,
    error: query.error ?? undefined,
    isPending: query.isPending && enabled,
    retry: () => void query.refetch(),
  };
}
