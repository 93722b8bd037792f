import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { indexGraph, type GraphIndex } from '../../graph/graphIndex';
import { graphs } from '../../graph/testing/graphs';
import { testTask } from '../../../testing/pipelinesTestData';
import { axisMarks } from './axis';
import { criticalPath } from './criticalPath';
import { taskTimes } from './taskTimes';
import { timelineRows } from './timelineRows';

const START = Date.parse('2026-01-01T10:00:00Z');
const NOW = START + 100_000_000;
const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString();

/** Two iterations of each loop, times of any kind, and some tasks that have no place. */
const runs = fc
  .tuple(
    graphs({ maxNodes: 25 }),
    fc.array(fc.tuple(fc.nat(500), fc.nat(300), fc.nat(9)), { minLength: 1 }),
  )
  .map(([graph, numbers]) => {
    const index = indexGraph(graph);
    const tasks: RunTask[] = [
      testTask({ name: 'root', path: '', type: 'root' }),
    ];
    const add = (path: string, iterations: number[]) => {
      const [from, length, kind] = numbers[tasks.length % numbers.length];
      tasks.push(
        testTask({
          id: `task-${tasks.length}`,
          path,
          iterations,
          name: path,
          state: kind === 0 ? 'skipped' : kind === 1 ? 'running' : 'succeeded',
          createdAt: kind === 2 ? undefined : at(from),
          startedAt: kind === 3 ? undefined : at(from + length / 3),
          finishedAt: kind < 2 ? undefined : at(from + length),
        }),
      );
    };
    for (const { id } of graph.nodes) {
      const depth = index.loopsAround(id).length;
      for (const number of depth === 0 ? [0] : [0, 1]) {
        add(id, Array<number>(depth).fill(number));
      }
    }
    add('nowhere', []);
    add('', []);
    return { index, tasks };
  });

const isLeaf = (index: GraphIndex, task: RunTask) =>
  index.byId.has(task.path) && index.childrenOf(task.path).length === 0;

describe('the timeline of a run', () => {
  it('has every task once, in what holds it, and everything lasts as long as what lies in it', () => {
    fc.assert(
      fc.property(runs, ({ index, tasks }) => {
        const rows = timelineRows(index, tasks, NOW);
        expect(
          rows.flatMap(({ task }) => (task ? [task.id] : [])).sort(),
        ).toEqual(
          tasks
            .filter(({ type }) => type !== 'root')
            .map(({ id }) => id)
            .sort(),
        );
        const byKey = new Map(rows.map(row => [row.key, row]));
        expect(byKey.size).toBe(rows.length);
        rows.forEach((row, place) => {
          expect(row.around).toHaveLength(row.depth);
          expect(row.depth).toBeLessThanOrEqual(
            (rows[place - 1]?.depth ?? -1) + 1,
          );
          if (row.times) {
            expect(row.times.ready).toBeLessThanOrEqual(row.times.begin);
            expect(row.times.begin).toBeLessThanOrEqual(row.times.end);
          }
          const outer = byKey.get(row.around.at(-1) ?? '');
          if (outer) {
            expect(rows.indexOf(outer)).toBeLessThan(place);
            if (row.times) {
              expect(outer.times?.ready).toBeLessThanOrEqual(row.times.ready);
              expect(outer.times?.end).toBeGreaterThanOrEqual(row.times.end);
            }
          }
        });
      }),
    );
  });

  it('has marks at round times, however long it is', () => {
    fc.assert(
      fc.property(
        fc.nat(3_000_000_000),
        fc.integer({ min: 2, max: 12 }),
        (length, most) => {
          const marks = axisMarks(length, most);
          expect(marks[0]).toBe(0);
          expect(marks.length).toBeLessThanOrEqual(most + 1);
          expect(marks.at(-1)).toBeLessThanOrEqual(length);
          expect(marks.every(mark => mark % 1_000 === 0)).toBe(true);
        },
      ),
    );
  });
});

