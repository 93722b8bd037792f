import type { WorkloadState } from '@kubeflow-portal/plugin-kubeflow-common';

/** States in which a person wonders why, and pods, events and logs may know. */
export const wondering: ReadonlySet<WorkloadState> = new Set([
  'failed',
  'restarting',
  'starting',
  'pending',
  'unknown',
]);
