import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Diagnosis,
  Warning,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useQuery } from '@tanstack/react-query';
import { kubeflowApiRef } from '../api/KubeflowApi';
import type { WorkloadRef } from '../api/workloadRef';
import type { QueryResult } from '../hooks/QueryResult';
import { queryKeys } from '../hooks/queryKeys';
import { useKubeflowQueryClient } from '../hooks/useKubeflowQueryClient';

/**
 * Why an object failed or does not go on. Follows changes while `useWorkload` is mounted for the same object.
 *
 * @public
 */
export function useDiagnosis(
  ref: WorkloadRef,
  options: { enabled?: boolean } = {},
): QueryResult<Diagnosis[]> & { warnings: Warning[] } {
  const api = useApi(kubeflowApiRef);
  const query = useQuery(
    {
      queryKey: queryKeys.diagnosis(ref),
      queryFn: ({ signal }) => api.getDiagnosis(ref, { signal }),
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
