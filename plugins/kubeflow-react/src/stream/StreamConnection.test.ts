import type { KubeflowStreamMessage } from '../api/KubeflowApi';
import { StreamConnection, type StreamStatus } from './StreamConnection';

const timing = {
  firstRetry: 10,
  longestRetry: 20,
  answer: 1_000,
  silence: 5_000,
  hidden: 60_000,
};

/** Brings no message until it is let go: as from a proxy that waits for the end of what it passes on. */
function silence(
  signal: AbortSignal | undefined,
): AsyncIterable<KubeflowStreamMessage> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    }),
  };
}

describe('StreamConnection', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives up a request that is never answered, says so, and goes on trying', async () => {
    const statuses: StreamStatus[] = [];
    const signals: (AbortSignal | undefined)[] = [];
    let answers = false;
    const connection = new StreamConnection({
      connect: options => {
        signals.push(options.signal);
        if (answers) {
          options.onActivity?.();
        }
        return silence(options.signal);
      },
      onMessage: () => undefined,
      onStatus: status => statuses.push(status),
      timing,
      random: () => 1,
    });
    connection.open();
    expect(statuses).toEqual(['connecting']);
    await vi.advanceTimersByTimeAsync(1_005);
    expect(statuses).toEqual(['connecting', 'reconnecting']);
    expect(signals[0]?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(2_100);
    expect(statuses.at(-1)).toBe('offline');

    answers = true;
    await vi.advanceTimersByTimeAsync(1_100);
    expect(statuses.at(-1)).toBe('live');
    // What was answered is given the longer time of a stream that may be silent.
    const opened = signals.length;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(signals).toHaveLength(opened);

    connection.close();
    expect(signals.every(signal => signal?.aborted)).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(signals).toHaveLength(opened);
  });
});
