import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What a person has chosen to see of a list of Pipelines. */
export interface ListSearch<TSort extends string, TView extends string> {
  text: string;
  sort: TSort;
  order: 'asc' | 'desc';
  view: TView;
}

/** How a list is read from an address, and written to it. */
export interface ListSearchShape<TSort extends string, TView extends string> {
  /** The first one is the usual one. */
  sorts: readonly TSort[];
  /** The order that a sorting begins with. */
  orderOf: (sort: TSort) => 'asc' | 'desc';
  /** Parameter that tells one part of the records from another: `storage`. */
  viewKey: string;
  /** The first one is the usual one. */
  views: readonly TView[];
}

/** Longest text that the backend takes. */
const TEXT_LIMIT = 200;

/** Total: what it does not know counts as absent, since people edit and cut addresses. */
export function parseListSearch<TSort extends string, TView extends string>(
  search: URLSearchParams,
  shape: ListSearchShape<TSort, TView>,
): ListSearch<TSort, TView> {
  const sort =
    shape.sorts.find(each => each === search.get('sort')) ?? shape.sorts[0];
  const order = search.get('order');
  return {
    text: (search.get('text') ?? '').slice(0, TEXT_LIMIT),
    sort,
    order: order === 'asc' || order === 'desc' ? order : shape.orderOf(sort),
    view:
      shape.views.find(each => each === search.get(shape.viewKey)) ??
      shape.views[0],
  };
}

/** As short as it can be; parameters of others stay. */
export function formatListSearch<TSort extends string, TView extends string>(
  state: ListSearch<TSort, TView>,
  others: URLSearchParams,
  shape: ListSearchShape<TSort, TView>,
): URLSearchParams {
  const search = new URLSearchParams(others);
  const put = (key: string, value: string, usual: string) =>
    value === usual ? search.delete(key) : search.set(key, value);
  put('text', state.text.slice(0, TEXT_LIMIT), '');
  put('sort', state.sort, shape.sorts[0]);
  put('order', state.order, shape.orderOf(state.sort));
  put(shape.viewKey, state.view, shape.views[0]);
  return search;
}

/** The list's part of the address. */
export function useListSearch<TSort extends string, TView extends string>(
  shape: ListSearchShape<TSort, TView>,
) {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => parseListSearch(search, shape), [search, shape]);
  const update = useCallback(
    (
      change: Partial<ListSearch<TSort, TView>>,
      options?: { replace?: boolean },
    ) =>
      setSearch(
        current =>
          formatListSearch(
            { ...parseListSearch(current, shape), ...change },
            current,
            shape,
          ),
        { replace: options?.replace ?? false },
      ),
    [setSearch, shape],
  );
  return { state, update };
}
