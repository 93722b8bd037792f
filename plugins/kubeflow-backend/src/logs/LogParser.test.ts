import fc from 'fast-check';
import { LogBuffer } from './LogBuffer';
import { LogParser, MAX_LINE, type ParsedLine } from './LogParser';
import { Overlap } from './Overlap';

function parse(pieces: Iterable<Uint8Array>): ParsedLine[] {
  const parser = new LogParser();
  const lines: ParsedLine[] = [];
  for (const piece of pieces) {
    lines.push(...parser.push(piece));
  }
  return [...lines, ...parser.end()];
}

const T = '2026-11-20T09:00:00.123456789Z';

describe('LogParser', () => {
  it('makes the same lines of a log, wherever it is cut into pieces', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(text.filter(line => !/[\n\r]/.test(line))),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        (lines, sizes) => {
          const bytes = Buffer.from(
            lines.map(line => `${T} ${line}\n`).join(''),
          );
          const pieces: Uint8Array[] = [];
          for (let at = 0, index = 0; at < bytes.length; index += 1) {
            const size = sizes[index % sizes.length] ?? 1;
            pieces.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(parse(pieces)).toEqual(
            lines.map(line => ({
              at: T,
              text: Buffer.from(line).toString(),
            })),
          );
        },
      ),
    );
  });

  it.each([
    [`${T} 10%\r20%\r30%\n`, { at: T, text: '30%' }],
    [`${T} done\r\n`, { at: T, text: 'done' }],
    [`${T} \n`, { at: T, text: '' }],
    [`${T} no end`, { at: T, text: 'no end' }],
    ['no time\n', { text: 'no time' }],
    [
      '2026-11-20T11:30:00.5+02:00 zone\n',
      { at: '2026-11-20T09:30:00.5Z', text: 'zone' },
    ],
  ])('reads %j', (text, expected) => {
    expect(parse([Buffer.from(text)])).toEqual([expected]);
  });

  it('keeps what a progress bar shows last, and the beginning of a line that is too long, in little memory', () => {
    const bar = Array.from({ length: 5000 }, (_, n) => `\r${n} of 5000`);
    const [progress, long, next] = parse(
      [
        `${T} `,
        ...bar,
        `\n${T} `,
        ...Array.from({ length: 100 }, () => '😀'.repeat(1000)),
        `\n${T} next\n`,
      ].map(piece => Buffer.from(piece)),
    );
    expect(progress).toEqual({ at: T, text: '4999 of 5000' });
    expect(long?.text.length).toBeLessThanOrEqual(MAX_LINE);
    expect(long?.text).toMatch(/^😀+…$/u);
    expect(next).toEqual({ at: T, text: 'next' });
  });
});

describe('LogBuffer', () => {
  it('holds the last lines within its limits, each under its number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 10 }), { maxLength: 2000 })),
        fc.integer({ min: 1, max: 1500 }),
        fc.integer({ min: 0, max: 5000 }),
        (batches, maxLines, maxSize) => {
          const buffer = new LogBuffer({ maxLines, maxSize: () => maxSize });
          const all: string[] = [];
          for (const batch of batches) {
            buffer.push(batch.map(text => ({ text })));
            all.push(...batch);
            const held = buffer.read(0, Infinity);
            expect(buffer.next).toBe(all.length);
            expect(held.map(({ text }) => text)).toEqual(
              all.slice(buffer.first),
            );
            expect(held.map(({ n }) => n)).toEqual(
              held.map((_, index) => buffer.first + index),
            );
            expect(held.length).toBeLessThanOrEqual(maxLines);
            expect(held.length > 1 && buffer.size > maxSize).toBe(false);
          }
          const from = Math.floor(buffer.next / 2);
          expect(buffer.read(from, 3)).toEqual(
            buffer
              .read(0, Infinity)
              .filter(({ n }) => n >= from)
              .slice(0, 3),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('Overlap', () => {
  it('knows each line of the last second as often as it was there', () => {
    const buffer = new LogBuffer({ maxLines: 10, maxSize: () => 1000 });
    expect(Overlap.of(buffer)).toBeUndefined();
    const line = (second: number, text: string) => ({
      at: `2026-11-20T09:00:0${second}.5Z`,
      text,
    });
    buffer.push([line(1, 'old'), line(2, 'a'), line(2, 'a'), { text: 'odd' }]);
    const overlap = Overlap.of(buffer);
    expect(overlap?.since).toBe('2026-11-20T09:00:02Z');
    expect(
      [line(2, 'a'), line(2, 'a'), line(2, 'a'), line(1, 'old')].map(each =>
        overlap?.has(each),
      ),
    ).toEqual([true, true, false, false]);
  });
});
