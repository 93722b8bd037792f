import type { KubernetesObject } from '../../kubernetesObject';
import { at, createdAtOf, findCondition, trueCondition } from '../../reading';
import type { StateVerdict } from '../../state';
import { admissionVerdict, sentence } from '../shared';
import type { ConditionReading } from '../types';

/**
 * The state of a Kueue Workload: it waits for quota, waits for admission checks, starts, runs, had to leave and comes
 * back, or is over. `Evicted` stays true until it is admitted again.
 */
export function workloadVerdict(
  object: KubernetesObject,
  conditions: readonly ConditionReading[],
  queue: string | undefined,
): StateVerdict {
  const finished = trueCondition(conditions, 'Finished');
  if (finished) {
    return finishedVerdict(finished);
  }
  const evicted = trueCondition(conditions, 'Evicted');
  if (
    at(object, 'spec', 'active') === false &&
    !evicted?.reason?.startsWith('Deactivated')
  ) {
    return {
      state: 'suspended',
      reason: 'Deactivated',
      message: `Taken out of ${queue ? `queue ${queue}` : 'its queue'} by a person.`,
    };
  }
  if (conditions.length === 0) {
    return {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; Kueue has not looked at it yet.',
      since: createdAtOf(object),
    };
  }
  const quota = findCondition(conditions, 'QuotaReserved');
  if (quota?.status === 'False' && quota.reason === 'OnHold') {
    return {
      state: 'suspended',
      reason: quota.reason,
      message: 'On hold: what it stands for has no pods at the moment.',
      since: quota.lastTransitionTime,
    };
  }
  const admitted = trueCondition(conditions, 'Admitted');
  if (admitted && !evicted) {
    return atWorkVerdict(admitted, findCondition(conditions, 'PodsReady'));
  }
  const waiting = admissionVerdict(conditions, queue) ?? { state: 'queued' };
  return evicted ? evictedVerdict(evicted, conditions, waiting) : waiting;
}

/** Reasons of `Finished`; older versions of Kueue do not tell how the job ended. */
function finishedVerdict(finished: ConditionReading): StateVerdict {
  const { reason, message, lastTransitionTime: since } = finished;
  switch (reason) {
    case 'Succeeded':
      return {
        state: 'succeeded',
        reason,
        message: 'Its job finished successfully.',
        since,
      };
    case 'Failed':
      return {
        state: 'failed',
        reason,
        message: message
          ? `Its job failed: ${sentence(message)}`
          : 'Its job failed.',
        since,
      };
    case 'OutOfSync':
    case 'OwnerNotFound':
    case 'WorkloadSliceReplaced':
      return {
        state: 'cancelled',
        reason,
        message:
          reason === 'WorkloadSliceReplaced'
            ? 'Another size of the same job took its place.'
            : sentence(message ?? 'Its job is gone'),
        since,
      };
    default:
      return {
        state: 'unknown',
        reason: reason ?? 'Finished',
        message: sentence(
          message
            ? `Its job is over: ${message}`
            : 'Its job is over; Kueue does not say how it ended',
        ),
        since,
      };
  }
}

/** Kueue only follows the pods when it is told to wait for them; without that, admitted is all that it knows. */
function atWorkVerdict(
  admitted: ConditionReading,
  ready: ConditionReading | undefined,
): StateVerdict {
  if (!ready || ready.status === 'True') {
    return {
      state: 'running',
      reason: ready?.reason ?? 'Admitted',
      message: ready
        ? 'All its pods are ready.'
        : 'Has its quota; its job was let go.',
      since: (ready ?? admitted).lastTransitionTime,
    };
  }
  return ready.reason === 'WaitForRecovery'
    ? {
        state: 'restarting',
        reason: ready.reason,
        message: 'A pod failed, and Kueue waits for it to come back.',
        since: ready.lastTransitionTime,
      }
    : {
        state: 'starting',
        reason: ready.reason ?? 'WaitForStart',
        message: 'Has its quota, and its pods are being started.',
        since: admitted.lastTransitionTime,
      };
}

/** Why it had to leave, and whether that makes it wait in its queue or be tried again. */
const evictions: Readonly<
  Record<string, { state: StateVerdict['state']; why: string }>
> = {
  Preempted: { state: 'queued', why: 'Had to make room for another job' },
  ClusterQueueStopped: {
    state: 'queued',
    why: 'Its cluster queue was stopped',
  },
  LocalQueueStopped: { state: 'queued', why: 'Its queue was stopped' },
  PodsReadyTimeout: {
    state: 'restarting',
    why: 'Its pods were not ready in time',
  },
  AdmissionCheck: {
    state: 'restarting',
    why: 'An admission check took back its yes',
  },
  NodeFailures: { state: 'restarting', why: 'A node of it failed' },
  FlavorMigration: {
    state: 'restarting',
    why: 'It moves to better resources',
  },
  EvictedOnManagerCluster: {
    state: 'restarting',
    why: 'It was taken back by the cluster that manages it',
  },
};

/** Reasons of `Preempted`, which says for whom. */
const preemptions: Readonly<Record<string, string>> = {
  InClusterQueue: 'a job of higher priority in its queue',
  InCohortReclamation: 'a queue that took back quota which it had lent',
  InCohortFairSharing: 'a queue that had less than its fair share',
  InCohortReclaimWhileBorrowing: 'a job of higher priority in another queue',
};

function evictedVerdict(
  evicted: ConditionReading,
  conditions: readonly ConditionReading[],
  waiting: StateVerdict,
): StateVerdict {
  const reason = evicted.reason ?? 'Evicted';
  const known = Object.hasOwn(evictions, reason)
    ? evictions[reason]
    : undefined;
  if (!known) {
    // Taken out of its queue (Deactivated…), or a reason of a newer version.
    return waiting;
  }
  const forWhom =
    preemptions[findCondition(conditions, 'Preempted')?.reason ?? ''];
  if (reason === 'Preempted') {
    return forWhom
      ? {
          ...waiting,
          message: waiting.message?.replace(
            'for another job',
            `for ${forWhom}`,
          ),
        }
      : waiting;
  }
  return {
    state: known.state,
    reason,
    message: `${known.why}. ${waiting.message ?? ''}`.trim(),
    since: evicted.lastTransitionTime ?? waiting.since,
  };
}
