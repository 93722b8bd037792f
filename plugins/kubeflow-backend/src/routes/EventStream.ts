import type { StreamEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Response } from 'express';
import { once } from 'node:events';

/**
 * A response that is a stream of server-sent events (WHATWG HTML, section 9.2), until the reader leaves or `end`
 * aborts.
 */
export class EventStream {
  readonly #response: Response;
  readonly #epoch: string;
  readonly #heartbeat: number;
  readonly #finish = new AbortController();
  readonly #onEnd: (() => void)[] = [];
  readonly #stop: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  /** The position that the reader knows of, and the one that was reached. */
  #told = 0;
  #reached = 0;
  /** A note that came while the reader did not keep up. */
  #kept: StreamEvent | undefined;

  constructor(
    response: Response,
    options: { epoch: string; heartbeat: number; end: AbortSignal },
  ) {
    this.#response = response;
    this.#epoch = options.epoch;
    this.#heartbeat = options.heartbeat;
    this.#stop = options.end;
  }

  get ended(): boolean {
    return this.#finish.signal.aborted;
  }

  open(): void {
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
    response.on('drain', () => this.#flush());
    this.#timer = setInterval(() => this.#beat(), this.#heartbeat);
    this.#stop.addEventListener('abort', this.end, { once: true });
  }

  /**
   * Sends events, and waits until the reader takes more.
   *
   * @param position - where the reader resumes after them
   */
  async send(events: readonly StreamEvent[], position: number): Promise<void> {
    this.#reached = position;
    if (events.length === 0 || this.ended) {
      return;
    }
    const last = events.length - 1;
    const text = events
      .map((event, index) =>
        this.#format(event, index === last ? position : event.sequence),
      )
      .join('');
    this.#told = position;
    if (!this.#response.write(text)) {
      try {
        await once(this.#response, 'drain', { signal: this.#finish.signal });
      } catch {
        // The reader left; what is sent from here on goes nowhere.
      }
    }
  }

  /**
   * Sends an event that stands beside the feed: it has no number at which to resume. A reader who does not keep up gets
   * the last one, later: what waits for it must not grow.
   */
  note(event: StreamEvent): void {
    this.#kept = event;
    this.#flush();
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

  /**
   * A comment says that the connection lives. When changes went by that were not for this reader, it is told how far
   * it is, so that it does not fall behind the feed while nothing happens to what it looks at.
   */
  #beat(): void {
    if (this.#response.writableNeedDrain) {
      return;
    }
    if (this.#reached > this.#told) {
      this.#told = this.#reached;
      this.#response.write(
        this.#format({ type: 'hello', sequence: this.#reached }, this.#reached),
      );
    } else {
      this.#response.write(': heartbeat\n\n');
    }
  }

  #flush(): void {
    const event = this.#kept;
    if (event && !this.ended && !this.#response.writableNeedDrain) {
      this.#kept = undefined;
      this.#response.write(this.#format(event, undefined));
    }
  }

  #format(event: StreamEvent, position: number | undefined): string {
    const id = position === undefined ? '' : `id: ${this.#epoch}-${position}\n`;
    return `${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
  }
}
