import { ResponseError } from '@backstage/errors';
import type { KubeflowStreamOptions } from '../api/KubeflowApi';

/**
 * - `connecting`: the first connection is being made
 * - `live`: changes arrive as they happen
 * - `reconnecting`: the stream was cut and is being resumed
 * - `offline`: several attempts failed; still trying, less often
 * - `paused`: the tab has been hidden for long
 *
 * @public
 */
export type StreamStatus =
  'connecting' | 'live' | 'reconnecting' | 'offline' | 'paused';

/** Times in milliseconds. */
export interface StreamTiming {
  firstRetry: number;
  longestRetry: number;
  /** A request that is not answered for this long has failed: some proxies hold back a stream until it ends. */
  answer: number;
  /** A stream that is silent for this long counts as cut: some networks lose connections without saying so. */
  silence: number;
  /** How long a tab can be hidden before its stream is let go. */
  hidden: number;
}

const defaultTiming: StreamTiming = {
  firstRetry: 1_000,
  longestRetry: 60_000,
  answer: 20_000,
  silence: 90_000,
  hidden: 5 * 60_000,
};

/** Failed attempts in a row after which a person is told. */
const ATTEMPTS_UNTIL_OFFLINE = 3;

export interface StreamConnectionOptions<M extends { id?: string }> {
  /** Opens the stream, once for each attempt. */
  connect(options: KubeflowStreamOptions): AsyncIterable<M>;
  onMessage(message: M): void;
  onStatus(status: StreamStatus): void;
  /** Told of what the server refuses; it is tried again, unless the connection is closed. */
  onRefusal?(failure: Error): void;
  timing?: Partial<StreamTiming>;
  /** 0 to 1; tests make it certain. */
  random?: () => number;
}

/**
 * Keeps one stream of changes open: resumes where it was cut, waits longer after each failure (with jitter, so that
 * a restarted backend is not met by every browser at once), and lets go while nobody looks.
 */
export class StreamConnection<M extends { id?: string }> {
  readonly #options: StreamConnectionOptions<M>;
  readonly #timing: StreamTiming;
  #attempt: AbortController | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  #lastEventId: string | undefined;
  #failures = 0;
  #status: StreamStatus | undefined;
  #closed = false;

  constructor(options: StreamConnectionOptions<M>) {
    this.#options = options;
    this.#timing = { ...defaultTiming, ...options.timing };
  }

  open(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    window.addEventListener('online', this.#onOnline);
    if (document.visibilityState === 'hidden') {
      this.#onVisibility();
    }
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    window.removeEventListener('online', this.#onOnline);
    clearTimeout(this.#hiddenTimer);
    this.#disconnect();
  }

  #connect(): void {
    this.#disconnect();
    const attempt = new AbortController();
    this.#attempt = attempt;
    if (this.#failures >= ATTEMPTS_UNTIL_OFFLINE) {
      this.#setStatus('offline');
    } else {
      this.#setStatus(
        this.#status === undefined ? 'connecting' : 'reconnecting',
      );
    }
    this.#silenceTimer = setTimeout(
      () => this.#retry(undefined),
      this.#timing.answer,
    );
    void this.#read(attempt);
  }

  async #read(attempt: AbortController): Promise<void> {
    let failure: unknown;
    try {
      const stream = this.#options.connect({
        signal: attempt.signal,
        lastEventId: this.#lastEventId,
        onActivity: () => this.#onActivity(attempt),
      });
      for await (const message of stream) {
        if (attempt.signal.aborted) {
          return;
        }
        this.#onActivity(attempt);
        this.#lastEventId = message.id ?? this.#lastEventId;
        this.#options.onMessage(message);
        if (this.#closed) {
          return;
        }
      }
    } catch (error) {
      failure = error;
    }
    if (!attempt.signal.aborted) {
      this.#retry(failure);
    }
  }

  #onActivity(attempt: AbortController): void {
    if (attempt.signal.aborted) {
      return;
    }
    this.#failures = 0;
    this.#setStatus('live');
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(
      () => this.#connect(),
      this.#timing.silence,
    );
  }

  #retry(failure: unknown): void {
    this.#disconnect();
    this.#failures += 1;
    this.#setStatus(
      this.#failures >= ATTEMPTS_UNTIL_OFFLINE ? 'offline' : 'reconnecting',
    );
    if (isRefusal(failure)) {
      this.#options.onRefusal?.(failure);
      if (this.#closed) {
        return;
      }
    }
    const { firstRetry, longestRetry } = this.#timing;
    // What the server refuses will be refused again: ask seldom, and only in case somebody grants it meanwhile.
    const longest = isRefusal(failure)
      ? longestRetry
      : Math.min(longestRetry, firstRetry * 2 ** (this.#failures - 1));
    const random = this.#options.random ?? Math.random;
    this.#retryTimer = setTimeout(
      () => this.#connect(),
      longest * (0.5 + random() / 2),
    );
  }

  #disconnect(): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#silenceTimer);
    this.#attempt?.abort();
    this.#attempt = undefined;
  }

  readonly #onVisibility = (): void => {
    clearTimeout(this.#hiddenTimer);
    if (document.visibilityState === 'hidden') {
      this.#hiddenTimer = setTimeout(() => {
        this.#disconnect();
        this.#setStatus('paused');
      }, this.#timing.hidden);
    } else if (this.#status === 'paused') {
      this.#failures = 0;
      this.#connect();
    }
  };

  readonly #onOnline = (): void => {
    if (this.#status === 'reconnecting' || this.#status === 'offline') {
      this.#failures = 0;
      this.#connect();
    }
  };

  #setStatus(status: StreamStatus): void {
    if (status !== this.#status && !this.#closed) {
      this.#status = status;
      this.#options.onStatus(status);
    }
  }
}

function isRefusal(failure: unknown): failure is Error {
  return (
    ResponseError.is(failure) &&
    failure.statusCode >= 400 &&
    failure.statusCode < 500 &&
    failure.statusCode !== 408 &&
    failure.statusCode !== 429
  );
}
