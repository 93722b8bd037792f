import { sumAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asRecord,
  asString,
  asTime,
  at,
  cleanText,
  createdAtOf,
  labelOf,
  namespaceOf,
  queueOf,
} from '../../reading';
import { isTerminalState } from '../../state';
import type { StateVerdict } from '../../state';
import {
  counted,
  deleteVerb,
  emptyReading,
  fact,
  lastLine,
  podsByLabel,
  refineByAdmission,
  resumeBySpec,
  sentence,
  suspendBySpec,
  totalRead,
} from '../shared';
import type {
  FactReading,
  KindDefinition,
  Reading,
  ReplicaReading,
} from '../types';
import {
  acceleratorsOfRole,
  countExecutors,
  DEFAULT_EXECUTORS,
  scaleOfExecutors,
  wantedExecutors,
} from './sparkPods';

const MAX_EXECUTORS = 10_000;

/**
 * A Spark job. Source: kubeflow/spark-operator api/v1beta2/sparkapplication_types.go. It has no conditions.
 *
 * @public
 */
export const sparkApplication: KindDefinition = {
  id: 'sparkapplication',
  kind: 'SparkApplication',
  group: 'sparkoperator.k8s.io',
  versions: ['v1beta2'],
  plural: 'sparkapplications',
  scope: 'Namespaced',
  family: 'workflows',
  role: 'workload',
  title: { one: 'SparkApplication', many: 'SparkApplications' },
  read: totalRead(readSparkApplication),
  refine: refineByAdmission,
  children: object =>
    podsByLabel({
      'sparkoperator.k8s.io/app-name': at(object, 'metadata', 'name'),
    }),
  verbs: [suspendBySpec(), resumeBySpec(), deleteVerb],
};

function readSparkApplication(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const executors = countExecutors(executorStates(status));
  const verdict = verdictOf(object, executors);
  const isOver = isTerminalState(verdict.state);
  const wanted = wantedExecutors(spec);
  const present = (executors.active ?? 0) + executors.pending;
  return emptyReading({
    ...verdict,
    startedAt: asTime(at(status, 'lastSubmissionAttemptTime')),
    finishedAt: isOver ? asTime(at(status, 'terminationTime')) : undefined,
    replicas: readReplicas(status, verdict, wanted, executors),
    accelerators: sumAccelerators([
      acceleratorsOfRole(at(spec, 'driver'), 1),
      acceleratorsOfRole(
        at(spec, 'executor'),
        // With dynamic allocation there can be more than were wanted at first.
        Math.max(wanted ?? DEFAULT_EXECUTORS, isOver ? 0 : present),
      ),
    ]),
    facts: readFacts(object),
    queue: queueOf(object),
  });
}

function* executorStates(status: unknown): Iterable<[string, number]> {
  const states = asRecord(at(status, 'executorState')) ?? {};
  for (const pod of Object.keys(states).slice(0, MAX_EXECUTORS)) {
    const state = states[pod];
    if (typeof state === 'string') {
      yield [state, 1];
    }
  }
}

function verdictOf(
  object: KubernetesObject,
  executors: ReturnType<typeof countExecutors>,
): StateVerdict {
  const { spec, status } = object;
  const state = asString(at(status, 'applicationState', 'state'));
  const error = lastLine(at(status, 'applicationState', 'errorMessage'));
  const submittedAt = asTime(at(status, 'lastSubmissionAttemptTime'));
  const createdAt = createdAtOf(object);
  const isHeld = at(spec, 'suspend') === true;
  const ended = { since: asTime(at(status, 'terminationTime')) ?? submittedAt };
  switch (state) {
    case undefined:
      return isHeld
        ? heldVerdict(object, 'Suspended')
        : {
            state: 'pending',
            reason: 'New',
            message: 'Accepted; it has not been submitted to Spark yet.',
            since: createdAt,
          };
    case 'SUBMITTED':
      return {
        state: 'starting',
        reason: state,
        message: 'Its driver is being started.',
        since: submittedAt,
      };
    case 'RUNNING':
      return {
        state: 'running',
        reason: state,
        message: `Its driver and ${counted(executors.active ?? 0, 'executor')} are running${
          executors.pending > 0
            ? `, ${executors.pending} more ${executors.pending === 1 ? 'waits' : 'wait'}`
            : ''
        }.`,
        since: submittedAt,
      };
    case 'SUCCEEDING':
      return {
        state: 'running',
        reason: state,
        message: 'Has finished its work and is being wound up.',
        since: submittedAt,
      };
    case 'COMPLETED':
      return {
        state: 'succeeded',
        reason: state,
        message: 'Finished successfully.',
        ...ended,
      };
    case 'FAILED':
      return { ...failure(state, error), ...ended };
    case 'FAILING':
      return willRetry(object)
        ? retryVerdict(state, error, submittedAt)
        : { ...failure(state, error), ...ended };
    case 'SUBMISSION_FAILED':
    case 'PENDING_RERUN':
      return retryVerdict(state, error, submittedAt);
    case 'INVALIDATING':
      return {
        state: 'restarting',
        reason: state,
        message: 'Was changed and is being started anew.',
        since: submittedAt,
      };
    case 'SUSPENDING':
    case 'SUSPENDED':
      return heldVerdict(object, state);
    case 'RESUMING':
      return {
        state: 'starting',
        reason: state,
        message: 'Was held and is being started.',
        since: submittedAt ?? createdAt,
      };
    default:
      return {
        state: 'unknown',
        reason: cleanText(state, 200) ?? 'Unknown',
        message: error
          ? sentence(error)
          : 'Nobody knows how its driver is; its node may be lost.',
        since: submittedAt,
      };
  }
}

