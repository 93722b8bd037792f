import type { KubernetesObject } from '../../kubernetesObject';
import { asString, at, createdAtOf, findCondition } from '../../reading';
import type { StateVerdict } from '../../state';
import { sentence } from '../shared';
import type { ConditionReading } from '../types';

/** Reasons that somebody wanted; all others are a mistake in the configuration. */
const wanted = new Set(['Stopped', 'Terminating']);

/**
 * What the condition `Active` of Kueue's objects means: whether jobs get through. `spec.stopPolicy` counts before the
 * condition, which follows in a moment.
 *
 * @param active - what it does when it is active
 * @param inactive - what it means when it is not: `No job gets quota`
 */
export function activeVerdict(
  object: KubernetesObject,
  conditions: readonly ConditionReading[],
  { active, inactive }: { active: string; inactive: string },
): StateVerdict {
  const condition = findCondition(conditions, 'Active');
  const policy = asString(at(object, 'spec', 'stopPolicy'));
  if (policy === 'Hold' || policy === 'HoldAndDrain') {
    return {
      state: 'suspended',
      reason: 'Stopped',
      message:
        policy === 'Hold'
          ? `Stopped on purpose. ${inactive}; what runs goes on.`
          : `Stopped on purpose, and what ran was ended. ${inactive}.`,
      since:
        condition?.status === 'False'
          ? condition.lastTransitionTime
          : undefined,
    };
  }
  if (!condition) {
    return {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; Kueue has not looked at it yet.',
      since: createdAtOf(object),
    };
  }
  const reason =
    condition.reason ?? (condition.status === 'True' ? 'Ready' : 'Inactive');
  const since = condition.lastTransitionTime;
  if (condition.status === 'True') {
    return { state: 'running', reason, message: active, since };
  }
  return {
    state: wanted.has(reason) ? 'suspended' : 'failed',
    reason,
    message: condition.message
      ? `${inactive}: ${sentence(condition.message)}`
      : `${inactive}.`,
    since,
  };
}
