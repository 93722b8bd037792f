import fc from 'fast-check';
import { arbitraryJson } from '../testing/arbitraryObjects';
import {
  annotationOf,
  asCount,
  asNumber,
  asTime,
  at,
  cleanText,
  controllerOf,
  createdAtOf,
  findCondition,
  isDeleting,
  labelsOf,
  lastTransition,
  nameOf,
  namespaceOf,
  ownerOf,
  queueOf,
  readConditions,
  trueCondition,
} from '.';

describe('cleanText', () => {
  it.each([
    ['\u001b[1;31mERROR\u001b[0m: boom', 'ERROR: boom'],
    ['\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007', 'link'],
    ['\u009b2Jgone', 'gone'],
    ['a\u0000b\u0008c', 'abc'],
    ['invoice\u202egnp.exe', 'invoicegnp.exe'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['one\r\ntwo\rthree\tfour', 'one\ntwo\nthree\tfour'],
    ['<b>as it is</b>', '<b>as it is</b>'],
    ['  \n ', undefined],
    ['\u001b[0m', undefined],
    [7, undefined],
    [undefined, undefined],
  ])('makes %j into %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it('cuts what is long, never through a character', () => {
    expect(cleanText('x'.repeat(1_000_000), 10)).toBe('xxxxxxxxx…');
    expect(cleanText(`${'x'.repeat(8)}😀😀`, 10)).toBe('xxxxxxxx…');
  });

  it('is done after one pass, and within its limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 30 }),
        (text, limit) => {
          const once = cleanText(text, limit);
          expect(once === undefined ? undefined : cleanText(once, limit)).toBe(
            once,
          );
          expect(once?.length ?? 0).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});

describe('tolerant readers', () => {
  it('reads numbers that are numbers', () => {
    expect(
      [
        1,
        '1',
        '1.5',
        '-2',
        '1e3',
        '',
        ' 1',
        '0x1',
        null,
        Infinity,
        '1e999',
      ].map(asNumber),
    ).toEqual([
      1,
      1,
      1.5,
      -2,
      1000,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([0, '3', -1, 1.5, 2 ** 60].map(asCount)).toEqual([
      0,
      3,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reads times that are times', () => {
    expect(asTime('2026-09-01T10:00:00+02:00')).toBe(
      '2026-09-01T08:00:00.000Z',
    );
    for (const nothing of [
      '0001-01-01T00:00:00Z',
      '1970-01-01T00:00:00Z',
      '2026',
      '2026-13-01T00:00:00Z',
      5,
    ]) {
      expect(asTime(nothing)).toBeUndefined();
    }
  });

  it('follows own keys only', () => {
    expect(at({ a: [{ b: 1 }] }, 'a', 0, 'b')).toBe(1);
    expect(at({}, 'constructor', 'name')).toBeUndefined();
    expect(at('text', 'length')).toBeUndefined();
  });
});

describe('readConditions', () => {
  const condition = {
    type: 'Ready',
    status: 'True',
    reason: 'Up',
    message: 'ok',
  };

  it('takes the last condition of a type', () => {
    const conditions = readConditions({
      conditions: [
        { ...condition, lastTransitionTime: '2026-09-01T08:00:00Z' },
        {
          ...condition,
          status: 'False',
          lastUpdateTime: '2026-09-01T09:00:00Z',
        },
        {
          type: 'Other',
          status: true,
          lastTransitionTime: '2026-09-01T08:30:00Z',
        },
        { status: 'True' },
        'nonsense',
      ],
    });
    expect(conditions).toEqual([
      {
        type: 'Ready',
        status: 'False',
        reason: 'Up',
        message: 'ok',
        lastTransitionTime: '2026-09-01T09:00:00.000Z',
      },
      {
        type: 'Other',
        status: 'True',
        lastTransitionTime: '2026-09-01T08:30:00.000Z',
      },
    ]);
    expect(trueCondition(conditions, 'Ready')).toBeUndefined();
    expect(findCondition(conditions, 'Ready')?.status).toBe('False');
    expect(lastTransition(conditions)).toBe('2026-09-01T09:00:00.000Z');
  });

  it('takes what it does not know for unknown', () => {
    const statuses = [undefined, 'true', 'yes', 1, false].map(
      status =>
        readConditions({ conditions: [{ type: 'T', status }] })[0]?.status,
    );
    expect(statuses).toEqual([
      'Unknown',
      'True',
      'Unknown',
      'Unknown',
      'False',
    ]);
  });

  it('keeps to its limits', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      type: `T${index}`,
      status: 'True',
    }));
    expect(readConditions({ conditions: many })).toHaveLength(64);
    const same = Array.from({ length: 10_000 }, (_, index) => ({
      ...condition,
      message: `${index}`,
    }));
    expect(readConditions({ conditions: same })).toEqual([
      { ...condition, message: '9999' },
    ]);
  });
});

describe('metadata', () => {
  it('reads the owner, the annotation before the label', () => {
    const labels = { 'kubeflow.org/owner': 'vision' };
    expect(ownerOf({ metadata: { labels } })).toBe('vision');
    const annotations = { 'kubeflow.org/owner': 'group:default/vision' };
    expect(ownerOf({ metadata: { labels, annotations } })).toBe(
      'group:default/vision',
    );
    expect(ownerOf({})).toBeUndefined();
  });

  it('reads the controller', () => {
    const reference = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      name: 'bert',
      uid: 'u',
    };
    expect(
      controllerOf({ metadata: { ownerReferences: [reference] } }),
    ).toBeUndefined();
    expect(
      controllerOf({
        metadata: { ownerReferences: [{}, { ...reference, controller: true }] },
      }),
    ).toEqual(reference);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(arbitraryJson, value => {
        const object = value as never;
        for (const reader of [
          nameOf,
          namespaceOf,
          createdAtOf,
          isDeleting,
          ownerOf,
          queueOf,
          controllerOf,
          labelsOf,
        ]) {
          reader(object);
        }
        annotationOf(object, 'any');
      }),
    );
  });
});
