import { useDeferredValue, useMemo, useState } from 'react';
import { findTasks, withContainers } from './findTasks';
import type { GraphIndex } from './graphIndex';

/** Looks for tasks by a part of their name. @param onShow - Shows one of those that were found */
export function useFoundTasks(index: GraphIndex, onShow: (id: string) => void) {
  const [text, setText] = useState('');
  const [place, setPlace] = useState(-1);
  const wanted = useDeferredValue(text);
  const matches = useMemo(() => findTasks(index, wanted), [index, wanted]);
  const found = useMemo(
    () =>
      wanted.trim() === ''
        ? undefined
        : (withContainers(index, matches) as ReadonlySet<string>),
    [index, matches, wanted],
  );
  return {
    text,
    setText: (next: string) => {
      setText(next);
      setPlace(-1);
    },
    /** With the containers around them; absent while nothing is looked for. */
    found,
    count: found && matches.length,
    next: () => {
      if (matches.length > 0) {
        const next = (place + 1) % matches.length;
        setPlace(next);
        onShow(matches[next].id);
      }
    },
  };
}
