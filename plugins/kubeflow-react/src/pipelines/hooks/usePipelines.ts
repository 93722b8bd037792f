import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Pipeline,
  PipelinesQuery,
  PipelineVersion,
  PipelineVersionDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { QueryResult } from '../../hooks/QueryResult';
import {
  kubeflowPipelinesApiRef,
  type PipelinesRecordRef,
  type PipelineVersionRef,
} from '../api/KubeflowPipelinesApi';
import { pipelinesKeys } from './pipelinesKeys';
import {
  usePipelinesList,
  type PipelinesListOptions,
  type PipelinesListResult,
} from './usePipelinesList';
import { usePipelinesRecord } from './usePipelinesRecord';

/** The pipelines of a cluster, or of a namespace of it. @public */
export function usePipelines(
  cluster: string,
  query: Omit<PipelinesQuery, 'pageToken'> = {},
  options: PipelinesListOptions = {},
): PipelinesListResult<Pipeline> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesList<Pipeline>({
    queryKey: pipelinesKeys.list(cluster, 'pipelines', query),
    load: (pageToken, signal) =>
      api.listPipelines(cluster, { ...query, pageToken }, { signal }),
    enabled: options.enabled ?? true,
  });
}

/** One pipeline, without its versions. @public */
export function usePipeline(
  ref: PipelinesRecordRef,
  options: PipelinesListOptions = {},
): QueryResult<Pipeline> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesRecord({
    queryKey: pipelinesKeys.detail('pipelines', ref),
    load: signal => api.getPipeline(ref, { signal }),
    enabled: options.enabled,
  });
}

/** The versions of a pipeline; ask for the newest first to have the one that runs use by default. @public */
export function useVersions(
  ref: PipelinesRecordRef,
  query: Omit<PipelinesQuery, 'pageToken'> = {},
  options: PipelinesListOptions = {},
): PipelinesListResult<PipelineVersion> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesList<PipelineVersion>({
    queryKey: pipelinesKeys.versions(ref, query),
    load: (pageToken, signal) =>
      api.listVersions(ref, { ...query, pageToken }, { signal }),
    enabled: options.enabled ?? true,
  });
}

/**
 * One version with its specification.
 *
 * @param ref - Absent while it is not known which one: nothing is asked for
 * @public
 */
export function useVersion(
  ref: PipelineVersionRef | undefined,
): QueryResult<PipelineVersionDetail> {
  const api = useApi(kubeflowPipelinesApiRef);
  const asked = ref ?? { cluster: '', pipelineId: '', versionId: '' };
  return usePipelinesRecord({
    queryKey: pipelinesKeys.version(asked),
    load: signal => api.getVersion(asked, { signal }),
    enabled: ref !== undefined,
    // A version never changes; only its deletion is news.
    staleMilliseconds: 5 * 60_000,
  });
}
