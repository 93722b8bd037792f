import type { WorkloadState } from '@kubeflow-portal/plugin-kubeflow-common';

/** States that a person should look at. */
export const attention: WorkloadState[] = ['failed', 'restarting', 'unknown'];

/** States of what is at work. */
export const running: WorkloadState[] = ['running'];

/** States of what will be at work. */
export const waiting: WorkloadState[] = ['queued', 'pending', 'starting'];
