import {
  workloadsQuerySchema,
  workloadSortFields,
  workloadStates,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { queryWorkloads } from './queryWorkloads';
import { ResourceStore } from './ResourceStore';
import { testKinds, testObject } from './testKinds';

const NOW = 1_800_000_000;

const name = fc.integer({ min: 0, max: 40 }).map(number => `job-${number}`);
const time = fc.option(
  fc
    .integer({ min: NOW - 5, max: NOW + 5 })
    .map(seconds => new Date(seconds * 1000).toISOString()),
  { nil: undefined },
);
const spec = fc.record({
  state: fc.constantFrom(...workloadStates),
  since: time,
  startedAt: time,
  finishedAt: time,
  progress: fc.option(
    fc.record({ percent: fc.integer({ min: 0, max: 100 }) }),
    { nil: undefined },
  ),
});
const row = fc.record({
  name,
  spec,
  owner: fc.option(fc.constantFrom('nlp', 'Ünïcode', '\u202eowner'), {
    nil: undefined,
  }),
  createdAt: time,
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;
/** What happens to the objects between two pages. */
const happening = fc.oneof(
  fc.record({ put: row }),
  fc.record({ remove: name }),
);

describe('paging while objects change', () => {
  it('shows every object that stays as it is exactly once, in order, and the others at most once per change', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: each => each.name, maxLength: 30 }),
        fc.array(fc.array(happening, { maxLength: 4 }), { maxLength: 12 }),
        fc.constantFrom(...workloadSortFields),
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.integer({ min: 1, max: 5 }),
        (rows, happenings, sort, order, limit) => {
          const store = new ResourceStore({ kinds: testKinds });
          const put = (each: Row) =>
            store.upsert('east', 'alpha', toObject(each));
          rows.forEach(put);
          const query = workloadsQuerySchema.parse({ sort, order, limit });
          const before = queryWorkloads(
            store,
            { ...query, limit: 500 },
            () => true,
            NOW,
          ).items.map(item => item.name);

          const changes = new Map<string, number>();
          const seen: string[] = [];
          let now = NOW;
          let cursor: string | undefined;
          let page = 0;
          do {
            const answer = queryWorkloads(
              store,
              { ...query, cursor },
              () => true,
              now,
            );
            seen.push(...answer.items.map(item => item.name));
            cursor = answer.nextCursor;
            for (const each of happenings[page] ?? []) {
              const changed = 'put' in each ? each.put.name : each.remove;
              changes.set(changed, (changes.get(changed) ?? 0) + 1);
              if ('put' in each) {
                put(each.put);
              } else {
                store.remove('east', 'alpha', testObject(changed, {}));
              }
            }
            page += 1;
            // Time goes on, or a clock is set back; a page is of the time at which the reading began.
            now += page % 3 === 0 ? -100 : 10;
          } while (cursor !== undefined);

          const isStill = (each: string) => !changes.has(each);
          expect(seen.filter(isStill)).toEqual(before.filter(isStill));
          for (const [changed, times] of changes) {
            const shown = seen.filter(each => each === changed).length;
            expect(shown).toBeLessThanOrEqual(1 + times);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

function toObject({ name: given, spec: is, owner, createdAt }: Row) {
  return testObject(given, is, { owner, creationTimestamp: createdAt });
}
