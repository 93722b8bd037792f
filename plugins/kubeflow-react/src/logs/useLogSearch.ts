import { useEffect, useMemo, useState } from 'react';
import { LogSearch, patternOf, type LogQuery } from './LogSearch';
import type { LogStore } from './LogStore';

/** What a search has found so far. */
export interface LogSearchResult {
  /** Absent when nothing is looked for, or the expression is wrong. */
  pattern: RegExp | undefined;
  /** Numbers of the lines that hold it, in order. */
  lines: readonly number[];
  /** Why the expression is wrong. */
  problem: string | undefined;
  isSearching: boolean;
}

const nothing: readonly number[] = [];

/** Searches a log, and what comes, without holding up the page. */
export function useLogSearch(
  store: LogStore,
  version: number,
  query: LogQuery,
): LogSearchResult {
  const { text, isRegex, isCaseSensitive } = query;
  const { search, problem } = useMemo(() => {
    try {
      const pattern = patternOf({ text, isRegex, isCaseSensitive });
      return { search: pattern && new LogSearch(store, pattern) };
    } catch (error) {
      return { problem: error instanceof Error ? error.message : `${error}` };
    }
  }, [store, text, isRegex, isCaseSensitive]);
  const [state, setState] = useState<{
    search: LogSearch | undefined;
    lines: readonly number[];
    isSearching: boolean;
  }>({ search: undefined, lines: nothing, isSearching: false });

  useEffect(() => {
    if (!search) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = () => {
      const isSearching = search.step();
      setState({ search, lines: search.lines, isSearching });
      if (isSearching) {
        timer = setTimeout(step);
      }
    };
    step();
    return () => clearTimeout(timer);
  }, [search, version]);

  const isCurrent = search !== undefined && state.search === search;
  return {
    pattern: search?.pattern,
    lines: isCurrent ? state.lines : nothing,
    problem,
    isSearching: search !== undefined && (!isCurrent || state.isSearching),
  };
}
