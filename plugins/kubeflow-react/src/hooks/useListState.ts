import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  defaultListState,
  formatListState,
  parseListState,
  type WorkloadListState,
} from './listState';

/** @public */
export interface ListStateHandle {
  state: WorkloadListState;
  /**
   * Changes part of it.
   *
   * @param replace - Overwrites the browser's current entry instead of adding one to go back to
   */
  update: (
    change: Partial<WorkloadListState>,
    options?: { replace?: boolean },
  ) => void;
}

/** What a person has chosen to see of a list, kept in the address. @public */
export function useListState(
  defaults: WorkloadListState = defaultListState,
): ListStateHandle {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(
    () => parseListState(search, defaults),
    [search, defaults],
  );
  const update = useCallback<ListStateHandle['update']>(
    (change, options) =>
      setSearch(
        current =>
          formatListState(
            { ...parseListState(current, defaults), ...change },
            current,
            defaults,
          ),
        { replace: options?.replace ?? false },
      ),
    [setSearch, defaults],
  );
  return { state, update };
}
