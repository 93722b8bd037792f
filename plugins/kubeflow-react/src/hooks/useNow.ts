import { useSyncExternalStore } from 'react';

/** One clock for all times on a page: however many are shown, there is one timer, and none when there are none. */
class Clock {
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #now = Date.now();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => {
      this.#now = Date.now();
      for (const each of this.#listeners) {
        each();
      }
    }, 1_000);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    };
  };

  /** Rounded, so that a component renders again only when what it shows can have changed. */
  now(granularity: number): number {
    if (this.#timer === undefined) {
      this.#now = Date.now();
    }
    return Math.floor(this.#now / granularity) * granularity;
  }
}

const clock = new Clock();

/**
 * The time now, in milliseconds, rounded down.
 *
 * @param granularity - Milliseconds between two changes, 1,000 or more
 * @public
 */
export function useNow(granularity: number): number {
  return useSyncExternalStore(clock.subscribe, () => clock.now(granularity));
}
