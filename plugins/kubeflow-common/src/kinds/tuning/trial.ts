import type { KubernetesObject } from '../../kubernetesObject';
import {
  asTime,
  at,
  createdAtOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState, strongestVerdict } from '../../state';
import type { StateVerdict } from '../../state';
import {
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  sentence,
  totalRead,
} from '../shared';
import type { ConditionReading, KindDefinition, Reading } from '../types';
import { assignmentsInWords, readObservation } from './observation';
import { readTrialJob, trialJobFacts } from './trialJob';

/**
 * One set of hyperparameters that Katib tries. Source: kubeflow/katib pkg/apis/controller/trials/v1beta1. The job
 * that it starts has its name.
 *
 * @public
 */
export const trial: KindDefinition = {
  id: 'trial',
  kind: 'Trial',
  group: 'kubeflow.org',
  versions: ['v1beta1'],
  plural: 'trials',
  scope: 'Namespaced',
  family: 'tuning',
  role: 'part',
  title: { one: 'Trial', many: 'Trials' },
  read: totalRead(readTrial),
  children: object =>
    podsByLabel({ 'katib.kubeflow.org/trial': at(object, 'metadata', 'name') }),
  verbs: [deleteVerb],
};

function readTrial(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict = verdictOf(conditions, createdAtOf(object));
  const isOver = isTerminalState(verdict.state);
  const job = readTrialJob(at(spec, 'runSpec'));
  return emptyReading({
    ...verdict,
    startedAt: asTime(at(status, 'startTime')),
    finishedAt: isOver
      ? (asTime(at(status, 'completionTime')) ?? verdict.since)
      : undefined,
    progress: {
      percent: verdict.state === 'succeeded' ? 100 : undefined,
      metrics: readObservation(
        at(status, 'observation'),
        at(spec, 'objective'),
      ),
    },
    accelerators: job.accelerators,
    conditions,
    facts: [
      ...fact(
        'parameters',
        assignmentsInWords(at(spec, 'parameterAssignments')),
      ),
      ...trialJobFacts(job).filter(({ key }) => key === 'trialKind'),
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
        // Katib appends what the job said: `TrialFailed. Job reason: BackoffLimitExceeded`.
        reason: jobSays(condition.reason, 'reason') ?? condition.reason ?? type,
        message: inWords(words, jobSays(condition.message, 'message')),
        since: condition.lastTransitionTime,
      }
    );
  };
  return strongestVerdict([
    of('Failed', 'failed', 'Its job failed'),
    of('MetricsUnavailable', 'failed', 'Its job finished without a metric'),
    of('Killed', 'cancelled', 'Was stopped'),
    // Its metrics count, and it can be the best trial.
    of(
      'EarlyStopped',
      'succeeded',
      'Was stopped early: it would not have become the best trial',
    ),
    of('Succeeded', 'succeeded', 'Finished successfully'),
    of('Running', 'running', 'Its job is running'),
    of('Created', 'starting', 'Its job is being made'),
    {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; Katib has not begun with it yet.',
      since: createdAt,
    },
  ]);
}

function jobSays(
  text: string | undefined,
  what: 'reason' | 'message',
): string | undefined {
  const marker = `. Job ${what}: `;
  const start = text?.indexOf(marker) ?? -1;
  return start < 0 ? undefined : text?.slice(start + marker.length);
}

function inWords(words: string, detail: string | undefined): string {
  return sentence(detail ? `${words}: ${detail}` : words);
}
