import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a GET of `url` is answered with a status below 400.
 *
 * @throws when `signal` is aborted first.
 */
export async function waitForHttp(
  url: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal });
      await response.body?.cancel();
      if (response.ok) {
        return;
      }
    } catch {
      // Nobody listens there yet.
    }
    await sleep(250, undefined, { signal });
  }
}
