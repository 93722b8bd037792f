import { workloadStates } from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import {
  formatRunsSearch,
  isRunsFiltered,
  parseRunsSearch,
  runSorts,
  runsQueryOf,
  typedTime,
  withoutRunFilters,
  type RunsSearch,
} from './runsSearch';

const id = fc.oneof(fc.constant(''), fc.uuid());
const arbitrarySearch: fc.Arbitrary<RunsSearch> = fc
  .record({
    text: fc.string({ maxLength: 200 }),
    state: fc.uniqueArray(fc.constantFrom(...workloadStates)),
    experiment: id,
    pipeline: id,
    version: id,
    recurringRun: id,
    storage: fc.constantFrom('available' as const, 'archived' as const),
    time: fc.constantFrom(
      'any' as const,
      '1d' as const,
      '7d' as const,
      '30d' as const,
      'custom' as const,
    ),
    after: fc.constantFrom('', '2026-11-24', 'nonsense'),
    before: fc.constantFrom('', '2026-11-25T10:00'),
    sort: fc.constantFrom(...runSorts),
    order: fc.constantFrom('asc' as const, 'desc' as const),
  })
  .map(search =>
    search.time === 'custom' ? search : { ...search, after: '', before: '' },
  );

it('what is chosen comes back from the address, beside what others keep there', () => {
  fc.assert(
    fc.property(arbitrarySearch, state => {
      const search = formatRunsSearch(
        state,
        new URLSearchParams({ cluster: 'a', text: 'old' }),
      );
      expect(search.get('cluster')).toBe('a');
      expect(parseRunsSearch(new URLSearchParams(search.toString()))).toEqual(
        state,
      );
    }),
  );
});

it('any address is read, and any choice is a question', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), query => {
      const state = parseRunsSearch(new URLSearchParams(query));
      runsQueryOf(state, undefined, Date.now());
      expect(isRunsFiltered(withoutRunFilters(state))).toBe(false);
    }),
  );
  expect(
    formatRunsSearch(
      parseRunsSearch(new URLSearchParams()),
      new URLSearchParams(),
    ).toString(),
  ).toBe('');
});

it('times are those of the viewer', () => {
  const now = Date.parse('2026-11-25T12:00:30Z');
  const state = parseRunsSearch(new URLSearchParams('time=7d'));
  expect(runsQueryOf(state, 'a', now)).toMatchObject({
    namespace: 'a',
    createdAfter: '2026-11-18T12:00:00.000Z',
    storage: 'available',
  });
  expect(typedTime('2026-11-24')).toBe(new Date(2026, 10, 24).toISOString());
  expect(typedTime('2026-11-24 18:30')).toBe(
    new Date(2026, 10, 24, 18, 30).toISOString(),
  );
  expect(typedTime('24.11.2026')).toBeUndefined();
  expect(typedTime('2026-13-40')).toBeUndefined();
});
