import { multiplyAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asTime,
  at,
  cleanText,
  createdAtOf,
  namespaceOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState, strongestVerdict } from '../../state';
import type { StateVerdict } from '../../state';
import {
  counted,
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  sentence,
  totalRead,
} from '../shared';
import type {
  ConditionReading,
  FactReading,
  KindDefinition,
  Reading,
} from '../types';
import {
  assignmentsInWords,
  objectiveInWords,
  readObservation,
} from './observation';
import { readTrialJob, trialJobFacts } from './trialJob';

/**
 * A search for hyperparameters by Katib. Source: kubeflow/katib pkg/apis/controller/experiments/v1beta1.
 *
 * @public
 */
export const experiment: KindDefinition = {
  id: 'experiment',
  kind: 'Experiment',
  group: 'kubeflow.org',
  versions: ['v1beta1'],
  plural: 'experiments',
  scope: 'Namespaced',
  family: 'tuning',
  role: 'workload',
  title: { one: 'Experiment', many: 'Experiments' },
  read: totalRead(readExperiment),
  // Katib's webhook puts the labels of a trial, its experiment's among them, on the pods of the trial.
  children: object =>
    podsByLabel({
      'katib.kubeflow.org/experiment': at(object, 'metadata', 'name'),
    }),
  // Katib can neither suspend nor stop an experiment.
  verbs: [deleteVerb],
};

interface TrialCounts {
  succeeded: number;
  failed: number;
  running: number;
  pending: number;
  finished: number;
  wanted?: number;
}

function readExperiment(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const counts = countTrials(spec, status);
  const verdict = verdictOf(conditions, counts, createdAtOf(object));
  const isOver = isTerminalState(verdict.state);
  const best = at(status, 'currentOptimalTrial');
  const job = readTrialJob(at(spec, 'trialTemplate', 'trialSpec'));
  return emptyReading({
    ...verdict,
    startedAt: asTime(at(status, 'startTime')),
    finishedAt: isOver
      ? (asTime(at(status, 'completionTime')) ?? verdict.since)
      : undefined,
    progress: {
      percent: percentOf(counts, verdict.state === 'succeeded'),
      metrics: readObservation(at(best, 'observation'), at(spec, 'objective')),
      updatedAt: asTime(at(status, 'lastReconcileTime')),
    },
    replicas: [
      {
        name: 'trials',
        desired: counts.wanted,
        active: counts.running,
        succeeded: counts.succeeded,
        failed: counts.failed,
      },
    ],
    // Jobs of a kind that is listed count there: an experiment must not count them once more.
    accelerators: job.listedAs
      ? []
      : multiplyAccelerators(
          job.accelerators,
          isOver ? 0 : counts.running + counts.pending,
        ),
    conditions,
    facts: [
      ...fact('objective', objectiveInWords(at(spec, 'objective'))),
      ...fact('algorithm', at(spec, 'algorithm', 'algorithmName')),
      ...bestTrialFacts(object, best),
      ...fact('maxTrials', counts.wanted),
      ...fact('parallelTrials', asCount(at(spec, 'parallelTrialCount'))),
      ...fact('maxFailedTrials', asCount(at(spec, 'maxFailedTrialCount'))),
      ...fact('earlyStopping', at(spec, 'earlyStopping', 'algorithmName')),
      ...trialJobFacts(job),
      ...fact('resumePolicy', at(spec, 'resumePolicy')),
    ],
  });
}

function countTrials(spec: unknown, status: unknown): TrialCounts {
  const count = (key: string) =>
    Math.min(asCount(at(status, key)) ?? 0, 1_000_000);
  const succeeded = count('trialsSucceeded') + count('trialsEarlyStopped');
  // The API spells this one without the s.
  const failed = count('trialsFailed') + count('trialMetricsUnavailable');
  return {
    succeeded,
    failed,
    running: count('trialsRunning'),
    pending: count('trialsPending'),
    finished: succeeded + failed + count('trialsKilled'),
    wanted: asCount(at(spec, 'maxTrialCount')),
  };
}

/** An experiment that reached its goal is done, however many trials it has left. */
function percentOf(
  { finished, wanted }: TrialCounts,
  isDone: boolean,
): number | undefined {
  if (isDone) {
    return 100;
  }
  return wanted ? Math.min(100, (finished / wanted) * 100) : undefined;
}

function verdictOf(
  conditions: readonly ConditionReading[],
  counts: TrialCounts,
  createdAt: string | undefined,
): StateVerdict {
  const of = (
    type: string,
    state: StateVerdict['state'],
    message: (condition: ConditionReading) => string,
  ): StateVerdict | undefined => {
    const condition = trueCondition(conditions, type);
    return (
      condition && {
        state,
        reason: condition.reason ?? type,
        message: message(condition),
        since: condition.lastTransitionTime,
      }
    );
  };
  const running = of('Running', 'running', () => trialsInWords(counts));
  return strongestVerdict([
    of('Failed', 'failed', condition => failureInWords(condition, counts)),
    of('Succeeded', 'succeeded', successInWords),
    // Restarting stays true while the experiment runs again (kubeflow/katib MarkExperimentStatusRunning).
    running ??
      of(
        'Restarting',
        'restarting',
        () => 'Is being started again with more trials.',
      ),
    of('Created', 'starting', () => 'Its first trials are being made.'),
    {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; Katib has not begun with it yet.',
      since: createdAt,
    },
  ]);
}

function trialsInWords({
  running,
  pending,
  finished,
  wanted,
}: TrialCounts): string {
  const done = wanted
    ? `${finished} of ${counted(wanted, 'trial')} finished`
    : `${counted(finished, 'trial')} finished`;
  const waiting = pending > 0 ? `, ${pending} pending` : '';
  return `${done}, ${running} running${waiting}.`;
}

function successInWords({ reason, message }: ConditionReading): string {
  switch (reason) {
    case 'ExperimentGoalReached':
      return 'Finished: a trial reached the goal.';
    case 'ExperimentMaxTrialsReached':
      return 'Finished: all trials are done.';
    case 'ExperimentSuggestionEndReached':
      return 'Finished: there was nothing left to try.';
    default:
      return message ? sentence(message) : 'Finished successfully.';
  }
}

function failureInWords(
  { message }: ConditionReading,
  { failed }: TrialCounts,
): string {
  if (/max failed count/.test(message ?? '')) {
    return `Failed: ${counted(failed, 'trial')} failed, which is more than it allows.`;
  }
  return message
    ? `Failed: ${sentence(message)}`
    : 'Failed. Its trials may tell why.';
}

function bestTrialFacts(
  object: KubernetesObject,
  best: unknown,
): FactReading[] {
  const name = cleanText(at(best, 'bestTrialName'), 253);
  return [
    ...fact(
      'bestTrial',
      name,
      name
        ? { kind: 'trial', namespace: namespaceOf(object), name }
        : undefined,
    ),
    ...fact(
      'bestParameters',
      assignmentsInWords(at(best, 'parameterAssignments')),
    ),
  ];
}
