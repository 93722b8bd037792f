import type { WorkloadsRequest } from '@kubeflow-portal/plugin-kubeflow-common';
import { workloadPath, type WorkloadRef } from '../api/workloadRef';

/** Names of the answers in the cache. */
export const queryKeys = {
  clusters: ['kubeflow', 'clusters'] as const,
  kinds: ['kubeflow', 'kinds'] as const,
  allLists: ['kubeflow', 'workloads'] as const,
  list: (request: WorkloadsRequest) =>
    ['kubeflow', 'workloads', request] as const,
  counts: (request: WorkloadsRequest) =>
    ['kubeflow', 'counts', request] as const,
  workload: (ref: WorkloadRef) =>
    ['kubeflow', 'workload', workloadPath(ref)] as const,
  detail: (ref: WorkloadRef) =>
    ['kubeflow', 'workload', workloadPath(ref), 'detail'] as const,
  pods: (ref: WorkloadRef) =>
    ['kubeflow', 'workload', workloadPath(ref), 'pods'] as const,
  events: (ref: WorkloadRef) =>
    ['kubeflow', 'workload', workloadPath(ref), 'events'] as const,
  diagnosis: (ref: WorkloadRef) =>
    ['kubeflow', 'workload', workloadPath(ref), 'diagnosis'] as const,
  manifest: (ref: WorkloadRef) =>
    ['kubeflow', 'workload', workloadPath(ref), 'manifest'] as const,
};
