import {
  streamEventSchema,
  type StreamEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { createParser } from 'eventsource-parser';

/** A reader of an event stream that remembers what came, each event checked against its schema. */
export class SseReader {
  readonly events: StreamEvent[] = [];
  readonly comments: string[] = [];
  lastEventId = '';
  ended = false;
  readonly headers: Headers;
  readonly #abort: AbortController;

  private constructor(response: Response, abort: AbortController) {
    this.headers = response.headers;
    this.#abort = abort;
    void this.#read(response);
  }

  static async open(
    url: string,
    headers: Record<string, string>,
  ): Promise<SseReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    if (!response.ok) {
      throw new Error(`${response.status}: ${await response.text()}`);
    }
    return new SseReader(response, abort);
  }

  close(): void {
    this.#abort.abort();
  }

  of<T extends StreamEvent['type']>(
    type: T,
  ): Extract<StreamEvent, { type: T }>[] {
    return this.events.filter(
      (event): event is Extract<StreamEvent, { type: T }> =>
        event.type === type,
    );
  }

  async #read(response: Response): Promise<void> {
    const parser = createParser({
      onEvent: ({ id, event, data }) => {
        const parsed = streamEventSchema.parse(JSON.parse(data));
        if (parsed.type !== event) {
          throw new Error(
            `The event is named ${event}, its data ${parsed.type}`,
          );
        }
        this.lastEventId = id ?? this.lastEventId;
        this.events.push(parsed);
      },
      onComment: comment => this.comments.push(comment),
    });
    const decoder = new TextDecoder();
    try {
      for await (const piece of response.body ?? []) {
        parser.feed(decoder.decode(piece, { stream: true }));
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        throw error;
      }
    } finally {
      this.ended = true;
    }
  }
}
