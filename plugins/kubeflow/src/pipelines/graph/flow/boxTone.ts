import type { TaskState } from '@kubeflow-portal/plugin-kubeflow-common';
import type { BoxData } from './flowTypes';

/** What a colour says; never said by the colour alone. */
export type Tone =
  'danger' | 'warning' | 'info' | 'success' | 'neutral' | 'absent';

const tones: Record<TaskState, Tone> = {
  pending: 'neutral',
  running: 'info',
  restarting: 'warning',
  succeeded: 'success',
  cached: 'success',
  skipped: 'neutral',
  failed: 'danger',
  cancelled: 'neutral',
  unknown: 'warning',
};

/** `absent` for a task that its run has not reached. */
export function toneOf({ status, hasRun }: BoxData): Tone {
  return status ? tones[status.state] : hasRun ? 'absent' : 'neutral';
}
