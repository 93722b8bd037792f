import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ExperimentsQuery,
  PipelineExperiment,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { QueryResult } from '../../hooks/QueryResult';
import {
  kubeflowPipelinesApiRef,
  type PipelinesRecordRef,
} from '../api/KubeflowPipelinesApi';
import { pipelinesKeys } from './pipelinesKeys';
import {
  usePipelinesList,
  type PipelinesListOptions,
  type PipelinesListResult,
} from './usePipelinesList';
import { usePipelinesRecord } from './usePipelinesRecord';

/** The experiments of a cluster, or of a namespace of it. @public */
export function useExperiments(
  cluster: string,
  query: Omit<ExperimentsQuery, 'pageToken'> = {},
  options: PipelinesListOptions = {},
): PipelinesListResult<PipelineExperiment> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesList<PipelineExperiment>({
    queryKey: pipelinesKeys.list(cluster, 'experiments', query),
    load: (pageToken, signal) =>
      api.listExperiments(cluster, { ...query, pageToken }, { signal }),
    enabled: options.enabled ?? true,
  });
}

/** One experiment. @public */
export function useExperiment(
  ref: PipelinesRecordRef,
  options: PipelinesListOptions = {},
): QueryResult<PipelineExperiment> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesRecord({
    queryKey: pipelinesKeys.detail('experiments', ref),
    load: signal => api.getExperiment(ref, { signal }),
    enabled: options.enabled,
  });
}
