import type { Response } from 'express';
import { once } from 'node:events';

/**
 * A response that is a stream of server-sent events (WHATWG HTML, section 9.2), until the reader leaves or `end`
 * aborts. Nothing piles up in it for a reader who does not keep up.
 */
export class SseResponse {
  readonly #response: Response;
  readonly #heartbeat: number;
  readonly #finish = new AbortController();
  readonly #onEnd: (() => void)[] = [];
  readonly #stop: AbortSignal;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    response: Response,
    options: {
      /** Milliseconds between two signs of life. */
      heartbeat: number;
      end: AbortSignal;
    },
  ) {
    this.#response = response;
    this.#heartbeat = options.heartbeat;
    this.#stop = options.end;
  }

  get ended(): boolean {
    return this.#finish.signal.aborted;
  }

  /** Whether the reader takes more at the moment. */
  get isReady(): boolean {
    return !this.ended && !this.#response.writableNeedDrain;
  }

  /**
   * @param options.beat - says that the connection lives; default: a comment
   * @param options.onDrain - told when the reader takes more again
   */
  open(options: { beat?: () => void; onDrain?: () => void } = {}): void {
    const response = this.#response;
    if (response.destroyed || this.#stop.aborted) {
      // Who left while the request was authorised is not told of again.
      this.end();
      return;
    }
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      // no-transform also keeps the compression of Backstage's router away, which would hold events back.
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'keep-alive',
    });
    response.flushHeaders();
    response.socket?.setNoDelay(true);
    response.on('close', () => this.end());
    response.on('error', () => this.end());
    response.on('drain', () => options.onDrain?.());
    const beat = options.beat ?? (() => this.comment('heartbeat'));
    this.#timer = setInterval(() => {
      if (this.isReady) {
        beat();
      }
    }, this.#heartbeat);
    this.#stop.addEventListener('abort', this.end, { once: true });
  }

  /** Writes what {@link formatEvent} made, and waits until the reader takes more. */
  async send(text: string): Promise<void> {
    if (this.ended || text === '' || this.#response.write(text)) {
      return;
    }
    try {
      await once(this.#response, 'drain', { signal: this.#finish.signal });
    } catch {
      // The reader left; what is sent from here on goes nowhere.
    }
  }

  comment(text: string): void {
    this.#response.write(`: ${text}\n\n`);
  }

  onEnd(listener: () => void): void {
    if (this.ended) {
      listener();
    } else {
      this.#onEnd.push(listener);
    }
  }

  readonly end = (): void => {
    if (this.ended) {
      return;
    }
    this.#finish.abort();
    clearInterval(this.#timer);
    this.#stop.removeEventListener('abort', this.end);
    this.#response.end();
    for (const listener of this.#onEnd) {
      listener();
    }
  };
}

/** One event as it goes over the wire; its data has a `type`, which is also its name. */
export function formatEvent<T extends { type: string }>(
  event: T,
  id?: string,
): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
