import type { ApiObject } from '../cluster/types';
import type { Change, ObjectHistory } from './ObjectHistory';

/** A stored object under its key. */
export interface Entry {
  key: string;
  object: ApiObject;
}

/** Where the first of `keys` (sorted) not below `key` is. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The objects of one resource, by `namespace/name` (or `name`), in the order in which the API lists them. Objects are
 * never changed in place, so a reader may keep one.
 */
export class Collection {
  readonly id: string;
  readonly history: ObjectHistory;
  readonly #objects = new Map<string, ApiObject>();
  readonly #keys: string[] = [];
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #closers = new Set<() => void>();

  constructor(id: string, history: ObjectHistory) {
    this.id = id;
    this.history = history;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): ApiObject | undefined {
    return this.#objects.get(key);
  }

  /** Entries whose key starts with `prefix`, from `from` on, as they are now. */
  *entries(prefix = '', from = ''): IterableIterator<Entry> {
    const keys = this.#keys;
    for (
      let i = lowerBound(keys, from > prefix ? from : prefix);
      i < keys.length;
      i++
    ) {
      if (!keys[i].startsWith(prefix)) return;
      yield { key: keys[i], object: this.#objects.get(keys[i])! };
    }
  }

  /**
   * The same, as they were at an earlier revision: the present state with the later changes undone.
   *
   * @returns nothing when those changes are no longer known
   */
  entriesAt(
    revision: number,
    prefix = '',
    from = '',
  ): Iterable<Entry> | undefined {
    const later = this.history.after(revision);
    if (!later) return undefined;
    if (later.length === 0) return this.entries(prefix, from);
    const then = new Map<string, ApiObject | undefined>();
    for (const change of later) {
      if (!then.has(change.key)) then.set(change.key, change.previous);
    }
    const result: Entry[] = [];
    for (const entry of this.entries(prefix, from)) {
      const object = then.has(entry.key) ? then.get(entry.key) : entry.object;
      if (object) result.push({ key: entry.key, object });
    }
    for (const [key, object] of then) {
      if (
        object &&
        !this.#objects.has(key) &&
        key.startsWith(prefix) &&
        key >= from
      ) {
        result.push({ key, object });
      }
    }
    return result.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Called by {@link Storage} alone: it gives out revisions. */
  apply(change: Change): void {
    if (change.type === 'DELETED') {
      this.#objects.delete(change.key);
      const at = lowerBound(this.#keys, change.key);
      if (this.#keys[at] === change.key) this.#keys.splice(at, 1);
    } else {
      if (!this.#objects.has(change.key)) {
        this.#keys.splice(lowerBound(this.#keys, change.key), 0, change.key);
      }
      this.#objects.set(change.key, change.object);
    }
    this.history.push(change);
  }

  notify(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  /**
   * @param onClosed - called once when the resource is no longer served
   * @returns ends the subscription
   */
  subscribe(
    listener: (change: Change) => void,
    onClosed?: () => void,
  ): () => void {
    this.#listeners.add(listener);
    if (onClosed) this.#closers.add(onClosed);
    return () => {
      this.#listeners.delete(listener);
      if (onClosed) this.#closers.delete(onClosed);
    };
  }

  close(): void {
    for (const closed of [...this.#closers]) closed();
    this.#closers.clear();
    this.#listeners.clear();
  }
}
