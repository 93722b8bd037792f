import type {
  PipelinesRecordRef,
  PipelineVersionRef,
  RunArtifactRef,
} from './KubeflowPipelinesApi';

/** Below `/api/kubeflow`; each name percent-encoded. */
const path = (cluster: string, ...parts: string[]) =>
  ['/v1/pipelines', ...[cluster, ...parts].map(encodeURIComponent)].join('/');

/** Addresses of the backend, one for each kind of record. */
export const pipelinesPaths = {
  servers: '/v1/pipelines',
  pipelines: (cluster: string) => path(cluster, 'pipelines'),
  pipeline: ({ cluster, id }: PipelinesRecordRef) =>
    path(cluster, 'pipelines', id),
  versions: ({ cluster, id }: PipelinesRecordRef) =>
    path(cluster, 'pipelines', id, 'versions'),
  version: ({ cluster, pipelineId, versionId }: PipelineVersionRef) =>
    path(cluster, 'pipelines', pipelineId, 'versions', versionId),
  runs: (cluster: string) => path(cluster, 'runs'),
  run: ({ cluster, id }: PipelinesRecordRef, ...parts: string[]) =>
    path(cluster, 'runs', id, ...parts),
  artifact: (
    { cluster, runId, artifactId }: RunArtifactRef,
    ...parts: string[]
  ) => path(cluster, 'runs', runId, 'artifacts', artifactId, ...parts),
  experiments: (cluster: string) => path(cluster, 'experiments'),
  experiment: ({ cluster, id }: PipelinesRecordRef, ...parts: string[]) =>
    path(cluster, 'experiments', id, ...parts),
  recurringRuns: (cluster: string) => path(cluster, 'recurring-runs'),
  recurringRun: ({ cluster, id }: PipelinesRecordRef, ...parts: string[]) =>
    path(cluster, 'recurring-runs', id, ...parts),
};
