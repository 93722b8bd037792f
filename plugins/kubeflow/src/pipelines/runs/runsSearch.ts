import {
  isWorkloadState,
  type RunsQuery,
  type StorageState,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** Time windows that are chosen with one click, in days. */
export const timeWindows = { '1d': 1, '7d': 7, '30d': 30 } as const;

/** @see timeWindows */
export type TimeWindow = 'any' | keyof typeof timeWindows | 'custom';

/** What runs can be sorted by. */
export const runSorts = ['created', 'name', 'finished'] as const;

/** @see runSorts */
export type RunSort = (typeof runSorts)[number];

/** What a person has chosen to see of the runs. Lives in the address. */
export interface RunsSearch {
  text: string;
  state: WorkloadState[];
  /** Ids. */
  experiment: string;
  pipeline: string;
  version: string;
  recurringRun: string;
  storage: StorageState;
  time: TimeWindow;
  /** As typed; only of `custom`. */
  after: string;
  before: string;
  sort: RunSort;
  order: 'asc' | 'desc';
}

const texts = [
  'text',
  'experiment',
  'pipeline',
  'version',
  'recurringRun',
  'after',
  'before',
] as const;

/** Longest text that the backend takes. */
const LIMIT = 200;

const orderOf = (sort: RunSort) => (sort === 'name' ? 'asc' : 'desc');

/** Total: what it does not know counts as absent, since people edit and cut addresses. */
export function parseRunsSearch(search: URLSearchParams): RunsSearch {
  const text = (key: string) => (search.get(key) ?? '').slice(0, LIMIT);
  const sort = runSorts.find(each => each === search.get('sort')) ?? 'created';
  const order = search.get('order');
  const time = search.get('time');
  const after = text('after');
  const before = text('before');
  return {
    text: text('text'),
    state: [...new Set(search.getAll('state').filter(isWorkloadState))],
    experiment: text('experiment').slice(0, 100),
    pipeline: text('pipeline').slice(0, 100),
    version: text('version').slice(0, 100),
    recurringRun: text('recurringRun').slice(0, 100),
    storage: search.get('storage') === 'archived' ? 'archived' : 'available',
    time:
      time !== null && Object.hasOwn(timeWindows, time)
        ? (time as TimeWindow)
        : time === 'custom' || after !== '' || before !== ''
          ? 'custom'
          : 'any',
    after,
    before,
    sort,
    order: order === 'asc' || order === 'desc' ? order : orderOf(sort),
  };
}

/** As short as it can be; parameters of others stay. */
export function formatRunsSearch(
  state: RunsSearch,
  others: URLSearchParams,
): URLSearchParams {
  const search = new URLSearchParams(others);
  const put = (key: string, value: string, usual: string) =>
    value === usual ? search.delete(key) : search.set(key, value);
  for (const key of texts) {
    const isOff =
      (key === 'after' || key === 'before') && state.time !== 'custom';
    put(key, isOff ? '' : state[key].slice(0, LIMIT), '');
  }
  search.delete('state');
  for (const each of state.state) {
    search.append('state', each);
  }
  put('storage', state.storage, 'available');
  put('time', state.time, 'any');
  put('sort', state.sort, 'created');
  put('order', state.order, orderOf(state.sort));
  return search;
}

/** Whether anything is filtered out. */
export function isRunsFiltered(state: RunsSearch): boolean {
  return (
    state.state.length > 0 ||
    state.time !== 'any' ||
    ['text', 'experiment', 'pipeline', 'version', 'recurringRun'].some(
      key => state[key as (typeof texts)[number]].trim() !== '',
    )
  );
}

/** The same list with no filter; what is archived and the order stay. */
export function withoutRunFilters(state: RunsSearch): RunsSearch {
  return {
    ...parseRunsSearch(new URLSearchParams()),
    storage: state.storage,
    sort: state.sort,
    order: state.order,
  };
}

/** A date or time as a person types it, in the viewer's time zone; `undefined` when it is none. */
export function typedTime(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/.test(trimmed)) {
    return undefined;
  }
  // A bare date would be read as UTC.
  const local = trimmed.length === 10 ? `${trimmed}T00:00` : trimmed;
  const milliseconds = Date.parse(local.replace(' ', 'T'));
  return Number.isNaN(milliseconds)
    ? undefined
    : new Date(milliseconds).toISOString();
}

/**
 * As the backend takes it.
 *
 * @param now - Milliseconds. Time windows end now, to the minute, so that the question stays the same for a while
 */
export function runsQueryOf(
  state: RunsSearch,
  namespace: string | undefined,
  now: number,
): Omit<RunsQuery, 'pageToken'> {
  const optional = (value: string) => (value === '' ? undefined : value);
  const days =
    state.time === 'any' || state.time === 'custom'
      ? undefined
      : timeWindows[state.time];
  const minute = Math.floor(now / 60_000) * 60_000;
  return {
    namespace,
    text: optional(state.text.trim()),
    state: state.state.length > 0 ? state.state : undefined,
    experiment: optional(state.experiment),
    pipeline: optional(state.pipeline),
    version: optional(state.version),
    recurringRun: optional(state.recurringRun),
    storage: state.storage,
    createdAfter:
      days === undefined
        ? typedTime(state.after)
        : new Date(minute - days * 86_400_000).toISOString(),
    createdBefore: typedTime(state.before),
    sort: state.sort,
    order: state.order,
  };
}
