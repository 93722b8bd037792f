import fc from 'fast-check';
import { LineTooLongError, readLines } from './readLines';

async function* cut(
  bytes: Uint8Array,
  at: number[],
): AsyncGenerator<Uint8Array> {
  const ends = [...at.map(each => each % (bytes.length + 1)), bytes.length];
  let start = 0;
  for (const end of ends.sort((left, right) => left - right)) {
    // A copy: a socket may use its buffer again for the next piece.
    yield Uint8Array.from(bytes.subarray(start, end));
    start = end;
  }
}

async function collect(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<string[]> {
  const lines: string[] = [];
  for await (const some of readLines(chunks, limit)) {
    lines.push(...some);
  }
  return lines;
}

const line = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map(text => JSON.stringify({ text }));

describe('readLines', () => {
  it('gives the same lines wherever the stream is cut, also inside a character', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.array(fc.nat(), { maxLength: 20 }),
        async (lines, at) => {
          const bytes = Buffer.from(lines.map(each => `${each}\n`).join(''));
          expect(await collect(cut(bytes, at), 10_000)).toEqual(lines);
        },
      ),
    );
  });

  it('leaves out empty lines, carriage returns and the torn end of a stream', async () => {
    const bytes = Buffer.from('\n{"a":1}\r\n\n  \n{"b":2}\n{"c":');
    expect(await collect(cut(bytes, [3, 9, 20]), 100)).toEqual([
      '{"a":1}',
      '{"b":2}',
    ]);
  });

  it('refuses a line over the limit as soon as it is longer, not when it ends', async () => {
    async function* endless() {
      for (;;) {
        yield Buffer.from('x'.repeat(100));
      }
    }
    await expect(collect(endless(), 1000)).rejects.toThrow(LineTooLongError);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 30 }), fc.nat(), async (length, at) => {
        const bytes = Buffer.from(`${'x'.repeat(length)}\n`);
        const read = collect(cut(bytes, [at]), 20);
        await (length > 20
          ? expect(read).rejects.toThrow(LineTooLongError)
          : expect(read).resolves.toHaveLength(length > 0 ? 1 : 0));
      }),
    );
  });
});