/** Kueue holds what waits in its queues by the same field. */
function heldVerdict(object: KubernetesObject, reason: string): StateVerdict {
  const queue = queueOf(object);
  return queue
    ? { state: 'queued', reason: 'Queued', message: `Waits in queue ${queue}.` }
    : {
        state: 'suspended',
        reason,
        message:
          reason === 'SUSPENDING'
            ? 'Is being held; its pods are being taken away.'
            : 'Held on purpose; it can be resumed.',
      };
}

function failure(reason: string, error: string | undefined): StateVerdict {
  return {
    state: 'failed',
    reason,
    message: error
      ? `Failed: ${sentence(error)}`
      : 'Failed. The log of its driver may tell why.',
  };
}

function retryVerdict(
  reason: string,
  error: string | undefined,
  since: string | undefined,
): StateVerdict {
  return {
    state: 'restarting',
    reason,
    message: sentence(
      `Is being tried again${error ? ` after it failed: ${error}` : ''}`,
    ),
    since,
  };
}

/** As the operator decides (kubeflow/spark-operator pkg/util, ShouldRetry). */
function willRetry({ spec, status }: KubernetesObject): boolean {
  const policy = at(spec, 'restartPolicy');
  const attempts = asCount(at(status, 'executionAttempts')) ?? 0;
  switch (at(policy, 'type')) {
    case 'Always':
      return true;
    case 'OnFailure':
      return attempts <= (asCount(at(policy, 'onFailureRetries')) ?? -1);
    default:
      return false;
  }
}

function readReplicas(
  status: unknown,
  { state }: StateVerdict,
  wanted: number | undefined,
  executors: ReturnType<typeof countExecutors>,
): ReplicaReading[] {
  const hasDriver = asString(at(status, 'driverInfo', 'podName')) !== undefined;
  return [
    {
      name: 'driver',
      desired: 1,
      active: state === 'running' && hasDriver ? 1 : 0,
      succeeded: state === 'succeeded' ? 1 : 0,
      failed: state === 'failed' && hasDriver ? 1 : 0,
    },
    {
      name: 'executor',
      desired: wanted,
      active: executors.active,
      succeeded: executors.succeeded,
      failed: executors.failed,
    },
  ];
}

function readFacts(object: KubernetesObject): FactReading[] {
  const { spec, status } = object;
  const driver = at(status, 'driverInfo');
  const schedule = labelOf(object, 'sparkoperator.k8s.io/scheduled-app-name');
  const attempts = asCount(at(status, 'executionAttempts'));
  return [
    ...fact('mainFile', at(spec, 'mainApplicationFile')),
    ...fact('mainClass', at(spec, 'mainClass')),
    ...fact('language', at(spec, 'type')),
    ...fact('image', at(spec, 'image') ?? at(spec, 'driver', 'image')),
    ...fact('sparkVersion', at(spec, 'sparkVersion')),
    ...fact('scale', scaleOfExecutors(spec)),
    ...fact(
      'sparkUi',
      cleanText(at(driver, 'webUIIngressAddress'), 500) ??
        at(driver, 'webUIAddress'),
    ),
    ...fact('applicationId', at(status, 'sparkApplicationId')),
    ...(attempts && attempts > 1 ? fact('attempts', attempts) : []),
    ...fact(
      'schedule',
      schedule,
      schedule
        ? {
            kind: 'scheduledsparkapplication',
            namespace: namespaceOf(object),
            name: schedule,
          }
        : undefined,
    ),
    ...fact('batchScheduler', at(spec, 'batchScheduler')),
  ];
}
