import type { StoredObject } from './StoredObject';

/**
 * Objects by the value of a label. Only labels that several objects share are worth an index; a value that one object
 * has (its own name, a hash) is kept without a set of its own.
 */
export class LabelIndex {
  readonly #byKey = new Map<
    string,
    Map<string, StoredObject | Set<StoredObject>>
  >();

  add(object: StoredObject): void {
    const { labels } = object;
    for (let i = 0; i < labels.length; i += 2) {
      let values = this.#byKey.get(labels[i]);
      if (!values) {
        values = new Map();
        this.#byKey.set(labels[i], values);
      }
      const held = values.get(labels[i + 1]);
      if (held === undefined) {
        values.set(labels[i + 1], object);
      } else if (held instanceof Set) {
        held.add(object);
      } else {
        values.set(labels[i + 1], new Set([held, object]));
      }
    }
  }

  delete(object: StoredObject): void {
    const { labels } = object;
    for (let i = 0; i < labels.length; i += 2) {
      const values = this.#byKey.get(labels[i]);
      const held = values?.get(labels[i + 1]);
      if (held instanceof Set) {
        held.delete(object);
        if (held.size > 0) {
          continue;
        }
      } else if (held !== object) {
        continue;
      }
      values?.delete(labels[i + 1]);
      if (values?.size === 0) {
        this.#byKey.delete(labels[i]);
      }
    }
  }

  get(key: string, value: string): Iterable<StoredObject> {
    const held = this.#byKey.get(key)?.get(value);
    if (held === undefined) {
      return [];
    }
    return held instanceof Set ? held : [held];
  }
}
