import { stripVTControlCharacters } from 'node:util';

/** `2026-11-23T22:01:02.345Z catalog warn Something`: how Backstage's logger begins a record. */
const record =
  /^\d{4}-\d{2}-\d{2}T\S+\s+\S+\s+(error|warn|info|http|verbose|debug|silly)\b/;

/**
 * Lets through what a person should see while the portal runs: warnings and errors, with the lines that belong to
 * them. Lines that are no log record at all (a bundler's report, a stack trace) follow the record before them.
 */
export class LogFilter {
  readonly #everything: boolean;
  #inRecord = false;

  constructor(everything: boolean) {
    this.#everything = everything;
  }

  accepts(line: string): boolean {
    if (this.#everything) {
      return true;
    }
    const text = stripVTControlCharacters(line);
    const level = record.exec(text)?.[1];
    if (level) {
      this.#inRecord = level === 'error' || level === 'warn';
      return this.#inRecord;
    }
    if (/^(ERROR|WARNING)\b/.test(text)) {
      // A report of the bundler; it ends with the line that says how the compilation went.
      this.#inRecord = true;
    } else if (/ compiled /.test(text)) {
      this.#inRecord = false;
    }
    return this.#inRecord;
  }
}
