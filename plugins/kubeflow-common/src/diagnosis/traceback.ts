import type { PlainLine } from './logText';

/** Lines that one traceback may have; a deep recursion is abbreviated by Python itself. */
const MAX_TRACEBACK = 1000;
/** Lines of other writers that may stand between the last frame and the exception. */
const MAX_STRAY = 20;
/** Lines after an exception in which more of it may stand. */
const MAX_DETAIL = 8;

/** A place in a program. @public */
export interface Frame {
  file: string;
  line: number;
  /** Function. */
  name?: string;
  /** Place among the lines of the log. */
  index: number;
}

/** An exception that Python wrote to a log, with where it came from. @public */
export interface Traceback {
  /** Place of its first line among the lines of the log. */
  start: number;
  /** Place of the line that names the exception. */
  end: number;
  /** `ValueError`, `torch.cuda.OutOfMemoryError`. */
  type: string;
  message: string;
  /** Places of the line of the exception, and of what follows up to an empty line: bodies of answers, hints. */
  said: readonly number[];
  /** The outermost call first. */
  frames: readonly Frame[];
  /** Of the process that wrote it, when several write to the same log. */
  rank?: number;
  /** The exception that was being handled when this one came. */
  cause?: Traceback;
}

const header =
  /^(.{0,200}?)(?:Exception Group )?Traceback \(most recent call last\):?/;
const frame = /^\s+File "(.{1,500})", line (\d{1,9})(?:, in (.{1,200}))?$/;
/** The boxes that rich draws: `│ /app/train.py:42 in main │`. */
const boxedFrame = /^[│|] (\S{1,400}):(\d{1,9}) in (\S{1,200})/;
const exception = /^([A-Za-z_][\w.]{0,200})(?::\s?(.*))?$/;
const levels = /^(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|NOTE)$/i;
const chained =
  /^(?:During handling of the above exception|The above exception was the direct cause)/;
/** torchrun and its like write the rank before each line: `[rank3]: `, `[default1]:`. */
const rankPrefix = /^\s*\[(?:rank|default)?(\d{1,6})\]:/i;

/**
 * The tracebacks in a log, in order; one that another names as its cause is only found there. Tracebacks of several
 * processes may be mixed line by line, if each line has the prefix of its process.
 *
 * @public
 */
export function readTracebacks(lines: readonly PlainLine[]): Traceback[] {
  const found: Traceback[] = [];
  let cause: Traceback | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const match = header.exec(lines[index]?.text ?? '');
    if (!match) {
      continue;
    }
    const traceback = readTraceback(lines, index, match[1] ?? '', cause);
    cause = undefined;
    if (!traceback) {
      continue;
    }
    if (isCause(lines, traceback, match[1] ?? '')) {
      cause = traceback;
    } else {
      found.push(traceback);
    }
    // Lines of other processes may stand in between, so only what surely belongs to this one is passed over.
    index = Math.max(
      index,
      rankPrefix.test(match[1] ?? '') ? index : traceback.end,
    );
  }
  // The log ended between a cause and its consequence.
  return cause ? [...found, cause] : found;
}

function readTraceback(
  lines: readonly PlainLine[],
  start: number,
  prefix: string,
  cause: Traceback | undefined,
): Traceback | undefined {
  const frames: Frame[] = [];
  let stray = 0;
  const last = Math.min(lines.length, start + MAX_TRACEBACK);
  for (let index = start + 1; index < last; index += 1) {
    const text = ownText(lines[index]?.text ?? '', prefix);
    if (text === undefined) {
      continue;
    }
    if (header.test(text)) {
      return undefined;
    }
    const [, file, line, name] =
      frame.exec(text) ?? boxedFrame.exec(text) ?? [];
    if (file !== undefined) {
      frames.push({ file, line: Number(line), name, index });
      continue;
    }
    if (text === '' || /^[\s╭╰│|+~^]/.test(text)) {
      continue;
    }
    const [, type, message] = exception.exec(text) ?? [];
    if (type !== undefined && isException(type, message)) {
      return {
        start,
        end: index,
        type,
        ...messageOf(lines, index, prefix, message ?? ''),
        frames,
        rank: rankOf(prefix),
        cause,
      };
    }
    stray += 1;
    if (stray > MAX_STRAY) {
      return undefined;
    }
  }
  return undefined;
}

