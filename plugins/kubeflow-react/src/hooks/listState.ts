import {
  isWorkloadState,
  workloadSortFields,
  type WorkloadFilter,
  type WorkloadSortField,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** What a person has chosen to see of a list. Lives in the address, so it can be shared and gone back to. @public */
export interface WorkloadListState {
  text: string;
  cluster: string[];
  namespace: string[];
  kind: string[];
  owner: string[];
  state: WorkloadState[];
  sort: WorkloadSortField;
  order: 'asc' | 'desc';
}

const lists = ['cluster', 'namespace', 'kind', 'owner'] as const;

/** Longest text that the backend takes. */
const TEXT_LIMIT = 200;

/** Nothing filtered, what needs attention first. @public */
export const defaultListState: WorkloadListState = {
  text: '',
  cluster: [],
  namespace: [],
  kind: [],
  owner: [],
  state: [],
  sort: 'attention',
  order: 'asc',
};

/** Times and amounts are wanted largest first, names from A to Z. @public */
export function firstOrder(sort: WorkloadSortField): 'asc' | 'desc' {
  switch (sort) {
    case 'created':
    case 'started':
    case 'finished':
    case 'duration':
    case 'accelerators':
    case 'replicas':
    case 'progress':
      return 'desc';
    default:
      return 'asc';
  }
}

/**
 * Reads the choice from an address. Total: what it does not know counts as absent, since people edit and cut
 * addresses.
 *
 * @param defaults - Sort order of the page where it is not the usual one
 * @public
 */
export function parseListState(
  search: URLSearchParams,
  defaults: WorkloadListState = defaultListState,
): WorkloadListState {
  const wantedSort = search.get('sort');
  const sort =
    workloadSortFields.find(field => field === wantedSort) ?? defaults.sort;
  const wantedOrder = search.get('order');
  const usualOrder = sort === defaults.sort ? defaults.order : firstOrder(sort);
  return {
    text: (search.get('text') ?? '').slice(0, TEXT_LIMIT),
    cluster: values(search, 'cluster'),
    namespace: values(search, 'namespace'),
    kind: values(search, 'kind'),
    owner: values(search, 'owner'),
    state: values(search, 'state').filter(isWorkloadState),
    sort,
    order:
      wantedOrder === 'asc' || wantedOrder === 'desc'
        ? wantedOrder
        : usualOrder,
  };
}

/**
 * Writes the choice to an address, as short as it can be; parameters of others stay.
 *
 * @public
 */
export function formatListState(
  state: WorkloadListState,
  others: URLSearchParams = new URLSearchParams(),
  defaults: WorkloadListState = defaultListState,
): URLSearchParams {
  const search = new URLSearchParams(others);
  for (const key of ['text', ...lists, 'state', 'sort', 'order']) {
    search.delete(key);
  }
  if (state.text !== '') {
    search.set('text', state.text.slice(0, TEXT_LIMIT));
  }
  for (const key of [...lists, 'state'] as const) {
    for (const value of new Set<string>(state[key])) {
      if (value !== '') {
        search.append(key, value);
      }
    }
  }
  if (state.sort !== defaults.sort) {
    search.set('sort', state.sort);
  }
  if (
    state.order !==
    (state.sort === defaults.sort ? defaults.order : firstOrder(state.sort))
  ) {
    search.set('order', state.order);
  }
  return search;
}

function values(search: URLSearchParams, key: string): string[] {
  return [...new Set(search.getAll(key))].filter(value => value !== '');
}

/** Whether anything is filtered out. @public */
export function isFiltered(state: WorkloadListState): boolean {
  return (
    state.text.trim() !== '' ||
    state.state.length > 0 ||
    lists.some(key => state[key].length > 0)
  );
}

/** The same list with no filter; the order stays. @public */
export function withoutFilters(state: WorkloadListState): WorkloadListState {
  return { ...defaultListState, sort: state.sort, order: state.order };
}

/** As the backend takes it: what is empty is left out. @public */
export function filterOf(state: WorkloadListState): WorkloadFilter {
  const filter: WorkloadFilter = {};
  for (const key of lists) {
    if (state[key].length > 0) {
      filter[key] = state[key];
    }
  }
  if (state.state.length > 0) {
    filter.state = state.state;
  }
  const text = state.text.trim();
  if (text !== '') {
    filter.text = text;
  }
  return filter;
}
