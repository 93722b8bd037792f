import { useApi } from '@backstage/frontend-plugin-api';
import type { Artifact } from '@kubeflow-portal/plugin-kubeflow-common';
import type { QueryResult } from '../../hooks/QueryResult';
import {
  kubeflowPipelinesApiRef,
  type ArtifactBytes,
  type RunArtifactRef,
} from '../api/KubeflowPipelinesApi';
import { pipelinesKeys } from './pipelinesKeys';
import { usePipelinesRecord } from './usePipelinesRecord';

/** What is known about an artifact of a run. @public */
export function useArtifact(
  ref: RunArtifactRef,
  options: { enabled?: boolean } = {},
): QueryResult<Artifact> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesRecord({
    queryKey: [...pipelinesKeys.artifact(ref), 'detail'],
    load: signal => api.getArtifact(ref, { signal }),
    enabled: options.enabled,
  });
}

/** The first bytes of an artifact; an artifact does not change once it is made. @public */
export function useArtifactContent(
  ref: RunArtifactRef,
  options: { maxBytes?: number; enabled?: boolean } = {},
): QueryResult<ArtifactBytes> {
  const { maxBytes, enabled } = options;
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesRecord({
    queryKey: [...pipelinesKeys.artifact(ref), 'content', maxBytes],
    load: signal => api.readArtifact(ref, { maxBytes, signal }),
    enabled,
    staleMilliseconds: 5 * 60_000,
  });
}
