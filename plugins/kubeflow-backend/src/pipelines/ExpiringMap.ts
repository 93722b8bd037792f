/** What was asked for lately: each value is kept for a while, and not more of them than a limit. */
export class ExpiringMap<V> {
  readonly #entries = new Map<string, { value: V; until: number }>();
  readonly #keep: number;
  readonly #limit: number;

  /**
   * @param options.keep - milliseconds for which a value is kept, unless it is set for another time
   * @param options.limit - values that are kept at most; those that were set first go first
   */
  constructor(options: { keep: number; limit: number }) {
    this.#keep = options.keep;
    this.#limit = options.limit;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry && entry.until <= performance.now()) {
      this.#entries.delete(key);
      return undefined;
    }
    return entry?.value;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  set(key: string, value: V, keep = this.#keep): void {
    this.#entries.delete(key);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size < this.#limit) {
        break;
      }
      this.#entries.delete(oldest);
    }
    this.#entries.set(key, { value, until: performance.now() + keep });
  }
}
