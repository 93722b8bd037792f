import fc from 'fast-check';
import { plainText, segmentsOf } from './ansi';
import { formatLineRange, parseLineRange } from './lineRange';
import { LogSearch, occurrences, patternOf } from './LogSearch';
import { isGap, LogStore } from './LogStore';

describe('segmentsOf', () => {
  it.each([
    ['plain', [{ text: 'plain' }]],
    [
      '\u001b[1;31mERROR\u001b[0m: \u001b[4mboom\u001b[24m',
      [
        { text: 'ERROR', color: 'red', bold: true },
        { text: ': ' },
        { text: 'boom', underline: true },
      ],
    ],
    [
      '\u001b[38;5;208morange\u001b[48;2;1;2;3m on\u001b[0m',
      [
        { text: 'orange', color: '255, 135, 0' },
        { text: ' on', color: '255, 135, 0', background: '1, 2, 3' },
      ],
    ],
    ['\u001b[38;5;9mred\u001b[m', [{ text: 'red', color: 'bright-red' }]],
    ['a\u001b[2Kb\u001b[10;5Hc', [{ text: 'a' }, { text: 'b' }, { text: 'c' }]],
    ['\u001b]8;;http://evil\u0007click\u001b]8;;\u0007', [{ text: 'click' }]],
    ['\u001b]0;title', [{ text: '␛]0;title' }]],
    ['\u0000\u0007\u007f\u009b', [{ text: '␀␇␡‹U+009B›' }]],
    ['a\u202eb\u200bc\u00ad', [{ text: 'a‹U+202E›b‹U+200B›c‹U+00AD›' }]],
    ['👩‍🔬\tمرحبا', [{ text: '👩‍🔬\tمرحبا' }]],
    [
      '<img src=x onerror=alert(1)>',
      [{ text: '<img src=x onerror=alert(1)>' }],
    ],
  ])('reads %j', (line, expected) => {
    expect(segmentsOf(line)).toEqual(expected);
  });

  it('shows all that can be seen, hides nothing, and never throws', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\u001b[31m',
        '\u001b[0m',
        '\u001b[38;5;300m',
        '\u001b[38;2;999;1;1m',
        '\u001b[',
        '\u001b]',
        '\u001b]8;;x\u001b\\',
        '\u009b',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const line = pieces.join('');
        const segments = segmentsOf(line);
        const text = segments.map(each => each.text).join('');
        expect(text).not.toMatch(/(?![\t\u200c\u200d])[\p{Cc}\p{Cf}]/u);
        expect(plainText(line)).toBe(text);
        for (const { color, background } of segments) {
          for (const each of [color, background]) {
            expect(each ?? 'red').toMatch(/^[a-z-]+$|^\d+, \d+, \d+$/);
          }
        }
      }),
    );
  });
});

describe('LogStore', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const lines = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      n: from + index,
      text: `line ${from + index}`,
    }));

  it('keeps the last lines, says what it lacks, and tells of many changes at once', async () => {
    const store = new LogStore();
    const told = vi.fn();
    store.subscribe(told);
    store.apply({ type: 'hello', resumed: false });
    store.apply({ type: 'dropped', count: 5 });
    for (let from = 5; from < 120_005; from += 1000) {
      store.apply({ type: 'lines', lines: lines(from, 1000) });
    }
    store.apply({ type: 'dropped', count: 50 });
    store.apply({ type: 'lines', lines: lines(120_055, 1) });
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toHaveBeenCalledOnce();
    const { dropped, removed, version } = store.getStatus();
    expect(dropped).toBe(5 + removed);
    expect(version).toBe(1);
    expect(store.rows.length).toBeLessThanOrEqual(110_000);
    expect(store.rows[0].n).toBe(dropped);
    expect(store.rows.slice(-2)).toEqual([
      { n: 120_005, gap: 50 },
      { n: 120_055, text: 'line 120055' },
    ]);
    expect(store.rows.filter(isGap)).toHaveLength(1);
    expect(store.rows[store.indexOf(115_000)].n).toBe(115_000);

    // Resumed, it goes on; otherwise it begins anew.
    store.apply({ type: 'hello', resumed: true });
    expect(store.rows.length).toBeGreaterThan(100_000);
    store.apply({ type: 'hello', resumed: false });
    expect(store.rows).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(store.getStatus()).toMatchObject({ dropped: 0, removed: 0 });
  });

  it('is searched in stretches, also for what comes later', () => {
    const store = new LogStore();
    const pattern = patternOf({
      text: '7',
      isRegex: false,
      isCaseSensitive: false,
    });
    const search = new LogSearch(store, pattern ?? expect.unreachable());
    expect(search.step()).toBe(false);
    store.apply({ type: 'lines', lines: lines(0, 30_000) });
    while (search.step());
    store.apply({ type: 'lines', lines: lines(30_000, 8) });
    while (search.step());
    expect(search.lines).toEqual(
      Array.from({ length: 30_008 }, (_, n) => n).filter(n =>
        String(n).includes('7'),
      ),
    );
  });
});

describe('patterns', () => {
  it('find text as it stands, each occurrence once', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.array(fc.string()),
        (text, around) => {
          const line = around.join(text);
          const pattern = patternOf({
            text,
            isRegex: false,
            isCaseSensitive: true,
          });
          const found = occurrences(line, pattern ?? expect.unreachable());
          expect(found.length > 0).toBe(line.includes(text));
          for (const { start, end } of found) {
            expect(line.slice(start, end)).toBe(text);
          }
        },
      ),
    );
    expect(
      patternOf({ text: '', isRegex: true, isCaseSensitive: false }),
    ).toBeUndefined();
    expect(
      occurrences(
        'abc',
        patternOf({ text: 'x*', isRegex: true, isCaseSensitive: false }) ??
          expect.unreachable(),
      ),
    ).toEqual([]);
  });
});

describe('line ranges', () => {
  it('are read as they were written, and hostile ones are nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.integer({ min: 1, max: 999_999_999 }),
        (one, other) => {
          const range = {
            from: Math.min(one, other),
            to: Math.max(one, other),
          };
          expect(parseLineRange(formatLineRange(range))).toEqual(range);
          expect(parseLineRange(`L${other}-L${one}`)).toEqual(range);
        },
      ),
    );
    for (const text of [
      null,
      '',
      '0',
      '-1',
      '1-',
      'x',
      '1e3',
      '9'.repeat(20),
    ]) {
      expect(parseLineRange(text)).toBeUndefined();
    }
  });
});
