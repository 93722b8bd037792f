import { streamEventSchema } from '@kubeflow-portal/plugin-kubeflow-common';
import { createParser } from 'eventsource-parser';
import type { KubeflowStreamMessage } from './KubeflowApi';

/**
 * Reads server-sent events from a response body. A message that this version does not know is passed over, so that
 * a newer backend can add some.
 */
export async function* readStream(
  body: ReadableStream<Uint8Array>,
  onActivity?: () => void,
): AsyncGenerator<KubeflowStreamMessage> {
  const ready: KubeflowStreamMessage[] = [];
  const parser = createParser({
    onEvent: message => {
      const event = readEvent(message.data);
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

function readEvent(data: string): KubeflowStreamMessage['event'] | undefined {
  try {
    return streamEventSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
