import { useCallback, useMemo, useState } from 'react';
import { expandedNodes, toggled } from './expansion';
import type { GraphIndex } from './graphIndex';
import type { GraphAddress } from './useGraphAddress';

/** Which containers are open: by themselves, by the person, and those around what was shown. */
export function useExpandedNodes(
  index: GraphIndex,
  address: Pick<GraphAddress, 'expansion' | 'setExpansion'>,
  selectedId: string | undefined,
) {
  const { expansion, setExpansion } = address;
  // What was opened to show a task stays open after the person has looked at it.
  const [revealed, setRevealed] = useState<readonly string[]>([]);
  if (selectedId !== undefined && !revealed.includes(selectedId)) {
    setRevealed([...revealed, selectedId]);
  }
  const ids = [...expandedNodes(index, expansion, revealed)].sort();
  // By value: the same containers are the same set, and nothing is laid out anew.
  const key = JSON.stringify(ids);
  const expanded = useMemo(
    () => new Set(JSON.parse(key) as string[]) as ReadonlySet<string>,
    [key],
  );
  const toggle = useCallback(
    (id: string) =>
      setExpansion(current => toggled(current, id, expanded.has(id))),
    [setExpansion, expanded],
  );
  const openAll = useCallback(
    (isOpen: boolean) => {
      setRevealed([]);
      setExpansion(() => ({
        base: isOpen ? 'all' : 'none',
        opened: [],
        closed: [],
      }));
    },
    [setExpansion],
  );
  const reveal = useCallback(
    (id: string) =>
      setRevealed(current =>
        current.includes(id) ? current : [...current, id],
      ),
    [],
  );
  return { expanded, toggle, openAll, reveal };
}
