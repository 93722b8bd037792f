import {
  isWaitingState,
  type WorkloadsQuery,
  type WorkloadsResponse,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { decodeCursor, encodeCursor, fingerprint } from './cursor';
import { FirstOf } from './FirstOf';
import type { ResourceStore } from './ResourceStore';
import { acceleratorCount, SortOrder } from './sortOrder';
import type { StoredObject } from './StoredObject';
import { toWorkload } from './toWorkload';
import { facetDimensions, WorkloadMatcher } from './WorkloadMatcher';

/** Values of one facet that are given at most; a filter box cannot show more. */
const MAX_FACET_VALUES = 500;

/** What a list answers, apart from the warnings. */
export type WorkloadsPage = Omit<WorkloadsResponse, 'warnings'>;

/**
 * One page of rows, with counts over all pages, in one pass over the candidates: nothing is sorted but the page.
 *
 * @param isVisible - who asks may see the row; what is not visible is not counted either
 * @param now - seconds since the epoch
 * @throws InputError when the label selector or the cursor is wrong
 */
export function queryWorkloads(
  store: ResourceStore,
  query: WorkloadsQuery,
  isVisible: (object: StoredObject) => boolean,
  now: number = Math.floor(Date.now() / 1000),
): WorkloadsPage {
  const { sort, order, limit, cursor: cursorText, ...filter } = query;
  const matcher = new WorkloadMatcher(filter);
  const print = fingerprint({ ...filter, sort, order });
  const cursor =
    cursorText === undefined ? undefined : decodeCursor(cursorText, print);
  const asOf = cursor?.now ?? now;
  const sortOrder = new SortOrder(sort, order, asOf);
  const first = new FirstOf<StoredObject>(limit + 1, (left, right) =>
    sortOrder.compare(left, right),
  );
  const counts = facetDimensions.map(() => new Map<string, number>());
  let total = 0;
  const accelerators = { running: 0, waiting: 0 };

  for (const object of store.candidates(
    kind => matcher.acceptsKind(kind),
    matcher.requiredLabel,
  )) {
    const misses = matcher.misses(object);
    // Two filters against it: no facet counts it either.
    if ((misses & (misses - 1)) !== 0) {
      continue;
    }
    if (!matcher.matchesRest(object) || !isVisible(object)) {
      continue;
    }
    countFacets(counts, object, misses);
    if (misses !== 0) {
      continue;
    }
    total += 1;
    const { state } = object.reading;
    if (state === 'running') {
      accelerators.running += acceleratorCount(object);
    } else if (isWaitingState(state)) {
      accelerators.waiting += acceleratorCount(object);
    }
    if (!cursor || sortOrder.compareTo(object, cursor.position) > 0) {
      first.add(object);
    }
  }

  const found = first.sorted();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const [cluster, namespace, kind, owner] = counts.map(toFacet);
  return {
    items: page.map(object => toWorkload(object)),
    total,
    states: Object.fromEntries(counts[4]) as Partial<
      Record<WorkloadState, number>
    >,
    facets: { cluster, namespace, kind, owner },
    accelerators,
    nextCursor:
      found.length > limit && last
        ? encodeCursor(print, asOf, sortOrder.position(last))
        : undefined,
    sequence: store.feed.sequence,
  };
}

/** Counts a row for each dimension whose own filter is the only one against it, or for all when none is. */
function countFacets(
  counts: readonly Map<string, number>[],
  object: StoredObject,
  misses: number,
): void {
  for (let dimension = 0; dimension < counts.length; dimension += 1) {
    if ((misses & ~(1 << dimension)) === 0) {
      const value = valueOf(object, dimension);
      if (value !== undefined) {
        const count = counts[dimension];
        count.set(value, (count.get(value) ?? 0) + 1);
      }
    }
  }
}

function valueOf(object: StoredObject, dimension: number): string | undefined {
  switch (facetDimensions[dimension]) {
    case 'cluster':
      return object.cluster;
    case 'namespace':
      return object.namespace;
    case 'kind':
      return object.kind.id;
    case 'owner':
      return object.owner;
    default:
      return object.reading.state;
  }
}

function toFacet(
  count: Map<string, number>,
): { value: string; count: number }[] {
  return [...count]
    .map(([value, number]) => ({ value, count: number }))
    .sort(
      (left, right) =>
        right.count - left.count || (left.value < right.value ? -1 : 1),
    )
    .slice(0, MAX_FACET_VALUES);
}
