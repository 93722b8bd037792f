import { randomBytes } from 'node:crypto';

/** @see ChangeFeed.read */
export type FeedPage<T> =
  | { gone: true }
  | {
      gone: false;
      changes: { sequence: number; change: T }[];
      /** Read on after this. */
      position: number;
    };

/**
 * The last changes, numbered. Readers keep their own position and come for more when they are told; a reader that
 * falls behind the oldest change kept is told so instead of slowing anybody down.
 *
 * Numbers rise over restarts of the process too, since the first one is made from the clock: a position of an earlier
 * process lies below the oldest change of this one. The epoch tells processes apart for certain.
 */
export class ChangeFeed<T> {
  /** Of this process; letters and digits. */
  readonly epoch: string;
  readonly #ring: (T | undefined)[];
  /** Number before the first change of this process. */
  readonly first: number;
  readonly #listeners = new Set<() => void>();
  #sequence: number;
  #notifying = false;

  constructor(options: { size: number; now?: () => number }) {
    this.epoch = randomBytes(5).toString('hex');
    this.#ring = new Array(options.size);
    // 2048 changes per millisecond would have to last for the numbers of two processes to meet; 2^53 is reached in 2109.
    this.#sequence = Math.max(0, (options.now ?? Date.now)()) * 2048;
    this.first = this.#sequence;
  }

  /** Number of the last change. */
  get sequence(): number {
    return this.#sequence;
  }

  append(change: T): number {
    this.#sequence += 1;
    this.#ring[this.#sequence % this.#ring.length] = change;
    if (!this.#notifying && this.#listeners.size > 0) {
      this.#notifying = true;
      // Changes that come in one piece of a watch are told as one.
      queueMicrotask(() => {
        this.#notifying = false;
        for (const listener of [...this.#listeners]) {
          listener();
        }
      });
    }
    return this.#sequence;
  }

  /**
   * Changes after a position, oldest first; `gone` when some of them are no longer kept, or when the position is not of
   * this feed.
   */
  read(after: number, limit: number): FeedPage<T> {
    const oldest = Math.max(this.first, this.#sequence - this.#ring.length);
    if (after < oldest || after > this.#sequence) {
      return { gone: true };
    }
    const end = Math.min(this.#sequence, after + limit);
    const changes: { sequence: number; change: T }[] = [];
    for (let sequence = after + 1; sequence <= end; sequence += 1) {
      const change = this.#ring[sequence % this.#ring.length];
      if (change !== undefined) {
        changes.push({ sequence, change });
      }
    }
    return { gone: false, changes, position: end };
  }

  /**
   * @param listener - called after changes were appended; must not throw
   * @returns ends the subscription
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
