import { plainText } from './ansi';
import { isGap, type LogStore } from './LogStore';

/** What is looked for. */
export interface LogQuery {
  text: string;
  /** `text` is a regular expression. */
  isRegex: boolean;
  /** Capitals count. */
  isCaseSensitive: boolean;
}

/** Milliseconds of searching at a stretch. */
const STRETCH = 12;

/**
 * @returns a pattern that finds each occurrence; `undefined` for nothing to look for
 * @throws SyntaxError when it is no regular expression
 */
export function patternOf(query: LogQuery): RegExp | undefined {
  if (query.text === '') {
    return undefined;
  }
  const source = query.isRegex
    ? query.text
    : query.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(source, query.isCaseSensitive ? 'g' : 'gi');
}

/** Where a pattern is in a text; of occurrences without length none. */
export function occurrences(
  text: string,
  pattern: RegExp,
): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(pattern)) {
    if (match[0] !== '') {
      found.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}

/** The lines of a log that hold a pattern. Goes on where it was when lines have come. */
export class LogSearch {
  readonly pattern: RegExp;
  readonly #store: LogStore;
  #lines: number[] = [];
  #next = 0;

  constructor(store: LogStore, pattern: RegExp) {
    this.#store = store;
    this.pattern = pattern;
  }

  /** Numbers of the lines, in order; a new list after each change. */
  get lines(): readonly number[] {
    return this.#lines;
  }

  /** Searches for a short while. @returns whether there is more to search */
  step(): boolean {
    const { rows } = this.#store;
    const first = rows.at(0)?.n ?? 0;
    if (this.#lines.length > 0 && this.#lines[0] < first) {
      this.#lines = this.#lines.filter(n => n >= first);
    }
    const until = performance.now() + STRETCH;
    const found: number[] = [];
    let index = this.#store.indexOf(this.#next);
    for (let seen = 0; index < rows.length; index += 1, seen += 1) {
      if (seen % 200 === 199 && performance.now() > until) {
        break;
      }
      const row = rows[index];
      if (!isGap(row) && this.#holds(row.text)) {
        found.push(row.n);
      }
    }
    this.#next =
      index < rows.length ? rows[index].n : (rows.at(-1)?.n ?? -1) + 1;
    if (found.length > 0) {
      this.#lines = [...this.#lines, ...found];
    }
    return index < rows.length;
  }

  #holds(text: string): boolean {
    return occurrences(plainText(text), this.pattern).length > 0;
  }
}
