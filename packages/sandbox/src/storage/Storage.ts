import type { ApiObject } from '../cluster/types';
import { Collection } from './Collection';
import { deepFreeze } from './deepFreeze';
import {
  ObjectHistory,
  type Change,
  type HistoryLimits,
} from './ObjectHistory';

/** Changes that are kept of each resource, for watches that resume and for lists that continue. */
export const defaultHistory: HistoryLimits = {
  changes: 5_000,
  age: 5 * 60 * 1000,
};

/**
 * All objects of the cluster, in memory. One revision counts every write of every resource, as etcd's does, and is
 * the objects' `resourceVersion`.
 */
export class Storage {
  readonly #history: HistoryLimits;
  readonly #now: () => number;
  readonly #collections = new Map<string, Collection>();
  readonly #queue: { collection: Collection; change: Change }[] = [];
  readonly #afterCommit = new Set<
    (collection: Collection, change: Change) => void
  >();
  #revision: number;
  #delivering = false;

  /**
   * @param firstRevision - where counting starts. A start above all that an earlier cluster at the same address gave
   *   out makes clients that come back with its revisions see "too old" and list again.
   */
  constructor(
    firstRevision: number,
    now: () => number = Date.now,
    history: Partial<HistoryLimits> = {},
  ) {
    this.#revision = firstRevision;
    this.#now = now;
    this.#history = { ...defaultHistory, ...history };
  }

  get revision(): number {
    return this.#revision;
  }

  collection(id: string): Collection {
    let collection = this.#collections.get(id);
    if (!collection) {
      const history = new ObjectHistory(
        this.#history,
        this.#revision,
        this.#now,
      );
      collection = new Collection(id, history);
      this.#collections.set(id, collection);
    }
    return collection;
  }

  collections(): Iterable<Collection> {
    return this.#collections.values();
  }

  /** Ends the watches of a resource and forgets it; its objects must be gone already. */
  drop(id: string): void {
    this.#collections.get(id)?.close();
    this.#collections.delete(id);
  }

  /** Writes an object under a key; the revision is stamped on it. */
  put(collection: Collection, key: string, object: ApiObject): ApiObject {
    const previous = collection.get(key);
    return this.#commit(collection, {
      type: previous ? 'MODIFIED' : 'ADDED',
      key,
      object,
      previous,
    });
  }

  delete(collection: Collection, key: string): ApiObject | undefined {
    const previous = collection.get(key);
    if (!previous) return undefined;
    return this.#commit(collection, {
      type: 'DELETED',
      key,
      object: previous,
      previous,
    });
  }

  /** Calls back after each write, in order, before the watches hear of it. */
  onCommit(listener: (collection: Collection, change: Change) => void): void {
    this.#afterCommit.add(listener);
  }

  /** Forgets the history of every resource: watches and lists that resume from before are too old. */
  compact(): void {
    for (const collection of this.#collections.values())
      collection.history.compact(this.#revision);
  }

  #commit(collection: Collection, write: Omit<Change, 'revision'>): ApiObject {
    this.#revision += 1;
    const object = deepFreeze({
      ...write.object,
      metadata: {
        ...write.object.metadata,
        resourceVersion: String(this.#revision),
      },
    });
    const change: Change = { ...write, object, revision: this.#revision };
    collection.apply(change);
    this.#queue.push({ collection, change });
    this.#deliver();
    return object;
  }

  /** A listener that writes must not make others see its write before the one that caused it. */
  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        for (const listener of this.#afterCommit)
          listener(next.collection, next.change);
        next.collection.notify(next.change);
      }
    } finally {
      this.#delivering = false;
    }
  }
}
