import type { LogBuffer } from './LogBuffer';
import type { ParsedLine } from './LogParser';

/** Lines of one second that are looked back at. */
const MAX_LINES = 50_000;

/**
 * The lines that come again when a log is asked for from where it was cut: the API takes whole seconds only, so the
 * last second begins anew. Containers write to two streams, so its lines may stand in another order.
 */
export class Overlap {
  /** Where to go on, as `sinceTime` has it. */
  readonly since: string;
  readonly #seen = new Map<string, number>();

  private constructor(since: string) {
    this.since = since;
  }

  /** @returns `undefined` when there is nothing to go on from */
  static of(buffer: LogBuffer): Overlap | undefined {
    const lines = buffer.last(MAX_LINES);
    const last = lines.findLast(({ at }) => at !== undefined)?.at;
    if (last === undefined) {
      return undefined;
    }
    const second = last.slice(0, 19);
    const overlap = new Overlap(`${second}Z`);
    for (const line of lines) {
      if (line.at?.startsWith(second)) {
        const key = keyOf(line);
        overlap.#seen.set(key, (overlap.#seen.get(key) ?? 0) + 1);
      }
    }
    return overlap;
  }

  /** Whether a line was there before; each one counts once. */
  has(line: ParsedLine): boolean {
    const key = keyOf(line);
    const count = this.#seen.get(key) ?? 0;
    if (count === 0) {
      return false;
    }
    this.#seen.set(key, count - 1);
    return true;
  }
}

function keyOf({ at, text }: ParsedLine): string {
  return `${at} ${text}`;
}
