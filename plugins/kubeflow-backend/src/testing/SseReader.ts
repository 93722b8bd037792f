import {
  streamEventSchema,
  type StreamEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { createParser } from 'eventsource-parser';
import type { z } from 'zod';

/** A reader of an event stream that remembers what came, each event checked against its schema. */
export class SseReader<T extends { type: string } = StreamEvent> {
  readonly events: T[] = [];
  readonly comments: string[] = [];
  lastEventId = '';
  ended = false;
  readonly headers: Headers;
  readonly #abort: AbortController;
  readonly #schema: z.ZodType<T>;

  private constructor(
    response: Response,
    abort: AbortController,
    schema: z.ZodType<T>,
  ) {
    this.headers = response.headers;
    this.#abort = abort;
    this.#schema = schema;
    void this.#read(response);
  }

  static async open(
    url: string,
    headers: Record<string, string>,
  ): Promise<SseReader> {
    return SseReader.openAs(url, headers, streamEventSchema);
  }

  static async openAs<T extends { type: string }>(
    url: string,
    headers: Record<string, string>,
    schema: z.ZodType<T>,
  ): Promise<SseReader<T>> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    if (!response.ok) {
      throw new Error(`${response.status}: ${await response.text()}`);
    }
    return new SseReader(response, abort, schema);
  }

  close(): void {
    this.#abort.abort();
  }

  of<K extends T['type']>(type: K): Extract<T, { type: K }>[] {
    return this.events.filter(
      (event): event is Extract<T, { type: K }> => event.type === type,
    );
  }

  async #read(response: Response): Promise<void> {
    const parser = createParser({
      onEvent: ({ id, event, data }) => {
        const parsed = this.#schema.parse(JSON.parse(data));
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
