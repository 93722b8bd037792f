import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asTime,
  at,
  createdAtOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState, strongestVerdict } from '../../state';
import type { StateVerdict } from '../../state';
import {
  emptyReading,
  fact,
  podsByLabel,
  sentence,
  totalRead,
} from '../shared';
import type { ConditionReading, KindDefinition, Reading } from '../types';

/**
 * The service that tells an experiment what to try next. Source: kubeflow/katib
 * pkg/apis/controller/suggestions/v1beta1. Its experiment owns it, so it has no verbs.
 *
 * @public
 */
export const suggestion: KindDefinition = {
  id: 'suggestion',
  kind: 'Suggestion',
  group: 'kubeflow.org',
  versions: ['v1beta1'],
  plural: 'suggestions',
  scope: 'Namespaced',
  family: 'tuning',
  role: 'part',
  title: { one: 'Suggestion', many: 'Suggestions' },
  read: totalRead(readSuggestion),
  children: object =>
    podsByLabel({
      'katib.kubeflow.org/suggestion': at(object, 'metadata', 'name'),
    }),
  verbs: [],
};

function readSuggestion(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict = verdictOf(conditions, createdAtOf(object));
  return emptyReading({
    ...verdict,
    startedAt: asTime(at(status, 'startTime')),
    finishedAt: isTerminalState(verdict.state)
      ? (asTime(at(status, 'completionTime')) ?? verdict.since)
      : undefined,
    conditions,
    facts: [
      ...fact('algorithm', at(spec, 'algorithm', 'algorithmName')),
      ...fact('requested', asCount(at(spec, 'requests'))),
      ...fact('suggested', asCount(at(status, 'suggestionCount'))),
      ...fact('earlyStopping', at(spec, 'earlyStopping', 'algorithmName')),
    ],
  });
}

function verdictOf(
  conditions: readonly ConditionReading[],
  createdAt: string | undefined,
): StateVerdict {
  const of = (
    type: string,
    state: StateVerdict['state'],
    words: string,
  ): StateVerdict | undefined => {
    const condition = trueCondition(conditions, type);
    return (
      condition && {
        state,
        reason: condition.reason ?? type,
        message:
          state === 'failed' && condition.message
            ? `${words} ${sentence(condition.message)}`
            : words,
        since: condition.lastTransitionTime,
      }
    );
  };
  return strongestVerdict([
    of('Failed', 'failed', 'The algorithm failed.'),
    of('Succeeded', 'succeeded', 'Has nothing more to do.'),
    of('Running', 'running', 'Makes suggestions.'),
    of('DeploymentReady', 'starting', 'Its service is ready.'),
    of('Created', 'starting', 'Its service is being started.'),
    {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; Katib has not begun with it yet.',
      since: createdAt,
    },
  ]);
}
