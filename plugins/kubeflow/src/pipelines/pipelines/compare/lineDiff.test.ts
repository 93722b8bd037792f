import fc from 'fast-check';
import { foldUnchanged, lineDiff, type DiffLine } from './lineDiff';

const arbitraryLine = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '  image: x', ''),
  fc.string({ maxLength: 3 }).filter(text => !text.includes('\n')),
);
const arbitraryLines = fc.array(arbitraryLine, { maxLength: 24 });
const textOf = (lines: readonly string[]) =>
  lines.map(line => `${line}\n`).join('');

const before = (lines: readonly DiffLine[]) =>
  lines.filter(({ kind }) => kind !== 'added');
const after = (lines: readonly DiffLine[]) =>
  lines.filter(({ kind }) => kind !== 'removed');
const textsOf = (lines: readonly DiffLine[]) => lines.map(({ text }) => text);

/** The length of the longest common part, told in the slow and obvious way. */
function commonLength(
  one: readonly string[],
  other: readonly string[],
): number {
  let row = Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const next = [0];
    for (const [index, text] of other.entries()) {
      next.push(
        line === text ? row[index] + 1 : Math.max(row[index + 1], next[index]),
      );
    }
    row = next;
  }
  return row[other.length];
}

function expectBothSides(
  lines: readonly DiffLine[],
  one: readonly string[],
  other: readonly string[],
) {
  expect(textsOf(before(lines))).toEqual(one);
  expect(textsOf(after(lines))).toEqual(other);
  expect(before(lines).map(line => line.before)).toEqual(
    one.map((_, index) => index + 1),
  );
  expect(after(lines).map(line => line.after)).toEqual(
    other.map((_, index) => index + 1),
  );
}

describe('the difference between two texts', () => {
  it('holds both, numbered, and is the smallest there is', () => {
    fc.assert(
      fc.property(arbitraryLines, arbitraryLines, (one, other) => {
        const lines = lineDiff(textOf(one), textOf(other));
        expectBothSides(lines, one, other);
        expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(
          commonLength(one, other),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is told for long texts, the few that differ much included', () => {
    const long = Array.from({ length: 40_000 }, (_, index) => `line ${index}`);
    const changed = long
      .toSpliced(100, 3, 'other')
      .toSpliced(20_000, 0, 'new', 'newer')
      .toSpliced(39_000, 500);
    const lines = lineDiff(textOf(long), textOf(changed));
    expectBothSides(lines, long, changed);
    expect(lines.filter(({ kind }) => kind === 'added')).toHaveLength(3);
    expect(lines.filter(({ kind }) => kind === 'removed')).toHaveLength(503);

    const strange = long.map(line => `${line}!`);
    const all = lineDiff(textOf(long), textOf(strange));
    expectBothSides(all, long, strange);

    // Nothing occurs once: no line to hold on to.
    const twice = Array.from({ length: 8_000 }, (_, index) => `${index % 7}`);
    const shifted = twice.map(line => (line === '3' ? 'x' : line)).reverse();
    expectBothSides(lineDiff(textOf(twice), textOf(shifted)), twice, shifted);
  });

  it('shows what changed with a little around it, and the rest when asked', () => {
    fc.assert(
      fc.property(
        arbitraryLines,
        arbitraryLines,
        fc.nat(3),
        (one, other, context) => {
          const lines = lineDiff(textOf(one), textOf(other));
          const rows = foldUnchanged(lines, context, new Set());
          const gaps = rows.filter(row => row.kind === 'gap');
          expect(
            rows.reduce(
              (sum, row) => sum + (row.kind === 'gap' ? row.count : 1),
              0,
            ),
          ).toBe(lines.length);
          for (const gap of gaps) {
            expect(gap.count).toBeGreaterThan(1);
            const hidden = lines.slice(gap.from, gap.from + gap.count);
            expect(hidden.every(({ kind }) => kind === 'same')).toBe(true);
          }
          expect(
            foldUnchanged(lines, context, new Set(gaps.map(gap => gap.from))),
          ).toEqual(lines);
        },
      ),
    );
  });
});
