export type { QueryResult } from './QueryResult';
export {
  defaultListState,
  filterOf,
  firstOrder,
  formatListState,
  isFiltered,
  parseListState,
  withoutFilters,
  type WorkloadListState,
} from './listState';
export { useClusters } from './useClusters';
export { useKinds } from './useKinds';
export {
  useKubeflowStream,
  type UseKubeflowStreamOptions,
} from './useKubeflowStream';
export { useLiveUpdates, type UseLiveUpdatesOptions } from './useLiveUpdates';
export { useListState, type ListStateHandle } from './useListState';
export { useLocale } from './useLocale';
export { useNow } from './useNow';
export { useOwnership } from './useOwnership';
export { useThrottle } from './useThrottle';
export {
  useEvents,
  useManifest,
  usePods,
  useWorkload,
  type ChildrenResult,
  type WorkloadResult,
} from './useWorkload';
export { useWorkloadHref } from './useWorkloadHref';
export {
  useWorkloads,
  type UseWorkloadsOptions,
  type WorkloadsResult,
} from './useWorkloads';
