import type { LogLine } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ParsedLine } from './LogParser';

const NOTHING: LogLine = { n: -1, text: '' };

/** The last lines of a log, numbered from the first one that was ever put in. */
export class LogBuffer {
  #lines: LogLine[] = [];
  /** Place in `#lines` of the first line that is held. */
  #start = 0;
  #next = 0;
  #size = 0;
  readonly #maxLines: number;
  readonly #maxSize: () => number;

  constructor(options: {
    maxLines: number;
    /** Characters that may be held at the moment. */
    maxSize: () => number;
  }) {
    this.#maxLines = options.maxLines;
    this.#maxSize = options.maxSize;
  }

  /** Number of the first line that is held. */
  get first(): number {
    return this.#next - (this.#lines.length - this.#start);
  }

  /** Number that the next line gets. */
  get next(): number {
    return this.#next;
  }

  /** Characters that are held. */
  get size(): number {
    return this.#size;
  }

  push(lines: readonly ParsedLine[]): void {
    for (const line of lines) {
      this.#lines.push({ n: this.#next, ...line });
      this.#next += 1;
      this.#size += line.text.length;
    }
    this.trim();
  }

  /** Lets go of what is over the limits now. */
  trim(): void {
    const most = this.#maxSize();
    while (
      this.#start < this.#lines.length - 1 &&
      (this.#lines.length - this.#start > this.#maxLines || this.#size > most)
    ) {
      this.#size -= this.#lines[this.#start].text.length;
      // Its place stays for a while; what stood there does not.
      this.#lines[this.#start] = NOTHING;
      this.#start += 1;
    }
    // Moving what is held costs as much as it is long, so it is done rarely.
    if (this.#start > 1000 && this.#start > this.#lines.length / 2) {
      this.#lines = this.#lines.slice(this.#start);
      this.#start = 0;
    }
  }

  /**
   * Lines from a number on.
   *
   * @param count - lines at most
   * @param size - characters at most, unless one line has more
   */
  read(from: number, count: number, size = Infinity): LogLine[] {
    const begin = this.#start + Math.max(0, from - this.first);
    let end = begin;
    let taken = 0;
    while (
      end < this.#lines.length &&
      end - begin < count &&
      (end === begin || taken + this.#lines[end].text.length <= size)
    ) {
      taken += this.#lines[end].text.length;
      end += 1;
    }
    return this.#lines.slice(begin, end);
  }

  /** The last lines. */
  last(count: number): LogLine[] {
    return this.read(Math.max(this.first, this.#next - count), count);
  }
}
