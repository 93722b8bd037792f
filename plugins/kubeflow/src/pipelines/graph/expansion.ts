import type { GraphIndex } from './graphIndex';

/** What a person has opened and closed, beside what is open by itself. */
export interface Expansion {
  base: 'some' | 'all' | 'none';
  opened: readonly string[];
  closed: readonly string[];
}

/** So many nodes are shown before containers stay closed by themselves. */
const MOST_NODES = 40;
const MOST_DEPTH = 3;

/** Names in the address. */
const names = { base: 'expand', opened: 'open', closed: 'close' } as const;

export function parseExpansion(search: URLSearchParams): Expansion {
  const base = search.get(names.base);
  return {
    base: base === 'all' || base === 'none' ? base : 'some',
    opened: search.getAll(names.opened),
    closed: search.getAll(names.closed),
  };
}

/** The address with another expansion; everything else in it stays. */
export function writeExpansion(
  search: URLSearchParams,
  expansion: Expansion,
): URLSearchParams {
  const changed = new URLSearchParams(search);
  Object.values(names).forEach(name => changed.delete(name));
  if (expansion.base !== 'some') {
    changed.set(names.base, expansion.base);
  }
  expansion.opened.forEach(id => changed.append(names.opened, id));
  expansion.closed.forEach(id => changed.append(names.closed, id));
  return changed;
}

/**
 * Containers that are open.
 *
 * @param revealed - Nodes that have to be seen: the containers around them are open, unless a person has closed one
 */
export function expandedNodes(
  index: GraphIndex,
  expansion: Expansion,
  revealed: readonly string[] = [],
): Set<string> {
  const expanded = baseOf(index, expansion.base);
  for (const id of revealed) {
    index.around(id).forEach(each => expanded.add(each.id));
  }
  for (const id of expansion.opened) {
    if (index.childrenOf(id).length > 0) {
      expanded.add(id);
    }
  }
  expansion.closed.forEach(id => expanded.delete(id));
  return expanded;
}

function baseOf(index: GraphIndex, base: Expansion['base']): Set<string> {
  if (base === 'none') {
    return new Set();
  }
  const containers = index.graph.nodes
    .map(({ id }) => id)
    .filter(id => index.childrenOf(id).length > 0);
  return base === 'all' ? new Set(containers) : openBySize(index);
}

/** Level by level, as long as it stays easy to take in. */
function openBySize(index: GraphIndex): Set<string> {
  const expanded = new Set<string>();
  let shown = index.childrenOf().length;
  let level = index.childrenOf();
  for (let depth = 0; depth < MOST_DEPTH && level.length > 0; depth += 1) {
    const next = [];
    for (const { id } of level) {
      const children = index.childrenOf(id);
      if (children.length > 0 && shown + children.length <= MOST_NODES) {
        shown += children.length;
        expanded.add(id);
        next.push(...children);
      }
    }
    level = next;
  }
  return expanded;
}

/** Opens a container that is closed, closes one that is open. */
export function toggled(
  expansion: Expansion,
  id: string,
  isExpanded: boolean,
): Expansion {
  const without = (ids: readonly string[]) => ids.filter(each => each !== id);
  return {
    base: expansion.base,
    opened: isExpanded
      ? without(expansion.opened)
      : [...without(expansion.opened), id],
    closed: isExpanded
      ? [...without(expansion.closed), id]
      : without(expansion.closed),
  };
}
