import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import fc from 'fast-check';
import { ClusterFailure } from './ClusterFailure';
import { watchFrom, type WatchEvent } from './watchFrom';

/** A cluster that sends these bytes on a watch, cut into pieces. */
function clusterThatSends(text: string, cuts: number[]): ClusterConnection {
  const bytes = Buffer.from(text);
  async function* body() {
    const ends = [...cuts.map(cut => cut % (bytes.length + 1)), bytes.length];
    let start = 0;
    for (const end of ends.sort((left, right) => left - right)) {
      yield Uint8Array.from(bytes.subarray(start, end));
      start = end;
    }
  }
  return {
    name: 'dev',
    title: 'dev',
    kind: 'direct',
    request: async () => ({
      status: 200,
      header: () => 'application/json',
      body: body(),
      text: async () => text,
      discard: async () => undefined,
    }),
  };
}

async function watch(text: string, cuts: number[]) {
  const events: WatchEvent[] = [];
  const positions: string[] = [];
  let failure: unknown;
  try {
    await watchFrom(
      clusterThatSends(text, cuts),
      {
        path: '/x',
        resourceVersion: '1',
        timeoutSeconds: 60,
        idleTimeout: 1000,
      },
      event => events.push(event),
      position => positions.push(position),
    );
  } catch (error) {
    failure = error;
  }
  return { events, positions, failure };
}

const text = fc.string({ unit: 'binary', maxLength: 20 });
const metadata = fc.record({
  name: text,
  resourceVersion: fc.nat().map(String),
});
const event = fc.record({
  type: fc.constantFrom('ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'NEWS'),
  object: fc.record({ metadata, status: fc.jsonValue({ maxDepth: 2 }) }),
});
const cuts = fc.array(fc.nat(), { maxLength: 12 });
const lines = (values: unknown[]) =>
  values.map(value => `${JSON.stringify(value)}\n`).join('');

describe('watchFrom', () => {
  it('hands on every event once and in order, wherever the stream is cut, and moves its position with each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event), cuts, async (sent, at) => {
        const { events, positions, failure } = await watch(lines(sent), at);
        // JSON has no negative zero, so what was sent is what it reads as.
        const wire: typeof sent = JSON.parse(JSON.stringify(sent));
        expect(failure).toBeUndefined();
        expect(events).toEqual(
          wire.filter(({ type }) =>
            ['ADDED', 'MODIFIED', 'DELETED'].includes(type),
          ),
        );
        expect(positions).toEqual(
          wire.map(({ object }) => object.metadata.resourceVersion),
        );
      }),
    );
  });

  it('keeps what came before a line that makes no sense, and fails with a sentence and nothing else', async () => {
    const nonsense = fc.oneof(
      text.map(each => `${each.replaceAll('\n', '')}}`),
      fc.jsonValue().map(each => JSON.stringify({ type: each, object: each })),
      fc.jsonValue().map(each => JSON.stringify(each)),
      fc
        .record({ object: fc.jsonValue() })
        .map(({ object }) => JSON.stringify({ type: 'ERROR', object })),
      fc.constant('{"type":"ADDED","object":{"metadata":{"resourceVers'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(event),
        nonsense,
        cuts,
        async (sent, line, at) => {
          const { events, positions, failure } = await watch(
            `${lines(sent)}${line}\n`,
            at,
          );
          const whole = await watch(lines(sent), []);
          expect(events.slice(0, whole.events.length)).toEqual(whole.events);
          expect(positions.slice(0, sent.length)).toEqual(whole.positions);
          if (failure !== undefined) {
            expect(failure).toBeInstanceOf(ClusterFailure);
            expect((failure as ClusterFailure).message).toMatch(
              /^\p{Lu}.*\.$/su,
            );
            expect((failure as ClusterFailure).message.length).toBeLessThan(
              600,
            );
          }
        },
      ),
    );
  });

  it('leaves out the torn end of a stream that was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1 }),
        fc.nat(),
        async (sent, at) => {
          const bytes = Buffer.from(lines(sent));
          const cut = bytes.subarray(0, at % bytes.length);
          const complete = cut.filter(byte => byte === 10).length;
          const torn = await watch(cut.toString('latin1'), []);
          expect(torn.failure).toBeUndefined();
          expect(torn.positions).toHaveLength(complete);
        },
      ),
    );
  });
});
