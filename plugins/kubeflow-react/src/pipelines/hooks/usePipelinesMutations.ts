import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CreatedResponse,
  CreateExperimentRequest,
  CreateRecurringRunRequest,
  CreateRunRequest,
  RunCommand,
  UploadPipelineRequest,
  UploadPipelineResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  kubeflowPipelinesApiRef,
  type PipelinesRecordRef,
  type PipelineVersionRef,
} from '../api/KubeflowPipelinesApi';
import {
  usePipelinesMutation,
  type PipelinesMutation,
} from './usePipelinesMutation';

type OnRecord<T = object> = { ref: PipelinesRecordRef } & T;

/** Makes a pipeline, with its first version, of a compiled specification. @public */
export function useUploadPipeline(): PipelinesMutation<
  { cluster: string; request: UploadPipelineRequest },
  UploadPipelineResponse
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ cluster, request }) => api.uploadPipeline(cluster, request),
    clusterOf: ({ cluster }) => cluster,
    changes: ['pipelines', 'versions'],
  });
}

/** Adds a version to a pipeline. @public */
export function useUploadVersion(): PipelinesMutation<
  OnRecord<{ request: UploadPipelineRequest }>,
  UploadPipelineResponse
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref, request }) => api.uploadVersion(ref, request),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['pipelines', 'versions'],
  });
}

/** Deletes a pipeline with all of its versions. @public */
export function useDeletePipeline(): PipelinesMutation<OnRecord, void> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref }) => api.deletePipeline(ref),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['pipelines', 'versions', 'runs', 'recurring-runs'],
    // Asked for once more, the page of what is gone would say so before it is left.
    gone: ({ ref }) => ({ kind: 'pipelines', ref }),
  });
}

/** @public */
export function useDeleteVersion(): PipelinesMutation<
  { ref: PipelineVersionRef },
  void
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref }) => api.deleteVersion(ref),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['versions', 'runs', 'recurring-runs'],
  });
}

/** @public */
export function useCreateRun(): PipelinesMutation<
  { cluster: string; request: CreateRunRequest },
  CreatedResponse
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ cluster, request }) => api.createRun(cluster, request),
    clusterOf: ({ cluster }) => cluster,
    changes: ['runs', 'experiments'],
  });
}

/** Archives, restores, retries or terminates a run. @public */
export function useCommandRun(): PipelinesMutation<
  OnRecord<{ command: RunCommand }>,
  void
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref, command }) => api.commandRun(ref, command),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['runs'],
  });
}

/** @public */
export function useDeleteRun(): PipelinesMutation<OnRecord, void> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref }) => api.deleteRun(ref),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['runs'],
    gone: ({ ref }) => ({ kind: 'runs', ref }),
  });
}

/** @public */
export function useCreateExperiment(): PipelinesMutation<
  { cluster: string; request: CreateExperimentRequest },
  CreatedResponse
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ cluster, request }) => api.createExperiment(cluster, request),
    clusterOf: ({ cluster }) => cluster,
    changes: ['experiments'],
  });
}

/** Archives or restores an experiment; archiving takes its runs along. @public */
export function useCommandExperiment(): PipelinesMutation<
  OnRecord<{ command: 'archive' | 'restore' }>,
  void
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref, command }) => api.commandExperiment(ref, command),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['experiments', 'runs', 'recurring-runs'],
  });
}

/** @public */
export function useDeleteExperiment(): PipelinesMutation<OnRecord, void> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref }) => api.deleteExperiment(ref),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['experiments', 'runs', 'recurring-runs'],
    gone: ({ ref }) => ({ kind: 'experiments', ref }),
  });
}

/** @public */
export function useCreateRecurringRun(): PipelinesMutation<
  { cluster: string; request: CreateRecurringRunRequest },
  CreatedResponse
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ cluster, request }) => api.createRecurringRun(cluster, request),
    clusterOf: ({ cluster }) => cluster,
    changes: ['recurring-runs', 'runs'],
  });
}

/** Enables or disables a recurring run. @public */
export function useCommandRecurringRun(): PipelinesMutation<
  OnRecord<{ command: 'enable' | 'disable' }>,
  void
> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref, command }) => api.commandRecurringRun(ref, command),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['recurring-runs', 'runs'],
  });
}

/** @public */
export function useDeleteRecurringRun(): PipelinesMutation<OnRecord, void> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesMutation({
    task: ({ ref }) => api.deleteRecurringRun(ref),
    clusterOf: ({ ref }) => ref.cluster,
    changes: ['recurring-runs'],
    gone: ({ ref }) => ({ kind: 'recurring-runs', ref }),
  });
}
