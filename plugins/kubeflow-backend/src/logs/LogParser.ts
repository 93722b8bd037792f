import { StringDecoder } from 'node:string_decoder';

/** Characters of one line that are kept. */
export const MAX_LINE = 16 * 1024;

/** A line as it came, before it has a number. */
export interface ParsedLine {
  /** ISO 8601, UTC, with as many digits as the cluster gave; absent when the line has no time. */
  at?: string;
  text: string;
}

/** What the kubelet writes before each line with `timestamps=true`: RFC 3339 in the node's own zone. */
const stamp =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d) ?/;

/**
 * Makes lines of the pieces in which a log arrives. A character or a line may lie in several pieces. Of what a program
 * wrote over with carriage returns (progress bars) the last state is kept, and of a line without an end its beginning.
 */
export class LogParser {
  readonly #decoder = new StringDecoder('utf8');
  /** The unfinished line, its time included. */
  #rest = '';
  /** The end of the unfinished line is being dropped. */
  #isCut = false;

  push(piece: Uint8Array): ParsedLine[] {
    const text = this.#decoder.write(
      Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength),
    );
    const lines: ParsedLine[] = [];
    let start = 0;
    for (;;) {
      const end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      this.#append(text.slice(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#append(text.slice(start));
    return lines;
  }

  /** The line that the log ended with, when it had no line feed. */
  end(): ParsedLine[] {
    this.#append(this.#decoder.end());
    return this.#rest === '' ? [] : [this.#take()];
  }

  #append(text: string): void {
    if (text === '' || (this.#isCut && !text.includes('\r'))) {
      return;
    }
    this.#rest += text;
    if (this.#rest.length > MAX_LINE + 64) {
      const [, head = '', body = ''] = split(this.#rest);
      const kept = overwritten(body);
      this.#isCut = kept.length > MAX_LINE;
      this.#rest = head + kept.slice(0, MAX_LINE);
    }
  }

  #take(): ParsedLine {
    const line = this.#rest;
    this.#rest = '';
    const isCut = this.#isCut;
    this.#isCut = false;
    const [at, , body = ''] = split(line);
    const text = overwritten(body);
    return {
      ...(at === undefined ? {} : { at }),
      text:
        text.length > MAX_LINE || isCut
          ? `${whole(text.slice(0, MAX_LINE - 1))}…`
          : text,
    };
  }
}

/** Time in UTC, the time as it stood there, and what follows. */
function split(line: string): [string | undefined, string, string] {
  const match = stamp.exec(line);
  if (!match) {
    return [undefined, '', line];
  }
  const [head, seconds, fraction = '', zone] = match;
  const body = line.slice(head.length);
  if (zone === 'Z') {
    return [`${seconds}${fraction}Z`, head, body];
  }
  const time = Date.parse(`${seconds}${zone}`);
  return Number.isFinite(time)
    ? [`${new Date(time).toISOString().slice(0, 19)}${fraction}Z`, head, body]
    : [undefined, '', line];
}

/** What a terminal would show in the end; a carriage return at the very end belongs to the line feed. */
function overwritten(text: string): string {
  if (!text.includes('\r')) {
    return text;
  }
  const trimmed = text.replace(/\r+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('\r') + 1);
}

/** Never ends on half of a surrogate pair. */
function whole(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
