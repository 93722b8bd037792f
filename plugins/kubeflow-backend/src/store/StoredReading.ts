import {
  isWorkloadState,
  type AcceleratorRequest,
  type ProgressReading,
  type Reading,
  type ReplicaReading,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Interner } from './Interner';

/** What the row of an owner may need from its part, beside the part's own row. */
type PartDetail = Pick<Reading, 'conditions' | 'facts'>;

/**
 * The part of a reading that a row shows, in little memory: times as seconds, texts and lists shared. Conditions
 * and facts are left out, except for parts, since the owner's kind reads them; an object's page reads its own live.
 */
export class StoredReading {
  readonly state: WorkloadState;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  readonly since: number | undefined;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  readonly progress: ProgressReading | undefined;
  readonly replicas: readonly ReplicaReading[];
  readonly accelerators: readonly AcceleratorRequest[];
  readonly queue: string | undefined;
  readonly detail: PartDetail | undefined;

  constructor(reading: Reading, interner: Interner, keepDetail: boolean) {
    this.state = isWorkloadState(reading.state) ? reading.state : 'unknown';
    this.reason = interner.string(reading.reason);
    this.message = interner.string(reading.message);
    this.since = toSeconds(reading.since);
    this.startedAt = toSeconds(reading.startedAt);
    this.finishedAt = toSeconds(reading.finishedAt);
    this.progress = reading.progress;
    this.replicas = interner.array(reading.replicas);
    this.accelerators = interner.array(reading.accelerators);
    this.queue = interner.string(reading.queue);
    this.detail = keepDetail
      ? { conditions: reading.conditions, facts: reading.facts }
      : undefined;
  }

  toReading(): Reading {
    return {
      state: this.state,
      reason: this.reason,
      message: this.message,
      since: toIsoString(this.since),
      startedAt: toIsoString(this.startedAt),
      finishedAt: toIsoString(this.finishedAt),
      progress: this.progress,
      replicas: [...this.replicas],
      accelerators: [...this.accelerators],
      conditions: this.detail?.conditions ?? [],
      facts: this.detail?.facts ?? [],
      queue: this.queue,
    };
  }

  /** Whether nobody would see a difference, on this row or its owner's. Lists are compared by identity first: equal ones are usually shared. */
  equals(other: StoredReading): boolean {
    return (
      this.state === other.state &&
      this.reason === other.reason &&
      this.message === other.message &&
      this.since === other.since &&
      this.startedAt === other.startedAt &&
      this.finishedAt === other.finishedAt &&
      this.queue === other.queue &&
      sameJson(this.replicas, other.replicas) &&
      sameJson(this.accelerators, other.accelerators) &&
      sameJson(this.progress, other.progress) &&
      sameJson(this.detail, other.detail)
    );
  }
}

function sameJson(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/**
 * Seconds since the epoch. Kubernetes' times have no fractions, and whole numbers of this size need no memory of their
 * own in V8; a fraction, where there is one, is kept.
 */
export function toSeconds(time: string | undefined): number | undefined {
  if (time === undefined) {
    return undefined;
  }
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

export function toIsoString(seconds: number | undefined): string | undefined {
  return seconds === undefined
    ? undefined
    : new Date(Math.round(seconds * 1000)).toISOString();
}
