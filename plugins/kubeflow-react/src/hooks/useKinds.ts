import { useApi } from '@backstage/frontend-plugin-api';
import type { Kind } from '@kubeflow-portal/plugin-kubeflow-common';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { kubeflowApiRef } from '../api/KubeflowApi';
import type { QueryResult } from './QueryResult';
import { queryKeys } from './queryKeys';
import { useKubeflowQueryClient } from './useKubeflowQueryClient';

/** The kinds that the portal knows, each with its names. @public */
export function useKinds(): QueryResult<Kind[]> & {
  byId: ReadonlyMap<string, Kind>;
} {
  const api = useApi(kubeflowApiRef);
  const query = useQuery(
    {
      queryKey: queryKeys.kinds,
      queryFn: ({ signal }) => api.listKinds({ signal }),
      // They change with the backend's configuration only.
      staleTime: 5 * 60_000,
    },
    useKubeflowQueryClient(),
  );
  const data = query.data?.items;
  const byId = useMemo(
    () => new Map(data?.map(kind => [kind.id, kind])),
    [data],
  );
  return {
    data,
    byId,
    error: query.error ?? undefined,
    isPending: query.isPending,
    retry: () => void query.refetch(),
  };
}
