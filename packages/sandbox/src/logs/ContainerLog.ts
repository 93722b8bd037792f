/** A line of a log, and when it was written. */
export interface LogLine {
  time: Date;
  text: string;
}

/** Lines that a container keeps when nobody says how many; older ones are dropped, as a kubelet rotates. */
const LINES = 5_000;

/** What one run of a container wrote. */
export class ContainerLog {
  #lines: LogLine[] = [];
  #ended = false;
  readonly #limit: number;
  readonly #listeners = new Set<(event: LogLine | 'end') => void>();

  constructor(limit = LINES) {
    this.#limit = limit;
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  get ended(): boolean {
    return this.#ended;
  }

  append(lines: LogLine[]): void {
    this.#lines.push(...lines);
    if (this.#lines.length > this.#limit * 1.1)
      this.#lines = this.#lines.slice(-this.#limit);
    for (const line of lines) {
      for (const listener of [...this.#listeners]) listener(line);
    }
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const listener of [...this.#listeners]) listener('end');
    this.#listeners.clear();
  }

  /** @returns ends the subscription */
  follow(listener: (event: LogLine | 'end') => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
