import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds. */
export interface BackOffSettings {
  initial: number;
  max: number;
}

/**
 * Full jitter: anything between 0 and the doubled wait, so that many clients that failed together do not come back
 * together.
 *
 * @param attempt - failures before this one, from 0 on
 */
export function backOff(
  settings: BackOffSettings,
  attempt: number,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(settings.max, settings.initial * 2 ** attempt);
  return Math.round(random() * ceiling);
}

/** A wait that can be cut short. */
export class Pause {
  #wake?: AbortController;

  /** Waits; returns early when woken, or when the signal aborts. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const wake = new AbortController();
    this.#wake = wake;
    const stop = () => wake.abort();
    if (signal.aborted) {
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    try {
      await sleep(milliseconds, undefined, { signal: wake.signal });
    } catch {
      // Woken: that is what the signal is for.
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  wake(): void {
    this.#wake?.abort();
  }
}
