/** Runs that are compared at once; more columns are read by nobody. */
export const MOST_COMPARED = 10;

/** What an address asks to compare. */
export interface CompareSearch {
  /** Ids, each once, in their order; no more than {@link MOST_COMPARED}. */
  ids: string[];
  /** How many the address names besides. */
  left: number;
  /** Parameters and facts that are the same everywhere are left out. */
  onlyDifferences: boolean;
}

/** Longest id that the backend takes. */
const ID_LIMIT = 100;

/** Total: people edit and cut addresses. */
export function parseCompareSearch(search: URLSearchParams): CompareSearch {
  const ids = [
    ...new Set(
      search
        .getAll('run')
        .map(id => id.trim().slice(0, ID_LIMIT))
        .filter(id => id !== ''),
    ),
  ];
  return {
    ids: ids.slice(0, MOST_COMPARED),
    left: Math.max(0, ids.length - MOST_COMPARED),
    onlyDifferences: search.get('show') === 'differences',
  };
}

/** The address without one of its runs. */
export function withoutRun(
  search: URLSearchParams,
  id: string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('run');
  for (const each of search.getAll('run')) {
    if (each.trim().slice(0, ID_LIMIT) !== id) {
      next.append('run', each);
    }
  }
  return next;
}

/** The address that leaves out, or shows, what is the same everywhere. */
export function withOnlyDifferences(
  search: URLSearchParams,
  onlyDifferences: boolean,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('show');
  if (onlyDifferences) {
    next.set('show', 'differences');
  }
  return next;
}
