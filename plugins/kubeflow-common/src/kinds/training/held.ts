import { trueCondition } from '../../reading';
import type { StateVerdict } from '../../state';
import type { ConditionReading } from '../types';

/**
 * A job that is held by `suspend`. With a Kueue queue it waits there; without one a person holds it. What the queue
 * says about it comes with its Workload (see `refineByAdmission`).
 *
 * The spec counts before the condition: the controller follows it in a moment, and a job that was resumed a moment
 * ago is not held any more.
 */
export function heldVerdict(
  suspend: boolean | undefined,
  conditions: readonly ConditionReading[],
  queue: string | undefined,
): StateVerdict | undefined {
  const condition = trueCondition(conditions, 'Suspended');
  if (suspend === false || (suspend === undefined && !condition)) {
    return undefined;
  }
  const since = condition?.lastTransitionTime;
  return queue
    ? {
        state: 'queued',
        reason: 'Queued',
        message: `Waits in queue ${queue}.`,
        since,
      }
    : {
        state: 'suspended',
        reason: condition?.reason ?? 'Suspended',
        message: 'Held on purpose; it can be resumed.',
        since,
      };
}
