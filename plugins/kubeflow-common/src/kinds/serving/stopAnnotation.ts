import type { KubernetesObject } from '../../kubernetesObject';
import { annotationOf, findCondition } from '../../reading';
import type { StateVerdict } from '../../state';
import { patchVerb } from '../shared';
import type { ConditionReading, KindVerb } from '../types';

/** KServe takes a server's pods away while this says `true` (kserve/kserve pkg/constants, pkg/utils). */
const STOP_ANNOTATION = 'serving.kserve.io/stop';
const STOP_PATH = ['metadata', 'annotations', STOP_ANNOTATION] as const;

/** Stops a KServe server: its pods go, the object and its configuration stay. */
export const stopServer: KindVerb = patchVerb(
  'stop',
  STOP_PATH,
  'true',
  reading => reading.state !== 'suspended',
);

/** The opposite of {@link stopServer}. */
export const startServer: KindVerb = patchVerb(
  'start',
  STOP_PATH,
  null,
  reading => reading.state === 'suspended',
);

/** Whether somebody has stopped the server, or has just started it again. */
export function stopVerdict(
  object: KubernetesObject,
  conditions: readonly ConditionReading[],
): StateVerdict | undefined {
  const stopped = findCondition(conditions, 'Stopped');
  const isAskedFor =
    annotationOf(object, STOP_ANNOTATION)?.toLowerCase() === 'true';
  if (isAskedFor) {
    return {
      state: 'suspended',
      reason: 'Stopped',
      message: 'Stopped on purpose; it can be started again.',
      since: stopped?.lastTransitionTime,
    };
  }
  // The condition follows the annotation in a moment.
  return stopped?.status === 'True'
    ? {
        state: 'starting',
        reason: 'Resuming',
        message: 'Was stopped and is being started again.',
        since: stopped.lastTransitionTime,
      }
    : undefined;
}
