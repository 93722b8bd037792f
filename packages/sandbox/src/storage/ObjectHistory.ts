import type { ApiObject } from '../cluster/types';

/** One committed write. `previous` is absent for the first, `object` is the last state for a deletion. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  key: string;
  revision: number;
  object: ApiObject;
  previous?: ApiObject;
}

interface PastChange extends Change {
  /** When it happened; milliseconds since the epoch. */
  time: number;
}

/** How much of the past is kept. */
export interface HistoryLimits {
  /** Changes of one resource. */
  changes: number;
  /** Milliseconds. etcd is compacted every five minutes, so nobody can count on more. */
  age: number;
}

/** The latest changes of one resource, oldest first, bounded by number and age. */
export class ObjectHistory {
  readonly #limits: HistoryLimits;
  readonly #now: () => number;
  #changes: PastChange[] = [];
  #start = 0;
  #floor: number;

  /**
   * @param floor - the revision at which the history begins
   * @param now - milliseconds since the epoch
   */
  constructor(limits: HistoryLimits, floor: number, now: () => number) {
    this.#limits = limits;
    this.#floor = floor;
    this.#now = now;
  }

  /** Changes after this revision are all known; those up to it may be forgotten. */
  get floor(): number {
    return this.#floor;
  }

  push(change: Change): void {
    const time = this.#now();
    this.#changes.push({ ...change, time });
    const oldest = time - this.#limits.age;
    let forgotten = Math.max(
      0,
      this.#changes.length - this.#start - this.#limits.changes,
    );
    while (this.#changes[this.#start + forgotten].time < oldest) forgotten += 1;
    this.#forget(forgotten);
  }

  /** Forgets all that is known, as a compaction of etcd would. */
  compact(revision: number): void {
    this.#forget(this.#changes.length - this.#start);
    this.#floor = revision;
  }

  /** @returns the changes after `revision`, or nothing when some of them are forgotten */
  after(revision: number): Change[] | undefined {
    if (revision < this.#floor) return undefined;
    let low = this.#start;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#changes[middle].revision <= revision) low = middle + 1;
      else high = middle;
    }
    return this.#changes.slice(low);
  }

  #forget(count: number): void {
    if (count === 0) return;
    this.#floor = this.#changes[this.#start + count - 1].revision;
    this.#start += count;
    // Cut the array only now and then: shifting it for each write would make writes linear.
    if (this.#start > 256 && this.#start * 2 > this.#changes.length) {
      this.#changes = this.#changes.slice(this.#start);
      this.#start = 0;
    }
  }
}
