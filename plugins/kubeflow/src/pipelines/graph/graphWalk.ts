import type { GraphIndex } from './graphIndex';
import type { Rect } from './layout/layoutTypes';

/** Where the keyboard can go from a node. */
export type Step = 'down' | 'up' | 'left' | 'right' | 'first' | 'last';

/** What is seen of a graph. */
export interface SeenGraph {
  index: GraphIndex;
  expanded: ReadonlySet<string>;
  /** Of the nodes that are shown. */
  rects: ReadonlyMap<string, Rect>;
}

/**
 * The node that a step leads to; the same one where there is no further. Down and up follow the lines, into and out
 * of open containers; left and right go through what lies in the same container, as one reads. Every node that is
 * shown can be reached.
 */
export function stepFrom(
  seen: SeenGraph,
  from: string | undefined,
  step: Step,
): string | undefined {
  const roots = inOrder(seen, undefined);
  if (from === undefined || !seen.rects.has(from)) {
    return step === 'last' ? roots.at(-1) : roots[0];
  }
  switch (step) {
    case 'down':
      return downFrom(seen, from) ?? from;
    case 'up':
      return upFrom(seen, from) ?? from;
    case 'first':
      return roots[0];
    case 'last':
      return roots.at(-1);
    default: {
      const beside = inOrder(seen, seen.index.byId.get(from)?.parentId);
      const place = beside.indexOf(from) + (step === 'left' ? -1 : 1);
      return beside[place] ?? from;
    }
  }
}

function downFrom(seen: SeenGraph, from: string): string | undefined {
  if (seen.expanded.has(from)) {
    const inside = inOrder(seen, from);
    if (inside.length > 0) {
      return inside[0];
    }
  }
  const { index } = seen;
  const outwards = [
    from,
    ...index
      .around(from)
      .map(({ id }) => id)
      .reverse(),
  ];
  for (const id of outwards) {
    const next = nearest(
      seen,
      from,
      index.after(id).map(({ to }) => to),
    );
    if (next !== undefined) {
      return next;
    }
  }
  return undefined;
}

function upFrom(seen: SeenGraph, from: string): string | undefined {
  const { index } = seen;
  return (
    nearest(
      seen,
      from,
      index.before(from).map(edge => edge.from),
    ) ?? index.byId.get(from)?.parentId
  );
}

/** Of several nodes, the one that lies most in line with another. */
function nearest(
  { rects }: SeenGraph,
  from: string,
  ids: readonly string[],
): string | undefined {
  const middle = (id: string) => {
    const rect = rects.get(id);
    return rect ? rect.x + rect.width / 2 : 0;
  };
  const distance = (id: string) => Math.abs(middle(id) - middle(from));
  return ids
    .filter(id => rects.has(id))
    .reduce<string | undefined>(
      (best, id) =>
        best === undefined || distance(id) < distance(best) ? id : best,
      undefined,
    );
}

/** What lies in a container, from top to bottom and left to right. */
function inOrder(
  { index, rects }: SeenGraph,
  parentId: string | undefined,
): string[] {
  const placed = index
    .childrenOf(parentId)
    .map(({ id }) => ({ id, rect: rects.get(id) }))
    .filter(({ rect }) => rect !== undefined) as { id: string; rect: Rect }[];
  return placed
    .sort(
      (one, other) => one.rect.y - other.rect.y || one.rect.x - other.rect.x,
    )
    .map(({ id }) => id);
}
