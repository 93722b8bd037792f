import { createParser } from 'eventsource-parser';
import type { z } from 'zod';

/**
 * Reads server-sent events from a response body. A message that this version does not know is passed over, so that
 * a newer backend can add some.
 */
export async function* readStream<T>(
  body: ReadableStream<Uint8Array>,
  schema: z.ZodType<T>,
  onActivity?: () => void,
): AsyncGenerator<{ id?: string; event: T }> {
  const ready: { id?: string; event: T }[] = [];
  const parser = createParser({
    onEvent: message => {
      const event = readEvent(schema, message.data);
      if (event) {
        ready.push({ id: message.id, event });
      }
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      onActivity?.();
      parser.feed(decoder.decode(value, { stream: true }));
      yield* ready.splice(0);
    }
  } finally {
    // Also when the consumer stops early: lets go of the connection.
    await reader.cancel().catch(() => undefined);
  }
}

function readEvent<T>(schema: z.ZodType<T>, data: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
