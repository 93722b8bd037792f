export { useArtifact, useArtifactContent } from './useArtifact';
export { useExperiment, useExperiments } from './useExperiments';
export type { PipelinesRecordKind } from './pipelinesKeys';
export {
  usePipeline,
  usePipelines,
  useVersion,
  useVersions,
} from './usePipelines';
export type {
  PipelinesListOptions,
  PipelinesListResult,
} from './usePipelinesList';
export {
  useInvalidatePipelines,
  type PipelinesMutation,
} from './usePipelinesMutation';
export {
  useCommandExperiment,
  useCommandRecurringRun,
  useCommandRun,
  useCreateExperiment,
  useCreateRecurringRun,
  useCreateRun,
  useDeleteExperiment,
  useDeletePipeline,
  useDeleteRecurringRun,
  useDeleteRun,
  useDeleteVersion,
  useUploadPipeline,
  useUploadVersion,
} from './usePipelinesMutations';
export {
  usePipelinesHref,
  type PipelinesAddressQuery,
  type PipelinesHref,
} from './usePipelinesHref';
export { usePipelinesServers } from './usePipelinesServers';
export {
  useRecurringRun,
  useRecurringRuns,
  type RecurringRunsResult,
} from './useRecurringRuns';
export {
  useRun,
  useRunDiagnosis,
  useRunPods,
  type RunPartOptions,
  type RunResult,
} from './useRun';
export { useRunDetails } from './useRunDetails';
export { useRuns, type RunsResult, type UseRunsOptions } from './useRuns';
