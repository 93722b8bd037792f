import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asRecord,
  at,
  cleanText,
  createdAtOf,
  falseCondition,
  namespaceOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState, strongestVerdict } from '../../state';
import type { StateVerdict } from '../../state';
import {
  acceleratorsInWords,
  counted,
  deleteVerb,
  emptyReading,
  fact,
  sentence,
  totalRead,
} from '../shared';
import { trainJob } from '../training';
import type {
  ConditionReading,
  FactReading,
  KindDefinition,
  PartReading,
  Reading,
} from '../types';
import { assignmentsInWords } from './observation';

/**
 * A search for hyperparameters by Kubeflow Trainer, Katib's successor. Source: kubeflow/trainer (master, August 2026)
 * pkg/apis/trainer/v1alpha1/optimizationjob_types.go and KEP-3562, which names the conditions. Its trials are
 * TrainJobs, which are listed and counted by themselves; it has no pods of its own but its suggestion service.
 *
 * @public
 */
export const optimizationJob: KindDefinition = {
  id: 'optimizationjob',
  kind: 'OptimizationJob',
  group: 'trainer.kubeflow.org',
  versions: ['v1alpha1'],
  plural: 'optimizationjobs',
  scope: 'Namespaced',
  family: 'tuning',
  role: 'workload',
  title: { one: 'OptimizationJob', many: 'OptimizationJobs' },
  read: totalRead(readOptimizationJob),
  refine: refineOptimizationJob,
  children: () => [],
  verbs: [deleteVerb],
};

function readOptimizationJob(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict = verdictOf(conditions, createdAtOf(object));
  const wanted = asCount(at(spec, 'numTrials'));
  return emptyReading({
    ...verdict,
    startedAt: trueCondition(conditions, 'Created')?.lastTransitionTime,
    finishedAt: isTerminalState(verdict.state) ? verdict.since : undefined,
    progress: {
      percent: verdict.state === 'succeeded' ? 100 : undefined,
    },
    replicas: wanted === undefined ? [] : [{ name: 'trials', desired: wanted }],
    conditions,
    facts: readFacts(object),
  });
}

function verdictOf(
  conditions: readonly ConditionReading[],
  createdAt: string | undefined,
): StateVerdict {
  const failed = trueCondition(conditions, 'Failed');
  const complete = trueCondition(conditions, 'Complete');
  const created = trueCondition(conditions, 'Created');
  const stuck = falseCondition(conditions, 'Created');
  return strongestVerdict([
    failed && {
      state: 'failed',
      reason: failed.reason ?? 'Failed',
      message: failed.message
        ? `Failed: ${sentence(failed.message)}`
        : 'Failed. Its trials may tell why.',
      since: failed.lastTransitionTime,
    },
    complete && {
      state: 'succeeded',
      reason: complete.reason ?? 'Complete',
      message: 'Finished: all trials are done.',
      since: complete.lastTransitionTime,
    },
    created && {
      state: 'running',
      reason: created.reason ?? 'Created',
      message: 'Its trials are being run.',
      since: created.lastTransitionTime,
    },
    stuck && {
      state: 'starting',
      reason: stuck.reason ?? 'NotCreated',
      message: sentence(
        stuck.message
          ? `Cannot begin yet: ${stuck.message}`
          : 'Cannot begin yet',
      ),
      since: stuck.lastTransitionTime,
    },
    {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; its controller has not begun with it yet.',
      since: createdAt,
    },
  ]);
}

function readFacts(object: KubernetesObject): FactReading[] {
  const { spec, status } = object;
  const objective = at(spec, 'objectives', 0);
  const metric = cleanText(at(objective, 'metric'), 100);
  const direction =
    at(objective, 'direction') === 'Maximize' ? 'maximize' : 'minimize';
  const algorithm = Object.keys(asRecord(at(spec, 'searchAlgorithm')) ?? {})[0];
  const best = cleanText(at(status, 'result', 'trainJobName'), 253);
  const perTrial = trainJob.read({
    spec: at(spec, 'trainJobTemplate', 'spec'),
  }).accelerators;
  return [
    ...fact('objective', metric && `${direction} ${metric}`),
    ...fact('algorithm', algorithm),
    ...fact(
      'bestTrial',
      best,
      best
        ? { kind: trainJob.id, namespace: namespaceOf(object), name: best }
        : undefined,
    ),
    ...fact(
      'bestParameters',
      assignmentsInWords(at(status, 'result', 'parameters')),
    ),
    ...fact('maxTrials', asCount(at(spec, 'numTrials'))),
    ...fact('parallelTrials', asCount(at(spec, 'parallelTrials'))),
    ...fact('acceleratorsPerTrial', acceleratorsInWords(perTrial)),
  ];
}

/** The status does not count trials; they are the TrainJobs that it owns. */
function refineOptimizationJob(
  reading: Reading,
  parts: readonly PartReading[],
): Reading {
  const trials = parts.filter(part => part.kind === trainJob.id);
  if (trials.length === 0) {
    return reading;
  }
  const count = (...states: Reading['state'][]) =>
    trials.filter(part => states.includes(part.reading.state)).length;
  const desired = reading.replicas[0]?.desired;
  const succeeded = count('succeeded');
  const failed = count('failed', 'cancelled');
  const active = count('running', 'restarting');
  const finished = succeeded + failed;
  return {
    ...reading,
    message:
      reading.state === 'running'
        ? `${finished} of ${counted(desired ?? trials.length, 'trial')} finished, ${active} running.`
        : reading.message,
    progress: {
      ...reading.progress,
      percent:
        reading.progress?.percent ??
        (desired ? Math.min(100, (finished / desired) * 100) : undefined),
    },
    replicas: [{ name: 'trials', desired, active, succeeded, failed }],
  };
}
