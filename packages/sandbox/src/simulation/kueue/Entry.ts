import type { PodSet } from '../kinds/TrainingKind';
import { gpusOf } from '../objects';
import type { TrainingRun } from '../TrainingRun';
import type { QueueCounts } from './queues';
import type { Workload } from './Workload';

/** A job in the queue system. */
export interface Entry {
  run: TrainingRun;
  workload: Workload;
  /** LocalQueue. */
  queue: string;
  clusterQueue: string | undefined;
  priority: number;
  gpus: number;
  /** Seconds of the simulation. */
  queuedAt: number;
  admittedAt: number;
  state: 'pending' | 'admitted' | 'inactive' | 'finished';
}

/**
 * Who must go so that an entry fits: lower priorities in the same queue only, the lowest and youngest first. None when
 * it cannot be done.
 *
 * @param missing - GPUs
 */
export function victimsOf(
  entry: Entry,
  missing: number,
  entries: Iterable<Entry>,
): Entry[] {
  const candidates = [...entries]
    .filter(
      other =>
        other.state === 'admitted' &&
        other.clusterQueue === entry.clusterQueue &&
        other.priority < entry.priority &&
        other.gpus > 0,
    )
    .sort(
      (one, other) =>
        one.priority - other.priority || other.admittedAt - one.admittedAt,
    );
  const victims: Entry[] = [];
  let freed = 0;
  for (const candidate of candidates) {
    if (freed >= missing) {
      break;
    }
    victims.push(candidate);
    freed += candidate.gpus;
  }
  return freed >= missing ? victims : [];
}

/** For the status of a queue. */
export function countsOf(entries: readonly Entry[]): QueueCounts {
  const admitted = entries.filter(({ state }) => state === 'admitted');
  return {
    pending: entries.filter(({ state }) => state === 'pending').length,
    admitted: admitted.length,
    gpus: admitted.reduce((sum, { gpus }) => sum + gpus, 0),
  };
}

/** GPUs of all pods of a job. */
export function totalGpus(sets: readonly PodSet[]): number {
  return sets.reduce((sum, set) => sum + set.count * gpusOf(set.template), 0);
}
