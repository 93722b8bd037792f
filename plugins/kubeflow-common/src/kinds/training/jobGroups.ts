import { asCount, asRecords, cleanText } from '../../reading';
import type { StateVerdict } from '../../state';
import { counted } from '../shared';
import type { ReplicaReading } from '../types';

/** A JobSet holds at most this many groups in a sensible object; the Trainer API allows 100. */
const MAX_GROUPS = 100;

/**
 * One replicated job as JobSet counts it: **Jobs**, not pods. `active` are Jobs with at least one pod that is pending
 * or running; `ready` are those of the unfinished whose pods are all ready (sigs.k8s.io/jobset, ReplicatedJobStatus).
 */
export interface JobGroup {
  name: string;
  ready: number;
  succeeded: number;
  failed: number;
  active: number;
}

/** Reads `status.replicatedJobsStatus` of a JobSet, or `status.jobsStatus` of a TrainJob, which is a copy of it. */
export function readJobGroups(list: unknown): JobGroup[] {
  const groups = new Map<string, JobGroup>();
  for (const raw of asRecords(list)) {
    const name = cleanText(raw.name, 253);
    if (!name) {
      continue;
    }
    groups.set(name, {
      name,
      ready: asCount(raw.ready) ?? 0,
      succeeded: asCount(raw.succeeded) ?? 0,
      failed: asCount(raw.failed) ?? 0,
      active: asCount(raw.active) ?? 0,
    });
    if (groups.size === MAX_GROUPS) {
      break;
    }
  }
  return [...groups.values()];
}

/**
 * The same in pods. A Job of several pods that is not ready may still have some that are: then `ready` stays open.
 * A failed Job counts as one failed pod, which is the least that it takes.
 *
 * @param shape - pods per Job, and Jobs, where they are known
 */
export function replicasOfGroup(
  group: JobGroup,
  shape: { podsPerJob?: number; jobs?: number },
): ReplicaReading {
  const { podsPerJob, jobs } = shape;
  const pods = (count: number) =>
    Math.min(count * (podsPerJob ?? 1), Number.MAX_SAFE_INTEGER);
  const everyJobIsReady = group.ready >= group.active;
  return {
    name: group.name,
    desired:
      podsPerJob !== undefined && jobs !== undefined ? pods(jobs) : undefined,
    active: pods(group.active),
    ready: everyJobIsReady || podsPerJob === 1 ? pods(group.ready) : undefined,
    succeeded: pods(group.succeeded),
    failed: group.failed,
  };
}

/**
 * Running: every Job that is at work has all its pods ready. Starting: the rest. `undefined` when there are no groups,
 * because nothing has been created yet.
 *
 * @param jobsOf - how many Jobs a group is to have, where it is known
 */
export function groupsState(
  groups: readonly JobGroup[],
  jobsOf: (name: string) => number | undefined = () => undefined,
): 'running' | 'starting' | undefined {
  if (groups.length === 0) {
    return undefined;
  }
  const atWork = groups.filter(group => group.active > 0);
  const isRunning =
    atWork.length > 0 &&
    atWork.every(
      group =>
        group.ready >= group.active &&
        group.active + group.succeeded + group.failed >=
          (jobsOf(group.name) ?? 0),
    );
  return isRunning ? 'running' : 'starting';
}

const initializers: Readonly<Record<string, string>> = {
  'dataset-initializer': 'the dataset',
  'model-initializer': 'the model',
};

/** What goes on in the groups, in plain words: `2 of 4 nodes are running.` */
export function groupsInWords(
  state: 'running' | 'starting',
  replicas: readonly ReplicaReading[],
  noun: string,
): string {
  const atWork = replicas.filter(replica => (replica.active ?? 0) > 0);
  const loading = atWork.flatMap(replica =>
    Object.hasOwn(initializers, replica.name) ? initializers[replica.name] : [],
  );
  if (loading.length > 0 && loading.length === atWork.length) {
    return `Loads ${loading.join(' and ')} before the training starts.`;
  }
  const main = atWork
    .filter(replica => !Object.hasOwn(initializers, replica.name))
    .sort((one, other) => (other.desired ?? 0) - (one.desired ?? 0))[0];
  if (!main) {
    return 'Its pods are being created.';
  }
  return podsInWords(state, main.ready, main.desired, noun);
}

/** `All 4 nodes are running.`, `2 of 4 nodes are running.`, `Not all of its 4 nodes are running yet.` */
export function podsInWords(
  state: 'running' | 'starting',
  ready: number | undefined,
  desired: number | undefined,
  noun: string,
): string {
  if (desired === undefined || desired === 0) {
    return state === 'running'
      ? `All its ${noun}s are running.`
      : `Its ${noun}s are starting.`;
  }
  if (desired === 1) {
    return state === 'running'
      ? `Its ${noun} is running.`
      : `Its ${noun} is starting.`;
  }
  if (ready === undefined) {
    return `Not all of its ${counted(desired, noun)} are running yet.`;
  }
  if (ready >= desired) {
    return `All ${counted(desired, noun)} are running.`;
  }
  return `${ready} of ${counted(desired, noun)} ${ready === 1 ? 'is' : 'are'} running.`;
}

/** A verdict out of the two above; `undefined` when there are no groups. The APIs have no words for these reasons. */
export function groupsVerdict(
  state: 'running' | 'starting' | undefined,
  replicas: readonly ReplicaReading[],
  noun: string,
): StateVerdict | undefined {
  return (
    state && {
      state,
      reason: state === 'running' ? 'PodsReady' : 'PodsNotReady',
      message: groupsInWords(state, replicas, noun),
    }
  );
}
