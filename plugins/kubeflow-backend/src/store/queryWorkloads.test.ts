import {
  workloadSortFields,
  workloadsQuerySchema,
  workloadsResponseSchema,
  workloadStates,
  type Reading,
  type Workload,
  type WorkloadsQuery,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { queryWorkloads } from './queryWorkloads';
import { ResourceStore } from './ResourceStore';
import { testKinds, testObject } from './testKinds';

const few = (values: string[]) => fc.constantFrom(...values);
const states = fc.constantFrom(...workloadStates);
const time = fc.option(
  fc
    .integer({ min: 1_700_000_000, max: 1_700_000_005 })
    .map(seconds => new Date(seconds * 1000).toISOString()),
  { nil: undefined },
);

const row = fc.record({
  cluster: few(['east', 'west']),
  kind: few(['alpha', 'beta', 'part']),
  namespace: few(['red', 'blue', 'green']),
  name: few(['a', 'b', 'c', 'd', 'Run 10', 'run-2']),
  owner: fc.option(few(['team-x', 'group:default/y']), { nil: undefined }),
  label: fc.option(few(['bert', 'gpt']), { nil: undefined }),
  createdAt: time,
  spec: fc.record({
    state: states,
    reason: fc.option(few(['OOMKilled', 'Evicted (x)']), { nil: undefined }),
    since: time,
    startedAt: time,
    finishedAt: time,
    queue: fc.option(few(['gpu', 'cpu']), { nil: undefined }),
    replicas: fc.array(
      fc.record(
        {
          name: fc.constant('node'),
          desired: fc.constantFrom(0, 1, 4),
          active: fc.constantFrom(0, 1, 4),
          ready: fc.constantFrom(0, 1, 3),
        },
        { requiredKeys: ['name'] },
      ),
      { maxLength: 2 },
    ),
    progress: fc.option(
      fc.record({ percent: fc.constantFrom(0, 50, 50.5, 100) }),
      { nil: undefined },
    ),
    accelerators: fc.array(
      fc.record({
        resource: fc.constant('nvidia.com/gpu'),
        vendor: fc.constant('nvidia' as const),
        count: fc.constantFrom(0, 1, 8),
      }),
      { maxLength: 2 },
    ),
  }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const some = <T>(values: fc.Arbitrary<T>) =>
  fc.option(fc.uniqueArray(values, { minLength: 1, maxLength: 2 }), {
    nil: undefined,
  });

const query = fc
  .record({
    cluster: some(few(['east', 'west', 'north'])),
    namespace: some(few(['red', 'blue'])),
    kind: some(few(['alpha', 'beta', 'part'])),
    family: some(fc.constantFrom('training', 'serving')),
    role: some(fc.constantFrom('workload', 'part')),
    state: some(states),
    owner: some(few(['team-x', 'group:default/y'])),
    text: fc.option(few(['r', 'RUN', 'oom a', '(x)', 'red']), {
      nil: undefined,
    }),
    labelSelector: fc.option(few(['model=bert', 'model', 'model!=gpt']), {
      nil: undefined,
    }),
    sort: fc.constantFrom(...workloadSortFields),
    order: fc.constantFrom('asc', 'desc'),
  })
  .map(given => workloadsQuerySchema.parse(given));

function fill(rows: Row[]): ResourceStore {
  const store = new ResourceStore({ kinds: testKinds });
  for (const { cluster, kind, name, spec, ...metadata } of rows) {
    store.upsert(
      cluster,
      kind,
      testObject(name, spec, {
        namespace: metadata.namespace,
        owner: metadata.owner,
        labels: metadata.label ? { model: metadata.label } : undefined,
        creationTimestamp: metadata.createdAt,
      }),
    );
  }
  return store;
}

const all = () => true;
const idOf = (item: Workload) =>
  [item.cluster, item.kind, item.namespace, item.name].join('/');

function readPages(
  store: ResourceStore,
  given: WorkloadsQuery,
  limit: number,
): Workload[] {
  const items: Workload[] = [];
  let cursor: string | undefined;
  do {
    const page = queryWorkloads(store, { ...given, limit, cursor }, all);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}

describe('queryWorkloads', () => {
  it('gives the same rows in pages of any size as in one, under any filter and order', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 60 }),
        query,
        fc.integer({ min: 1, max: 7 }),
        (rows, given, limit) => {
          const store = fill(rows);
          const whole = queryWorkloads(store, { ...given, limit: 500 }, all);
          const paged = readPages(store, given, limit);
          expect(paged.map(idOf)).toEqual(whole.items.map(idOf));
          expect(whole.total).toBe(whole.items.length);
          expect(new Set(paged.map(idOf)).size).toBe(paged.length);
        },
      ),
    );
  });

  it('counts each facet as if its own filter were not there', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), query, (rows, given) => {
        const store = fill(rows);
        const page = queryWorkloads(store, { ...given, limit: 500 }, all);
        workloadsResponseSchema.parse({ ...page, warnings: [] });
        const dimensions = ['cluster', 'namespace', 'kind', 'owner'] as const;
        for (const dimension of dimensions) {
          const without = queryWorkloads(
            store,
            {
              ...given,
              [dimension]: undefined,
              // Leaving the kind aside does not bring the default role back.
              role:
                given.role ?? (given.kind ? ['workload', 'part'] : undefined),
              limit: 500,
            },
            all,
          );
          expect(page.facets[dimension]).toEqual(
            countBy(without.items, item => item[dimension]),
          );
        }
        const anyState = queryWorkloads(
          store,
          { ...given, state: undefined, limit: 500 },
          all,
        );
        expect(page.states).toEqual(
          Object.fromEntries(
            countBy(anyState.items, item => item.state).map(
              ({ value, count }) => [value, count],
            ),
          ),
        );
        expect(page.accelerators.running).toBe(
          page.items
            .filter(item => item.state === 'running')
            .flatMap(item => item.accelerators)
            .reduce((sum, { count }) => sum + count, 0),
        );
      }),
    );
  });

  it('sorts by one field with absent values last, and then by name, namespace, cluster and kind', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 40 }),
        fc.constantFrom('asc' as const, 'desc' as const),
        (rows, order) => {
          const store = fill(rows);
          const { items } = queryWorkloads(
            store,
            workloadsQuerySchema.parse({ sort: 'owner', order, limit: 500 }),
            all,
          );
          for (let i = 1; i < items.length; i += 1) {
            const [left, right] = [items[i - 1], items[i]];
            if (left.owner === right.owner) {
              const key = (item: Workload) =>
                [item.name, item.namespace, item.cluster, item.kind].join('\0');
              expect(key(left) < key(right)).toBe(true);
            } else if (left.owner === undefined) {
              expect.unreachable('an absent owner comes last');
            } else if (right.owner !== undefined) {
              expect(left.owner < right.owner).toBe(order === 'asc');
            }
          }
        },
      ),
    );
  });

  it('sorts replicas as a list shows them: by those that are up, then by those wanted', () => {
    const store = new ResourceStore({ kinds: testKinds });
    const shown: Record<string, Reading['replicas']> = {
      none: [],
      'scaled to zero': [{ name: 'node', desired: 0, ready: 0 }],
      '0 of 4': [{ name: 'node', desired: 4 }],
      '3 of 3': [
        { name: 'launcher', desired: 1, active: 1 },
        { name: 'node', desired: 2, active: 5, ready: 2 },
      ],
      '3 of 4': [{ name: 'node', desired: 4, ready: 3 }],
    };
    for (const [name, replicas] of Object.entries(shown)) {
      store.upsert('east', 'alpha', testObject(name, { replicas }));
    }
    const sorted = (order: 'asc' | 'desc') =>
      queryWorkloads(
        store,
        workloadsQuerySchema.parse({ sort: 'replicas', order }),
        all,
      ).items.map(item => item.name);
    const nothing = ['none', 'scaled to zero'];
    expect(sorted('asc')).toEqual(['0 of 4', '3 of 3', '3 of 4', ...nothing]);
    expect(sorted('desc')).toEqual(['3 of 4', '3 of 3', '0 of 4', ...nothing]);
  });

  it('neither shows nor counts what the caller may not see', () => {
    const store = fill([]);
    for (const namespace of ['red', 'blue']) {
      store.upsert(
        'east',
        'alpha',
        testObject(
          'job',
          {
            state: 'running',
            accelerators: [
              { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 4 },
            ],
          },
          { namespace },
        ),
      );
    }
    const page = queryWorkloads(
      store,
      workloadsQuerySchema.parse({}),
      object => object.namespace === 'red',
    );
    expect(page.items.map(item => item.namespace)).toEqual(['red']);
    expect(page.total).toBe(1);
    expect(page.states).toEqual({ running: 1 });
    expect(page.facets.namespace).toEqual([{ value: 'red', count: 1 }]);
    expect(page.accelerators).toEqual({ running: 4, waiting: 0 });
  });

  it('keeps its place when rows come and go between two pages', () => {
    const store = fill([]);
    const put = (name: string) =>
      store.upsert('east', 'alpha', testObject(name, { state: 'running' }));
    ['b', 'd', 'f', 'h'].forEach(put);
    const given = workloadsQuerySchema.parse({ sort: 'name', limit: 2 });
    const first = queryWorkloads(store, given, all);
    store.remove('east', 'alpha', testObject('d', {}));
    put('a');
    put('e');
    const second = queryWorkloads(
      store,
      { ...given, limit: 10, cursor: first.nextCursor },
      all,
    );
    expect(first.items.map(item => item.name)).toEqual(['b', 'd']);
    expect(second.items.map(item => item.name)).toEqual(['e', 'f', 'h']);
  });

  it('refuses a cursor of another filter or order, and what is no cursor', () => {
    const store = fill([]);
    ['a', 'b'].forEach(name =>
      store.upsert('east', 'alpha', testObject(name, {})),
    );
    const given = workloadsQuerySchema.parse({
      sort: 'name',
      limit: 1,
      cluster: ['east', 'west'],
    });
    const { nextCursor } = queryWorkloads(store, given, all);
    const ask = (changes: Partial<WorkloadsQuery>) =>
      queryWorkloads(store, { ...given, cursor: nextCursor, ...changes }, all);
    expect(ask({}).items).toHaveLength(1);
    expect(ask({ cluster: ['west', 'east'], limit: 9 }).items).toHaveLength(1);
    expect(() => ask({ order: 'desc' })).toThrow(/'cursor' belongs to another/);
    expect(() => ask({ text: 'a' })).toThrow(/'cursor' belongs to another/);
    fc.assert(
      fc.property(fc.string(), cursor => {
        expect(() => ask({ cursor })).toThrow(/'cursor' is not a cursor/);
      }),
    );
  });
});

function countBy(
  items: readonly Workload[],
  valueOf: (item: Workload) => string | undefined,
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of items.map(valueOf)) {
    if (value !== undefined) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((l, r) => r.count - l.count || (l.value < r.value ? -1 : 1));
}
