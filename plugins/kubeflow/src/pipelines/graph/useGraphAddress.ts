import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type Expansion, parseExpansion, writeExpansion } from './expansion';
import {
  type IterationChoice,
  parseIterations,
  writeIteration,
} from './iterations';

/** What the address says of a graph: what is open, which iterations are shown, and whether as a graph or a table. */
export interface GraphAddress {
  expansion: Expansion;
  setExpansion: (change: (current: Expansion) => Expansion) => void;
  choice: IterationChoice;
  /** @param number - Absent: all iterations */
  iterate: (loopId: string, number: number | undefined) => void;
  view: 'graph' | 'tasks';
  setView: (view: 'graph' | 'tasks') => void;
}

export function useGraphAddress(): GraphAddress {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const current = useMemo(() => new URLSearchParams(text), [text]);
  const change = useCallback(
    (next: (params: URLSearchParams) => URLSearchParams) =>
      setSearch(next, { replace: true }),
    [setSearch],
  );
  const expansion = useMemo(() => parseExpansion(current), [current]);
  const choice = useMemo(() => parseIterations(current), [current]);
  const setExpansion = useCallback<GraphAddress['setExpansion']>(
    next =>
      change(params => writeExpansion(params, next(parseExpansion(params)))),
    [change],
  );
  const iterate = useCallback<GraphAddress['iterate']>(
    (loopId, number) =>
      change(params => writeIteration(params, loopId, number)),
    [change],
  );
  const setView = useCallback<GraphAddress['setView']>(
    view =>
      change(params => {
        const changed = new URLSearchParams(params);
        if (view === 'graph') {
          changed.delete('view');
        } else {
          changed.set('view', view);
        }
        return changed;
      }),
    [change],
  );
  return {
    expansion,
    setExpansion,
    choice,
    iterate,
    view: current.get('view') === 'tasks' ? 'tasks' : 'graph',
    setView,
  };
}
