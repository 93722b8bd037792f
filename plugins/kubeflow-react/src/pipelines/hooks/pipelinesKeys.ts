import type {
  PipelinesRecordRef,
  PipelineVersionRef,
  RunArtifactRef,
} from '../api/KubeflowPipelinesApi';

/** Kinds of records that a Pipelines API keeps. @public */
export type PipelinesRecordKind =
  'pipelines' | 'versions' | 'runs' | 'experiments' | 'recurring-runs';

/** Names of the answers in the cache: all of a cluster's records of one kind share a beginning. */
export const pipelinesKeys = {
  servers: ['kubeflow', 'pipelines-servers'] as const,
  kind: (cluster: string, kind: PipelinesRecordKind) =>
    ['kubeflow', 'pipelines', cluster, kind] as const,
  list: (cluster: string, kind: PipelinesRecordKind, query: object) =>
    [...pipelinesKeys.kind(cluster, kind), 'list', query] as const,
  record: (kind: PipelinesRecordKind, { cluster, id }: PipelinesRecordRef) =>
    [...pipelinesKeys.kind(cluster, kind), 'one', id] as const,
  detail: (kind: PipelinesRecordKind, ref: PipelinesRecordRef) =>
    [...pipelinesKeys.record(kind, ref), 'detail'] as const,
  versions: ({ cluster, id }: PipelinesRecordRef, query: object) =>
    [...pipelinesKeys.kind(cluster, 'versions'), 'list', id, query] as const,
  version: ({ cluster, pipelineId, versionId }: PipelineVersionRef) =>
    [
      ...pipelinesKeys.kind(cluster, 'versions'),
      'one',
      pipelineId,
      versionId,
    ] as const,
  runPods: (ref: PipelinesRecordRef) =>
    [...pipelinesKeys.record('runs', ref), 'pods'] as const,
  runDiagnosis: (ref: PipelinesRecordRef) =>
    [...pipelinesKeys.record('runs', ref), 'diagnosis'] as const,
  artifact: ({ cluster, runId, artifactId }: RunArtifactRef) =>
    ['kubeflow', 'pipelines-artifacts', cluster, runId, artifactId] as const,
};
