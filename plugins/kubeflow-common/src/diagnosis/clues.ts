import type { Pod } from '../api';
import {
  containerFailures,
  failedNodes,
  podsOf,
  type ContainerFailure,
} from './failures';
import { lastWords, plainLines, type PlainLine } from './logText';
import { culprit, readTracebacks, type Traceback } from './traceback';
import type { DiagnosisInput, DiagnosisLog, EngineNode } from './types';

/** Logs that are read. */
const MAX_LOGS = 40;
/** Lines at the end of a log in which a program says why it ends. */
const LAST_WORDS = 40;

/** The log of a container that failed. @public */
export interface FailedLog {
  log: DiagnosisLog;
  failure: ContainerFailure;
  lines: readonly PlainLine[];
  /** What Python says ended the program. */
  traceback?: Traceback;
  /** The last lines that the program itself wrote, oldest first. */
  words: readonly PlainLine[];
}

/** What an input holds, found once for all rules. @public */
export interface Clues {
  pods: readonly Pod[];
  /** The first one first. */
  failures: readonly ContainerFailure[];
  /** In the order of the failures. */
  logs: readonly FailedLog[];
  /** Nodes of the engine that did not end well. */
  nodes: readonly EngineNode[];
}

/** @see Clues */
export function readClues(input: DiagnosisInput): Clues {
  const failures = containerFailures(input);
  return {
    pods: podsOf(input),
    failures,
    logs: failedLogs(input, failures),
    nodes: failedNodes(input),
  };
}

function failedLogs(
  input: DiagnosisInput,
  failures: readonly ContainerFailure[],
): FailedLog[] {
  const logs = new Set((input.logs ?? []).slice(0, MAX_LOGS));
  const found: FailedLog[] = [];
  for (const failure of logs.size > 0 ? failures : []) {
    for (const log of logs) {
      if (isOf(log, failure)) {
        logs.delete(log);
        const lines = plainLines(log);
        found.push({
          log,
          failure,
          lines,
          traceback: culprit(readTracebacks(lines), lines),
          words: lastWords(lines, LAST_WORDS),
        });
        break;
      }
    }
  }
  return found;
}

function isOf(log: DiagnosisLog, failure: ContainerFailure): boolean {
  return (
    log.pod === failure.pod &&
    (failure.container === undefined || log.container === failure.container) &&
    (log.previous ?? false) === failure.isPast
  );
}
