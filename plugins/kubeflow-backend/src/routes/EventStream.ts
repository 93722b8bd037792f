import type { StreamEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Response } from 'express';
import { formatEvent, SseResponse } from './SseResponse';

/** The stream of changes, each event with the place in the feed at which its reader can resume. */
export class EventStream {
  readonly #sse: SseResponse;
  readonly #epoch: string;
  /** The position that the reader knows of, and the one that was reached. */
  #told = 0;
  #reached = 0;
  /** A note that came while the reader did not keep up. */
  #kept: StreamEvent | undefined;

  constructor(
    response: Response,
    options: { epoch: string; heartbeat: number; end: AbortSignal },
  ) {
    this.#epoch = options.epoch;
    this.#sse = new SseResponse(response, options);
  }

  get ended(): boolean {
    return this.#sse.ended;
  }

  open(): void {
    this.#sse.open({
      beat: () => this.#beat(),
      onDrain: () => this.#flush(),
    });
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
    await this.#sse.send(text);
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
    this.#sse.onEnd(listener);
  }

  readonly end = (): void => this.#sse.end();

  /**
   * A comment says that the connection lives. When changes went by that were not for this reader, it is told how far
   * it is, so that it does not fall behind the feed while nothing happens to what it looks at.
   */
  #beat(): void {
    if (this.#reached > this.#told) {
      this.#told = this.#reached;
      void this.#sse.send(
        this.#format({ type: 'hello', sequence: this.#reached }, this.#reached),
      );
    } else {
      this.#sse.comment('heartbeat');
    }
  }

  #flush(): void {
    const event = this.#kept;
    if (event && this.#sse.isReady) {
      this.#kept = undefined;
      void this.#sse.send(formatEvent(event));
    }
  }

  #format(event: StreamEvent, position: number): string {
    return formatEvent(event, `${this.#epoch}-${position}`);
  }
}
