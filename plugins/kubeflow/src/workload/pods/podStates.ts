import type {
  Pod,
  WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** The phases of a pod are states of ours, by the same words. */
export const podStates: Record<Pod['phase'], WorkloadState> = {
  Pending: 'pending',
  Running: 'running',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Unknown: 'unknown',
};
