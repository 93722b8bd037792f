import type { Condition } from '../conditions';

/**
 * Conditions as training-operator v1 and MPI operator keep them (`pkg/util/status.go`): nothing changes once a job
 * has failed, Running and Restarting drive each other out, and the end of a job turns Running to False. The changed
 * condition moves to the end of the list.
 */
export function setJobCondition(
  conditions: readonly Condition[],
  condition: Condition & { lastTransitionTime: string },
): Condition[] {
  const isFailed = conditions.some(
    ({ type, status }) => type === 'Failed' && status === 'True',
  );
  const present = conditions.find(({ type }) => type === condition.type);
  const isSame =
    present?.status === condition.status && present.reason === condition.reason;
  if (isFailed || isSame) {
    return [...conditions];
  }
  const ends = condition.type === 'Failed' || condition.type === 'Succeeded';
  const others = conditions
    .filter(({ type }) => type !== condition.type)
    .filter(
      ({ type }) => !(condition.type === 'Restarting' && type === 'Running'),
    )
    .filter(
      ({ type }) => !(condition.type === 'Running' && type === 'Restarting'),
    )
    .map(other =>
      ends && other.type === 'Running'
        ? { ...other, status: 'False' as const }
        : other,
    );
  return [
    ...others,
    {
      ...condition,
      lastUpdateTime: condition.lastTransitionTime,
      lastTransitionTime:
        present?.status === condition.status
          ? present.lastTransitionTime
          : condition.lastTransitionTime,
    },
  ];
}
