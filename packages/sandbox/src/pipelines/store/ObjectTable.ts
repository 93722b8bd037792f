/** The bucket of the object store. */
export const bucket = 'mlpipeline';

/** What lies in the bucket, by its keys. */
export class ObjectTable {
  readonly #objects = new Map<string, Buffer>();

  put(key: string, content: string | Buffer): void {
    this.#objects.set(key, Buffer.from(content));
  }

  get(key: string): Buffer | undefined {
    return this.#objects.get(key);
  }

  keys(prefix = ''): string[] {
    return [...this.#objects.keys()].filter(key => key.startsWith(prefix));
  }

  remove(prefix: string): void {
    for (const key of this.keys(prefix)) this.#objects.delete(key);
  }

  removeContaining(part: string): void {
    for (const key of this.#objects.keys()) {
      if (key.includes(part)) this.#objects.delete(key);
    }
  }
}
