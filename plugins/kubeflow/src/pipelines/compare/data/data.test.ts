import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { testTask } from '../../../testing/pipelinesTestData';
import {
  accuracyOf,
  areaUnder,
  readConfusion,
  readRoc,
} from '../../charts/classification';
import { thinned } from '../../charts/points';
import { confusionRows } from './classification';
import { MOST_COMPARED, parseCompareSearch, withoutRun } from './compareSearch';
import { bestOf, metricRows, usualDirection } from './metricRows';
import { differ, parameterRows } from './parameterRows';
import { curveRows, readSeries } from './series';
import { durationRows } from './taskDurations';

const withMetadata = (
  metadata: Record<string, unknown>,
  change: Partial<RunTask> = {},
) => ({
  tasks: [
    testTask({
      outputs: [
        {
          name: 'metrics',
          artifacts: [
            {
              id: 'a',
              name: 'metrics',
              type: 'system.Metrics',
              preview: 'metrics',
              metadata,
            },
          ],
        },
      ],
      ...change,
    }),
  ],
});

describe('the address of a comparison', () => {
  it('gives each run once, the first ten, and counts the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), ids => {
        const search = new URLSearchParams(ids.map(id => ['run', id]));
        const { ids: read, left } = parseCompareSearch(search);
        const wanted = new Set(
          ids.map(id => id.trim().slice(0, 100)).filter(id => id !== ''),
        );
        expect(read).toEqual([...wanted].slice(0, MOST_COMPARED));
        expect(read.length + left).toBe(wanted.size);
        if (read.length > 0) {
          const fewer = parseCompareSearch(withoutRun(search, read[0]));
          expect(fewer.ids).not.toContain(read[0]);
          expect(fewer.ids.length + fewer.left).toBe(wanted.size - 1);
        }
      }),
    );
  });
});

describe('what differs', () => {
  const shuffled = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? value.map(shuffled)
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, part]) => [key, shuffled(part)]),
          )
      : value;

  it('is not the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(differ([value, shuffled(value), value])).toBe(false);
        expect(differ([value, [value]])).toBe(true);
        expect(differ([value, undefined])).toBe(true);
      }),
    );
  });

  it('comes first, and no parameter is lost', () => {
    const parameters = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', '__proto__', 'toString'),
      fc.constantFrom<unknown>(1, 2, 'x', { a: 1 }, null),
    );
    fc.assert(
      fc.property(fc.array(parameters, { maxLength: 4 }), all => {
        const rows = parameterRows(all.map(each => ({ parameters: each })));
        expect(new Set(rows.map(({ name }) => name))).toEqual(
          new Set(all.flatMap(Object.keys)),
        );
        const marks = rows.map(({ differs }) => differs);
        expect(marks).toEqual([...marks].sort().reverse());
        for (const { name, values } of rows) {
          all.forEach((each, index) =>
            expect(values[index]?.value).toBe(
              Object.hasOwn(each, name) ? each[name] : undefined,
            ),
          );
        }
      }),
    );
  });
});

describe('metrics', () => {
  it('are the numbers of each run, in their places', () => {
    const metadata = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 3 }),
      fc.oneof(fc.double(), fc.string(), fc.array(fc.integer())),
    );
    fc.assert(
      fc.property(fc.array(metadata, { maxLength: 5 }), all => {
        const rows = metricRows(all.map(each => withMetadata(each)));
        for (const { name, values } of rows) {
          all.forEach((each, index) => {
            const value = Object.hasOwn(each, name) ? each[name] : undefined;
            expect(values[index]).toBe(
              Number.isFinite(value) ? value : undefined,
            );
          });
        }
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        const known = all.flatMap(Object.entries).filter(([, value]) => {
          return Number.isFinite(value);
        });
        expect(rows.map(({ name }) => name).sort()).toEqual(
          [...new Set(known.map(([name]) => name))].sort(),
        );
      }),
    );
  });

  it('of turns of a loop are told apart, and of a group are not told twice', () => {
    const [turn] = withMetadata({ loss: 1 }, { iterations: [1] }).tasks;
    const [other] = withMetadata({ loss: 2 }, { iterations: [2] }).tasks;
    const [group] = withMetadata({ loss: 2 }, { type: 'dag' }).tasks;
    expect(
      metricRows([{ tasks: [turn, other, group] }]).map(row => [
        row.label,
        row.values,
      ]),
    ).toEqual([
      ['train [1] › metrics', [1]],
      ['train [2] › metrics', [2]],
    ]);
  });

  it('have a best only where there is something to compare', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer(), { nil: undefined })),
        values => {
          const known = values.filter(value => value !== undefined);
          const high = bestOf(values, 'higher');
          const low = bestOf(values, 'lower');
          for (const index of high) {
            expect(known.every(value => value <= values[index]!)).toBe(true);
          }
          for (const index of low) {
            expect(known.every(value => value >= values[index]!)).toBe(true);
          }
          const isComparable = new Set(known).size > 1;
          expect(high.size > 0).toBe(isComparable);
          expect(low.size > 0).toBe(isComparable);
        },
      ),
    );
    expect(['eval_loss', 'valRMSE', 'latency_ms'].map(usualDirection)).toEqual([
      'lower',
      'lower',
      'lower',
    ]);
    expect(['accuracy', 'glossary', 'f1'].map(usualDirection)).toEqual([
      'higher',
      'higher',
      'higher',
    ]);
  });
});

