export { kubeflowPipelinesApiRef } from './KubeflowPipelinesApi';
export type {
  ArtifactBytes,
  KubeflowPipelinesApi,
  PipelinesRecordRef,
  PipelineVersionRef,
  RunArtifactRef,
} from './KubeflowPipelinesApi';
export { KubeflowPipelinesClient } from './KubeflowPipelinesClient';
