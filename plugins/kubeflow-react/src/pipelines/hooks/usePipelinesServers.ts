import { useApi } from '@backstage/frontend-plugin-api';
import type { PipelinesServer } from '@kubeflow-portal/plugin-kubeflow-common';
import type { QueryResult } from '../../hooks/QueryResult';
import { kubeflowPipelinesApiRef } from '../api/KubeflowPipelinesApi';
import { pipelinesKeys } from './pipelinesKeys';
import { usePipelinesRecord } from './usePipelinesRecord';

/** The Pipelines API of each cluster: whether it answers, what it is and whether people may change something. @public */
export function usePipelinesServers(): QueryResult<PipelinesServer[]> {
  const api = useApi(kubeflowPipelinesApiRef);
  const result = usePipelinesRecord({
    queryKey: pipelinesKeys.servers,
    load: signal => api.listServers({ signal }),
    staleMilliseconds: 30_000,
    pollMilliseconds: () => 60_000,
  });
  return { ...result, data: result.data?.items };
}