describe('the critical path', () => {
  it('ends with what ended last, and each task on it waited for the one before', () => {
    fc.assert(
      fc.property(runs, ({ index, tasks }) => {
        const path = criticalPath(index, tasks, NOW);
        const worked = tasks.filter(
          task =>
            isLeaf(index, task) &&
            task.state !== 'skipped' &&
            taskTimes(task, NOW),
        );
        expect(new Set(path).size).toBe(path.length);
        expect(path.every(task => worked.includes(task))).toBe(true);
        expect(path.length > 0).toBe(worked.length > 0);
        const end = (task: RunTask | undefined) =>
          task && taskTimes(task, NOW)?.end;
        expect(end(path.at(-1))).toBe(
          worked.length > 0
            ? Math.max(...worked.map(task => end(task) ?? 0))
            : undefined,
        );
      }),
    );
  });

  it('goes through loops, past what was skipped, to the one that was waited for longest', () => {
    const node = (id: string, parentId?: string) => ({
      id: parentId ? `${parentId}/${id}` : id,
      parentId,
      taskKey: id,
      name: id,
      type: id === 'loop' ? ('loop' as const) : ('executor' as const),
      inputs: [],
      outputs: [],
      accelerators: [],
      platform: [],
    });
    const edge = (from: string, to: string) => ({
      id: `${from}->${to}`,
      from,
      to,
      type: 'data' as const,
      values: [],
    });
    const index = indexGraph({
      nodes: [
        node('load'),
        node('check'),
        node('loop'),
        node('fit', 'loop'),
        node('rate', 'loop'),
        node('maybe'),
        node('report'),
      ],
      edges: [
        edge('load', 'loop'),
        edge('check', 'loop'),
        edge('loop/fit', 'loop/rate'),
        edge('loop', 'maybe'),
        edge('maybe', 'report'),
      ],
      problems: [],
    });
    const went = (
      path: string,
      iterations: number[],
      from: number,
      to: number,
    ) =>
      testTask({
        id: `${path} ${iterations}`,
        path,
        iterations,
        name: path,
        createdAt: at(from),
        startedAt: at(from),
        finishedAt: at(to),
      });
    const tasks = [
      went('load', [], 0, 30),
      went('check', [], 0, 10),
      went('loop/fit', [0], 31, 200),
      went('loop/rate', [0], 201, 210),
      went('loop/fit', [1], 31, 60),
      went('loop/rate', [1], 61, 300),
      { ...went('maybe', [], 300, 300), state: 'skipped' as const },
      went('report', [], 301, 310),
    ];
    expect(criticalPath(index, tasks, NOW).map(({ id }) => id)).toEqual([
      'load ',
      'loop/fit 1',
      'loop/rate 1',
      'report ',
    ]);
  });

  it('goes from one iteration to the next where they wait for each other', () => {
    const node = (id: string, parentId?: string) => ({
      id: parentId ? `${parentId}/${id}` : id,
      parentId,
      taskKey: id,
      name: id,
      type: parentId ? ('executor' as const) : ('loop' as const),
      inputs: [],
      outputs: [],
      accelerators: [],
      platform: [],
      ...(!parentId && { loop: { parallelism: 1 } }),
    });
    const index = indexGraph({
      nodes: [node('loop'), node('fit', 'loop')],
      edges: [],
      problems: [],
    });
    const tasks = [0, 1, 2].map(number =>
      testTask({
        id: `fit ${number}`,
        path: 'loop/fit',
        iterations: [number],
        name: 'fit',
        createdAt: at(number * 10),
        startedAt: at(number * 10),
        finishedAt: at(number * 10 + 10),
      }),
    );
    expect(criticalPath(index, tasks, NOW).map(({ id }) => id)).toEqual([
      'fit 0',
      'fit 1',
      'fit 2',
    ]);
  });
});
