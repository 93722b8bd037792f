/**
 * Keeps one copy of values that many objects share: states, reasons, namespaces, replica lists. It forgets what was
 * not asked for lately, so that messages which are different each time cannot make it grow without end.
 */
export class Interner {
  #young = new Map<string, unknown>();
  #old = new Map<string, unknown>();
  readonly #limit: number;

  /** @param limit - values held at most, over two generations */
  constructor(limit = 20_000) {
    this.#limit = Math.max(2, limit) / 2;
  }

  string(value: string): string;
  string(value: string | undefined): string | undefined;
  string(value: string | undefined): string | undefined {
    return value === undefined ? undefined : this.#get(value, () => value);
  }

  /** A frozen array that is equal as JSON, possibly one given before. */
  array<T>(value: readonly T[]): readonly T[] {
    if (value.length === 0) {
      return empty as readonly T[];
    }
    // A line feed in front keeps these keys apart from those of strings that happen to be JSON.
    return this.#get(`\n${JSON.stringify(value)}`, () => Object.freeze(value));
  }

  #get<T>(key: string, create: () => T): T {
    let value = this.#young.get(key);
    if (value === undefined) {
      value = this.#old.get(key) ?? create();
      if (this.#young.size >= this.#limit) {
        this.#old = this.#young;
        this.#young = new Map();
      }
      this.#young.set(key, value);
    }
    return value as T;
  }
}

const empty: readonly unknown[] = Object.freeze([]);
