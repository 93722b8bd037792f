import { notFound } from '../rpc';

/** Rows of one kind, by their ids. */
export class Table<T extends { id: string }> {
  readonly #type: string;
  readonly #rows = new Map<string, T>();

  /** @param type - how messages name a row */
  constructor(type: string) {
    this.#type = type;
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  find(id: string): T | undefined {
    return this.#rows.get(id);
  }

  /** @throws RpcError 404 */
  get(id: string): T {
    const row = this.#rows.get(id);
    if (!row) throw notFound(this.#type, id);
    return row;
  }

  put(row: T): T {
    this.#rows.set(row.id, row);
    return row;
  }

  /** Changes some of a row. @throws RpcError 404 */
  change(id: string, change: Partial<T>): T {
    return this.put({ ...this.get(id), ...change });
  }

  remove(id: string): void {
    this.#rows.delete(id);
  }
}
