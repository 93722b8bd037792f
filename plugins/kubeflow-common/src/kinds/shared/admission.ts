import { findCondition, trueCondition } from '../../reading';
import type { StateVerdict } from '../../state';
import type { ConditionReading, PartReading, Reading } from '../types';
import { counted, sentence } from './words';

/** {@link KindDefinition.id} of Kueue's Workload. @public */
export const QUEUE_WORKLOAD_KIND = 'workload';

/**
 * What Kueue says about a job that it holds back, in plain words. The messages come from its flavor assigner
 * (kubernetes-sigs/kueue, pkg/scheduler/flavorassigner); one that is not known is given as it is.
 *
 * @public
 */
export function quotaInWords(message: string | undefined): string | undefined {
  if (!message) {
    return undefined;
  }
  const tooMuch =
    /insufficient quota for (\S+) in flavor ([^\s,]+), .*?current podset request \(([^)]{1,40})\) > maximum capacity \(([^)]{1,40})\)/.exec(
      message,
    );
  if (tooMuch) {
    const [, resource, flavor, asked, most] = tooMuch;
    return `it asks for ${asked} ${resource} (${flavor}), and the queue can never give more than ${most}`;
  }
  const missing = [
    ...message.matchAll(
      /insufficient unused quota for (\S{1,120}) in flavor ([^\s,]{1,120}), ([^\s,]{1,40}) more needed/g,
    ),
  ].map(
    ([, resource, flavor, amount]) => `${amount} more ${resource} (${flavor})`,
  );
  if (missing.length > 0) {
    const needs = [...new Set(missing)].slice(0, 4).join(', ');
    const preempting = /Pending the preemption of (\d{1,6}) workload/.exec(
      message,
    );
    return preempting
      ? `${needs} needed; ${counted(Number(preempting[1]), 'other job')} will make room`
      : `${needs} needed`;
  }
  return message;
}

/** Kueue took the job out of its queues: `spec.active` of the Workload is false, or it gave up on requeuing. */
function isDeactivated(evicted: ConditionReading): boolean {
  return /^(Deactivated|InactiveWorkload)/.test(evicted.reason ?? '');
}

/**
 * What the conditions of a Kueue Workload mean for the job that it stands for; `undefined` when it no longer says
 * anything about the job (it is finished) or nothing yet.
 *
 * @param queue - LocalQueue, for the sentence
 * @public
 */
export function admissionVerdict(
  conditions: readonly ConditionReading[],
  queue: string | undefined,
): StateVerdict | undefined {
  if (trueCondition(conditions, 'Finished')) {
    return undefined;
  }
  const place = queue ? `queue ${queue}` : 'its queue';
  const admitted = trueCondition(conditions, 'Admitted');
  const evicted = trueCondition(conditions, 'Evicted');
  if (evicted && isDeactivated(evicted)) {
    return {
      state: 'suspended',
      reason: evicted.reason,
      message: `Taken out of ${place}${evicted.message ? `: ${sentence(evicted.message)}` : '.'}`,
      since: evicted.lastTransitionTime,
    };
  }
  if (admitted && !evicted) {
    return admittedVerdict(queue, admitted.lastTransitionTime);
  }
  const quota = findCondition(conditions, 'QuotaReserved');
  if (quota?.status === 'True' && !evicted) {
    return {
      state: 'queued',
      reason: 'WaitingForAdmissionChecks',
      message: `Has its quota in ${place} and waits for the queue's admission checks.`,
      since: quota.lastTransitionTime,
    };
  }
  const why = quotaInWords(quota?.message);
  const preempted = evicted?.reason === 'Preempted';
  return {
    state: 'queued',
    reason: preempted
      ? 'Preempted'
      : (quota?.reason ?? evicted?.reason ?? 'Queued'),
    message: sentence(
      `${preempted ? 'Had to make room for another job and waits' : 'Waits'} for quota in ${place}${
        why ? `: ${why}` : ''
      }`,
    ),
    since: evicted?.lastTransitionTime ?? quota?.lastTransitionTime,
  };
}

/**
 * Completes the reading of a job that is held: whether Kueue holds it, why, and whether it has just let it go. Jobs
 * that are not held are left as they are. For use in `refine`.
 *
 * Only the state, reason and message of the Workload's reading count: its conditions have been read already.
 *
 * @public
 */
export function refineByAdmission(
  reading: Reading,
  parts: readonly PartReading[],
): Reading {
  if (reading.state !== 'suspended' && reading.state !== 'queued') {
    return reading;
  }
  for (const part of parts) {
    const verdict =
      part.kind === QUEUE_WORKLOAD_KIND
        ? verdictOfJob(part.reading, reading.queue)
        : undefined;
    if (verdict) {
      return {
        ...reading,
        ...verdict,
        queue: part.reading.queue ?? reading.queue,
      };
    }
  }
  return reading;
}

/** What the reading of a Workload means for its job; `undefined` when it is over, or says nothing yet. */
function verdictOfJob(
  { state, reason, message, since, queue }: Reading,
  queueOfJob: string | undefined,
): StateVerdict | undefined {
  switch (state) {
    case 'queued':
    case 'suspended':
    case 'restarting':
      return { state, reason, message, since };
    case 'starting':
    case 'running':
      return admittedVerdict(queue ?? queueOfJob, since);
    default:
      return undefined;
  }
}

function admittedVerdict(
  queue: string | undefined,
  since: string | undefined,
): StateVerdict {
  return {
    state: 'starting',
    reason: 'Admitted',
    message: `Has its quota in ${queue ? `queue ${queue}` : 'its queue'} and is being started.`,
    since,
  };
}
