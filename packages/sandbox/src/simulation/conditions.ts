import type { Json } from './kernel';

/** `metav1.Condition` and its older relatives: the same, with `lastUpdateTime` or `lastProbeTime` on top. */
export interface Condition extends Json {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

/**
 * Like apimachinery's `SetStatusCondition`: replaces in place, and keeps the time of the transition while the status
 * stays what it was. Gives a new list.
 */
export function setCondition(
  conditions: readonly Condition[],
  condition: Condition,
): Condition[] {
  const index = conditions.findIndex(({ type }) => type === condition.type);
  const present = conditions[index];
  if (!present) {
    return [...conditions, condition];
  }
  const changed =
    present.status === condition.status
      ? { ...condition, lastTransitionTime: present.lastTransitionTime }
      : condition;
  return conditions.map((other, at) => (at === index ? changed : other));
}

export function isTrue(
  conditions: readonly Condition[],
  type: string,
): boolean {
  return conditions.some(
    condition => condition.type === type && condition.status === 'True',
  );
}