describe('series', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  it('are read in each of their forms, by step', () => {
    const pairs = fc.array(fc.tuple(number, number), { minLength: 2 });
    fc.assert(
      fc.property(pairs, list => {
        const points = list
          .map(([x, y]) => ({ x, y }))
          .sort((one, other) => one.x - other.x);
        expect(readSeries(list)).toEqual(points);
        expect(readSeries({ list })).toEqual(points);
        expect(
          readSeries(list.map(([step, value]) => ({ step, value }))),
        ).toEqual(points);
        expect(readSeries(list.map(([, y]) => y))).toEqual(
          list.map(([, y], x) => ({ x, y })),
        );
      }),
    );
  });

  it('leave out what is no number, and are nothing else', () => {
    expect(readSeries([1, null, 'NaN', 4])).toEqual([
      { x: 0, y: 1 },
      { x: 3, y: 4 },
    ]);
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const points = readSeries(value);
        expect(points === undefined || points.length >= 2).toBe(true);
      }),
    );
    expect(readSeries([1])).toBeUndefined();
    expect(readSeries(['a', 'b'])).toBeUndefined();
    expect(
      readSeries([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toBeUndefined();
    expect(curveRows([withMetadata({ loss: [3, 2, 1], accuracy: 1 })])).toEqual(
      [
        expect.objectContaining({
          name: 'loss',
          curves: [
            [
              { x: 0, y: 3 },
              { x: 1, y: 2 },
              { x: 2, y: 1 },
            ],
          ],
        }),
      ],
    );
  });

  it('keep their ends and extremes when they are thinned', () => {
    const list = fc
      .array(number, { minLength: 2, maxLength: 3_000 })
      .map(values => values.map((y, x) => ({ x, y })));
    fc.assert(
      fc.property(list, fc.integer({ min: 8, max: 400 }), (points, limit) => {
        const few = thinned(points, limit);
        expect(few.length).toBeLessThanOrEqual(limit);
        expect(few[0]).toBe(points[0]);
        expect(few[few.length - 1]).toBe(points[points.length - 1]);
        const ys = (all: typeof points) => all.map(({ y }) => y);
        expect(Math.max(...ys(few))).toBe(Math.max(...ys(points)));
        expect(Math.min(...ys(few))).toBe(Math.min(...ys(points)));
        expect(few).toEqual(points.filter(point => few.includes(point)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('classification', () => {
  const rate = fc.double({ min: 0, max: 1, noNaN: true });
  it('has an area from 0 to 1 under its ROC curve, wrapped or not', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(rate, rate), { minLength: 1 }), rates => {
        const list = rates.map(([falsePositiveRate, recall]) => ({
          confidenceThreshold: 0.5,
          falsePositiveRate,
          recall,
        }));
        const points = readRoc(list)!;
        expect(readRoc({ list })).toEqual(points);
        const area = areaUnder(points);
        expect(area).toBeGreaterThanOrEqual(0);
        expect(area).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
    expect(areaUnder([{ x: 0, y: 1 }])).toBe(1);
    expect(areaUnder([{ x: 0.5, y: 0.5 }])).toBe(0.5);
    expect(readRoc([{ falsePositiveRate: 2, recall: 0 }])).toBeUndefined();
  });

  it('has a matrix only where its rows fit its classes', () => {
    const square = fc.integer({ min: 1, max: 6 }).chain(size =>
      fc.array(fc.array(fc.nat(), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      }),
    );
    fc.assert(
      fc.property(square, rows => {
        const labels = rows.map((_, index) => `class ${index}`);
        const matrix = {
          annotationSpecs: labels.map(displayName => ({ displayName })),
          rows: rows.map(row => ({ row })),
        };
        expect(readConfusion(matrix)).toEqual({ labels, rows });
        expect(readConfusion({ struct: matrix })).toEqual({ labels, rows });
        expect(
          readConfusion({ ...matrix, rows: [...matrix.rows, { row: [1] }] }),
        ).toBeUndefined();
        const accuracy = accuracyOf({ labels, rows });
        expect(accuracy === undefined).toBe(rows.flat().every(n => n === 0));
        expect(accuracy ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('makes no reader throw, whatever the metadata holds', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.jsonValue(),
        (confidenceMetrics, confusionMatrix) => {
          readRoc(confidenceMetrics);
          confusionRows([withMetadata({ confidenceMetrics, confusionMatrix })]);
        },
      ),
    );
  });
});

describe('durations', () => {
  it('span all turns of a task, the longest task first', () => {
    const at = (minute: number) =>
      new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString();
    const run = {
      tasks: [
        testTask({ name: 'root', type: 'root' }),
        testTask({
          name: 'load',
          path: 'load',
          startedAt: at(0),
          finishedAt: at(1),
        }),
        testTask({
          name: 'fit',
          path: 'loop/fit',
          iterations: [0],
          startedAt: at(1),
          finishedAt: at(4),
        }),
        testTask({
          name: 'fit',
          path: 'loop/fit',
          iterations: [1],
          state: 'failed',
          startedAt: at(2),
          finishedAt: undefined,
        }),
      ],
    };
    const rows = durationRows([run, { tasks: [] }], Date.parse(at(9)));
    expect(rows.map(({ name, items }) => [name, items])).toEqual([
      [
        'fit',
        [{ milliseconds: 8 * 60_000, state: 'failed', count: 2 }, undefined],
      ],
      [
        'load',
        [{ milliseconds: 60_000, state: 'succeeded', count: 1 }, undefined],
      ],
    ]);
  });
});
