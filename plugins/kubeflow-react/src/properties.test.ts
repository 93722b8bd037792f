import {
  stateAttention,
  workloadSortFields,
  workloadStates,
  type StreamEvent,
  type Workload,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { workloadPath } from './api/workloadRef';
import { acceleratorName } from './format/accelerator';
import { formatDuration } from './format/duration';
import { formatRelativeTime, parseTime } from './format/time';
import {
  defaultListState,
  filterOf,
  formatListState,
  isFiltered,
  parseListState,
  withoutFilters,
  type WorkloadListState,
} from './hooks/listState';
import { patchPages, rowsOf, type WorkloadPages } from './hooks/workloadPages';
import { isOwnedBy, parseOwner } from './ownerRef';

// Addresses hold whole characters only.
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const names = fc.uniqueArray(
  text.filter(value => value !== ''),
  { maxLength: 4 },
);
const listState: fc.Arbitrary<WorkloadListState> = fc.record({
  text,
  cluster: names,
  namespace: names,
  kind: names,
  owner: names,
  state: fc.subarray([...workloadStates]),
  sort: fc.constantFrom(...workloadSortFields),
  order: fc.constantFrom('asc' as const, 'desc' as const),
});

describe('the choice in the address', () => {
  it('is read as it was written, whatever the page’s own order', () => {
    fc.assert(
      fc.property(listState, listState, (state, defaults) => {
        const search = formatListState(state, new URLSearchParams(), defaults);
        const address = new URLSearchParams(search.toString());
        expect(parseListState(address, defaults)).toEqual(state);
      }),
    );
  });

  it('leaves what is of others, and is not there when nothing is chosen', () => {
    fc.assert(
      fc.property(listState, text, text, (state, tab, scope) => {
        const others = new URLSearchParams({ tab, scope });
        const search = formatListState(state, others);
        expect(search.get('tab')).toBe(tab);
        expect(search.get('scope')).toBe(scope);
        const cleared = formatListState(
          { ...withoutFilters(state), sort: 'attention', order: 'asc' },
          search,
        );
        expect(cleared.toString()).toBe(others.toString());
      }),
    );
  });

  it('is read from any text, and a second reading changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('text', 'state', 'sort', 'order', 'owner', 'x'),
            fc.oneof(text, fc.constantFrom('failed', 'name', 'desc')),
          ),
        ),
        pairs => {
          const once = parseListState(new URLSearchParams(pairs));
          const twice = parseListState(formatListState(once));
          expect(twice).toEqual(once);
        },
      ),
    );
  });

  it('filters exactly when something is chosen', () => {
    fc.assert(
      fc.property(listState, state => {
        expect(isFiltered(state)).toBe(Object.keys(filterOf(state)).length > 0);
        expect(isFiltered(withoutFilters(state))).toBe(false);
      }),
    );
    expect(filterOf(defaultListState)).toEqual({});
  });
});

describe('what people read', () => {
  it('gives the length of any time in at most two units, never below zero', () => {
    fc.assert(
      // Thirty thousand years either way, and no number at all.
      fc.property(fc.double({ min: -1e15, max: 1e15 }), milliseconds => {
        const said = formatDuration(milliseconds, 'en');
        expect(said).toMatch(/^[\d,]+[dhms]( \d+[hms])?$/);
      }),
    );
    expect(formatDuration(7_499_999, 'en')).toBe('2h 4m');
    expect(formatDuration(-5, 'en')).toBe('0s');
  });

  it('says of no past time that it is to come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 4e12 }),
        (one, other) => {
          const [time, now] = [Math.min(one, other), Math.max(one, other)];
          expect(formatRelativeTime(time, now, 'en')).not.toMatch(
            /^in |tom|next/,
          );
        },
      ),
    );
  });

  it('reads any text as a time, a name or an owner without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), any => {
        const time = parseTime(any);
        expect(time === undefined || Number.isFinite(time)).toBe(true);
        const accelerator = {
          resource: any,
          vendor: 'other',
          count: 1,
        } as const;
        expect(typeof acceleratorName(accelerator)).toBe('string');
        parseOwner(any);
        expect(isOwnedBy(any, [])).toBe(false);
      }),
    );
    expect(isOwnedBy('Vision', ['group:default/vision'])).toBe(true);
  });
});

it('names an object in a path that is taken apart again', () => {
  const name = text.filter(value => value !== '' && value !== '_');
  fc.assert(
    fc.property(name, name, name, name, (cluster, namespace, kind, last) => {
      const path = workloadPath({ cluster, namespace, kind, name: last });
      expect(path.split('/').map(decodeURIComponent)).toEqual([
        cluster,
        namespace,
        kind,
        last,
      ]);
    }),
  );
});

describe('rows under a stream of changes', () => {
  const row = (uid: number, state: Workload['state']): Workload => ({
    cluster: 'c',
    namespace: 'n',
    kind: 'trainjob',
    name: `job-${uid}`,
    uid: String(uid),
    family: 'training',
    state,
    replicas: [],
    accelerators: [],
  });
  const event = fc
    .record({
      uid: fc.nat(9),
      sequence: fc.integer({ min: 1, max: 20 }),
      state: fc.constantFrom(...workloadStates),
      isGone: fc.boolean(),
    })
    .map(({ uid, sequence, state, isGone }): StreamEvent => {
      const workload = row(uid, state);
      return isGone
        ? { type: 'remove', sequence, ...workload }
        : { type: 'upsert', sequence, workload };
    });

  it('keep their places, take what is newer than they are, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 20 }),
        fc.nat(20),
        fc.boolean(),
        (events, sequence, drops) => {
          events.sort((one, other) => one.sequence - other.sequence);
          const items = [0, 1, 2, 3, 4].map(uid => row(uid, 'pending'));
          const pages: WorkloadPages = {
            pages: [
              {
                items,
                total: 5,
                states: {},
                facets: { cluster: [], namespace: [], kind: [], owner: [] },
                accelerators: { running: 0, waiting: 0 },
                sequence,
                warnings: [],
              },
            ],
            pageParams: [undefined],
          };
          const rows = rowsOf(patchPages(pages, events, drops)) ?? [];
          const expected = items.flatMap(item => {
            const last = events.findLast(
              each =>
                (each.type === 'upsert' && each.workload.uid === item.uid) ||
                (each.type === 'remove' && each.uid === item.uid),
            );
            if (!last || last.sequence <= sequence) {
              return [item];
            }
            if (last.type === 'upsert') {
              return [last.workload];
            }
            return drops ? [] : [item];
          });
          expect(rows).toEqual(expected);
          const ranks = rows.map(({ state }) => stateAttention(state));
          expect(ranks.every(Number.isInteger)).toBe(true);
        },
      ),
    );
  });
});
