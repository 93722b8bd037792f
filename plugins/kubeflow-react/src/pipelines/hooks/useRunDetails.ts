import { useApi } from '@backstage/frontend-plugin-api';
import {
  isTerminalState,
  type RunDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useQueries } from '@tanstack/react-query';
import type { QueryResult } from '../../hooks/QueryResult';
import { useKubeflowQueryClient } from '../../hooks/useKubeflowQueryClient';
import { kubeflowPipelinesApiRef } from '../api/KubeflowPipelinesApi';
import { pipelinesKeys } from './pipelinesKeys';

/** Runs that go on are asked for this often; each answer is a whole run. */
const LIVE_MILLISECONDS = 15_000;

/**
 * A few runs of one cluster with their tasks, in the order of their ids. Each is asked for by itself: one that cannot
 * be had leaves the others alone.
 *
 * @public
 */
export function useRunDetails(
  cluster: string,
  ids: readonly string[],
  options: { namespace?: string } = {},
): QueryResult<RunDetail>[] {
  const { namespace } = options;
  const api = useApi(kubeflowPipelinesApiRef);
  const results = useQueries(
    {
      queries: ids.map(id => ({
        queryKey: pipelinesKeys.detail('runs', { cluster, id }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.getRun({ cluster, id, namespace }, { signal }),
        refetchInterval: ({ state }: { state: { data?: RunDetail } }) =>
          state.data && !isTerminalState(state.data.run.state)
            ? LIVE_MILLISECONDS
            : (false as const),
      })),
    },
    useKubeflowQueryClient(),
  );
  return results.map(({ data, error, isPending, refetch }) => ({
    data,
    error: error ?? undefined,
    isPending,
    retry: () => void refetch(),
  }));
}