/** The part of a line that belongs to the process with a prefix; `undefined` for lines of others. */
function ownText(text: string, prefix: string): string | undefined {
  if (prefix === '') {
    return text;
  }
  // An exception group is drawn with a margin: its header has a plus sign, what follows a bar.
  const margin = /^(\s*)\+ $/.exec(prefix);
  const own = margin ? `${margin[1]}| ` : prefix;
  if (text.startsWith(own)) {
    return text.slice(own.length);
  }
  if (text === own.trimEnd()) {
    return '';
  }
  return rankPrefix.test(prefix) || /[|+] $/.test(prefix) ? undefined : text;
}

function isException(type: string, message: string | undefined): boolean {
  return (
    !levels.test(type) &&
    (message !== undefined ||
      type.includes('.') ||
      /(?:Error|Exception|Exit|Interrupt|Warning|Failure)$/.test(type))
  );
}

/** A message may go on in lines that are indented, or begin in the next line. */
function messageOf(
  lines: readonly PlainLine[],
  at: number,
  prefix: string,
  first: string,
): { message: string; said: number[] } {
  const said = [at];
  const detail: string[] = [];
  const last = Math.min(lines.length, at + 1 + MAX_DETAIL);
  for (let index = at + 1; index < last; index += 1) {
    const own = ownText(lines[index]?.text ?? '', prefix);
    if (own === undefined) {
      continue;
    }
    if (own.trim() === '' || header.test(own) || chained.test(own)) {
      break;
    }
    said.push(index);
    detail.push(own);
  }
  const parts = first.trim() === '' ? detail.splice(0, 1) : [first];
  for (const text of detail) {
    if (!/^\s/.test(text) || parts.length > 3) {
      break;
    }
    parts.push(text.trim());
  }
  return { message: parts.join(' ').trim(), said };
}

function isCause(
  lines: readonly PlainLine[],
  traceback: Traceback,
  prefix: string,
): boolean {
  const last = Math.min(lines.length, traceback.end + 1 + MAX_DETAIL);
  for (let index = traceback.end + 1; index < last; index += 1) {
    const own = ownText(lines[index]?.text ?? '', prefix) ?? '';
    if (chained.test(own)) {
      return true;
    }
    if (header.test(own)) {
      return false;
    }
  }
  return false;
}

function rankOf(prefix: string): number | undefined {
  const rank = rankPrefix.exec(prefix)?.[1];
  return rank === undefined ? undefined : Number(rank);
}

/** Code that somebody else wrote: Python itself, what pip installed, launchers. */
const foreign =
  /(?:^|\/)(?:site|dist)-packages\/|\/lib(?:64)?\/python\d|^<frozen |\/bin\/[\w-]+$/;

/** The innermost call in the user's own code, or else the innermost of all. */
export function decisiveFrame(traceback: Traceback): Frame | undefined {
  return (
    traceback.frames.findLast(({ file }) => !foreign.test(file)) ??
    traceback.frames.at(-1)
  );
}

/** Exceptions that only say that another process failed. */
const wrappers =
  /(?:^|\.)(?:ChildFailedError|CalledProcessError|ProcessRaisedException|ProcessExitedException|SystemExit|KeyboardInterrupt)$/;

/** Exceptions with which the other ranks end when one of them is gone. */
const aftermath =
  /NCCL|Gloo|gloo|DistBackendError|DistNetworkError|DistStoreError|Connection (?:closed|reset) by peer|Broken pipe/;

/**
 * The traceback that ended the program. Where several ranks write to one log, it is that of the rank that torchrun
 * names as the root cause, or else the first one that is not the echo of another rank's end.
 */
export function culprit(
  tracebacks: readonly Traceback[],
  lines: readonly PlainLine[],
): Traceback | undefined {
  const own = tracebacks.filter(({ type }) => !wrappers.test(type));
  const ranked = own.filter(({ rank }) => rank !== undefined);
  if (ranked.length > 0) {
    const root = rootRank(lines);
    return (
      ranked.findLast(({ rank }) => rank === root) ??
      ranked.find(
        ({ type, message }) => !aftermath.test(`${type}: ${message}`),
      ) ??
      ranked.at(0)
    );
  }
  return own.at(-1) ?? tracebacks.at(-1);
}

/** `Root Cause (first observed failure):`, and some lines later `rank : 3 (local_rank: 3)`. */
function rootRank(lines: readonly PlainLine[]): number | undefined {
  const at = lines.findLastIndex(({ text }) =>
    /Root Cause \(first observed failure\)/.test(text),
  );
  for (const { text } of at < 0 ? [] : lines.slice(at, at + 8)) {
    const rank = /\brank\s*: (\d{1,6})\b/.exec(text)?.[1];
    if (rank !== undefined) {
      return Number(rank);
    }
  }
  return undefined;
}
