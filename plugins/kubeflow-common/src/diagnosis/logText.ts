import type { LogLine } from '../api';
import { withoutControls } from '../reading';
import type { DiagnosisLog } from './types';

/** Lines of one log, from its end. */
const MAX_LINES = 5000;
/** Characters of a line that matter. */
const MAX_LENGTH = 2000;

/** A line of a log as a terminal would show it, its indentation kept. @public */
export interface PlainLine {
  text: string;
  line: LogLine;
}

/** What a terminal would show of a line in the end: progress bars write over what they wrote before. @public */
export function plainText(text: string): string {
  const shown = text.slice(text.lastIndexOf('\r', text.length - 2) + 1);
  return withoutControls(shown.slice(0, MAX_LENGTH)).trimEnd();
}

/** The end of a log, as a terminal would show it. */
export function plainLines(log: DiagnosisLog): PlainLine[] {
  return log.lines
    .slice(-MAX_LINES)
    .map(line => ({ text: plainText(line.text), line }));
}

/** A line that a pattern fits, and what it captured. */
export interface Hit {
  match: RegExpExecArray;
  line: PlainLine;
}

/** The last line that a pattern fits. */
export function findLast(
  lines: readonly PlainLine[],
  pattern: RegExp,
): Hit | undefined {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    const match = line && pattern.exec(line.text);
    if (match) {
      return { match, line };
    }
  }
  return undefined;
}

/** The first line that a pattern fits. */
export function findFirst(
  lines: readonly PlainLine[],
  pattern: RegExp,
): Hit | undefined {
  for (const line of lines) {
    const match = pattern.exec(line.text);
    if (match) {
      return { match, line };
    }
  }
  return undefined;
}

/** Lines that the engine writes into the log of the program (Argo's emissary, the Pipelines launcher's own notes). */
const notOfTheProgram =
  /\bargo=true\b|^[IWE]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [\w.]+\.go:\d+\]|^Error: exit status \d+$/;

/** The last lines that the program itself wrote, oldest first. */
export function lastWords(
  lines: readonly PlainLine[],
  count: number,
): readonly PlainLine[] {
  const words: PlainLine[] = [];
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line && line.text.trim() !== '' && !notOfTheProgram.test(line.text)) {
      words.unshift(line);
      if (words.length === count) {
        break;
      }
    }
  }
  return words;
}
