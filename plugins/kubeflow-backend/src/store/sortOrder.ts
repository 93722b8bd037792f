import {
  countReplicas,
  stateAttention,
  workloadStates,
  type WorkloadSortField,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { StoredObject } from './StoredObject';

/** What a list is sorted by; an absent value comes last, whatever the direction. */
export type SortKey = string | number | undefined;

/** Where a row stands in a sorted list. Survives the row: a cursor holds one. */
export interface SortPosition {
  /** One or two keys of the sort field. */
  keys: readonly SortKey[];
  name: string;
  namespace: string;
  cluster: string;
  kind: string;
  uid: string;
}

const stateOrder = new Map(
  workloadStates.map((state, index) => [state, index]),
);

/** Sum of all accelerators asked for. */
export function acceleratorCount(object: StoredObject): number {
  let sum = 0;
  for (const { count } of object.reading.accelerators) {
    sum += count;
  }
  return sum;
}

/** Seconds that the object has run, up to `now` while it still runs. */
function duration(object: StoredObject, now: number): number | undefined {
  const { startedAt, finishedAt } = object.reading;
  return startedAt === undefined
    ? undefined
    : Math.max(0, (finishedAt ?? now) - startedAt);
}

type KeyOf = (object: StoredObject) => SortKey;

/** @param now - seconds since the epoch; the time for which running jobs' durations count */
function keysFor(field: WorkloadSortField, now: number): readonly KeyOf[] {
  switch (field) {
    case 'attention':
      // Among equals, what happened last comes first.
      return [
        object => stateAttention(object.reading.state),
        object => {
          const time = object.reading.since ?? object.createdAt;
          return time === undefined ? undefined : -time;
        },
      ];
    case 'name':
      return [object => object.name];
    case 'kind':
      return [object => object.kind.id];
    case 'state':
      return [object => stateOrder.get(object.reading.state)];
    case 'cluster':
      return [object => object.cluster];
    case 'namespace':
      return [object => object.namespace];
    case 'owner':
      return [object => object.owner];
    case 'accelerators':
      return [acceleratorCount];
    case 'replicas':
      // As a list shows them: 3 of 4 after 3 of 3.
      return [
        object => countReplicas(object.reading.replicas)?.up,
        object => countReplicas(object.reading.replicas)?.desired,
      ];
    case 'queue':
      return [object => object.reading.queue];
    case 'progress':
      return [object => object.reading.progress?.percent];
    case 'created':
      return [object => object.createdAt];
    case 'started':
      return [object => object.reading.startedAt];
    case 'finished':
      return [object => object.reading.finishedAt];
    case 'duration':
      return [object => duration(object, now)];
    default:
      throw new Error(`Unknown sort field '${field satisfies never}'`);
  }
}

/** A total order of rows: by field, then name, namespace, cluster, kind and uid, the latter always ascending. */
export class SortOrder {
  readonly #keys: readonly KeyOf[];
  readonly #sign: 1 | -1;

  constructor(field: WorkloadSortField, order: 'asc' | 'desc', now: number) {
    this.#keys = keysFor(field, now);
    this.#sign = order === 'asc' ? 1 : -1;
  }

  get keyCount(): number {
    return this.#keys.length;
  }

  position(object: StoredObject): SortPosition {
    return {
      keys: this.#keys.map(key => key(object)),
      name: object.name,
      namespace: object.namespace ?? '',
      cluster: object.cluster,
      kind: object.kind.id,
      uid: object.uid,
    };
  }

  compare(left: StoredObject, right: StoredObject): number {
    for (const key of this.#keys) {
      const difference = compareKeys(key(left), key(right), this.#sign);
      if (difference !== 0) {
        return difference;
      }
    }
    return (
      compareText(left.name, right.name) ||
      compareText(left.namespace ?? '', right.namespace ?? '') ||
      compareText(left.cluster, right.cluster) ||
      compareText(left.kind.id, right.kind.id) ||
      compareText(left.uid, right.uid)
    );
  }

  compareTo(object: StoredObject, position: SortPosition): number {
    for (let i = 0; i < this.#keys.length; i += 1) {
      const difference = compareKeys(
        this.#keys[i](object),
        position.keys[i],
        this.#sign,
      );
      if (difference !== 0) {
        return difference;
      }
    }
    return (
      compareText(object.name, position.name) ||
      compareText(object.namespace ?? '', position.namespace) ||
      compareText(object.cluster, position.cluster) ||
      compareText(object.kind.id, position.kind) ||
      compareText(object.uid, position.uid)
    );
  }
}

function compareKeys(left: SortKey, right: SortKey, sign: 1 | -1): number {
  if (left === right) {
    return 0;
  }
  if (left === undefined) {
    return 1;
  }
  if (right === undefined) {
    return -1;
  }
  return left < right ? -sign : sign;
}

function compareText(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
