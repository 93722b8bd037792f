import { useApi } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@kubeflow-portal/plugin-kubeflow-common';
import { useQuery } from '@tanstack/react-query';
import { kubeflowApiRef } from '../api/KubeflowApi';
import type { QueryResult } from './QueryResult';
import { queryKeys } from './queryKeys';
import { useKubeflowQueryClient } from './useKubeflowQueryClient';

/** The clusters of the portal, how well each is connected and which kinds it serves. @public */
export function useClusters(): QueryResult<Cluster[]> {
  const api = useApi(kubeflowApiRef);
  const query = useQuery(
    {
      queryKey: queryKeys.clusters,
      queryFn: ({ signal }) => api.listClusters({ signal }),
      // Streams report changes of health too; this covers pages that have none open.
      refetchInterval: 30_000,
    },
    useKubeflowQueryClient(),
  );
  return {
    data: query.data?.items,
    error: query.error ?? undefined,
    isPending: query.isPending,
    retry: () => void query.refetch(),
  };
}
