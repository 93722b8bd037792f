import type { Diagnosis, Evidence } from '../api';
import type { FailedLog } from './clues';
import { logEvidence } from './evidence';
import type { ContainerFailure } from './failures';
import { findFirst, findLast, type Hit, type PlainLine } from './logText';
import { severityOfFailure } from './shared';
import { decisiveFrame, type Traceback } from './traceback';
import type { DiagnosisInput } from './types';

/**
 * Where the end of a program speaks of something: in the exception that ended it (or one of its causes), or, without
 * one, in its last words. What a program logs on its way and gets over is no reason for its end.
 */
export function findAtEnd(log: FailedLog, pattern: RegExp): Hit | undefined {
  for (
    let traceback: Traceback | undefined = log.traceback;
    traceback;
    traceback = traceback.cause
  ) {
    const lines = traceback.said
      .map(index => log.lines[index])
      .filter(line => line !== undefined);
    const hit = findFirst(lines, pattern);
    if (hit) {
      return hit;
    }
  }
  return log.traceback ? undefined : findLast(log.words, pattern);
}

/** A diagnosis out of a log: what was found, where in the user's code, and how the container ended. */
export function logFinding(
  input: DiagnosisInput,
  log: FailedLog,
  lines: readonly PlainLine[],
  words: Pick<Diagnosis, 'rule' | 'title' | 'explanation' | 'advice'>,
): Diagnosis {
  const { failure, traceback } = log;
  return {
    ...words,
    severity: severityOfFailure(failure, input),
    evidence: [
      logEvidence(
        log.log,
        lines.map(({ line }) => line),
      ),
      ...frameEvidence(log, traceback),
      ...(saysMore(failure) ? [failure.evidence] : []),
    ],
    pod: log.log.pod,
    container: log.log.container,
  };
}

/** That a program ended with 1 or 2 is no news beside what it wrote. */
function saysMore({
  exitCode,
  reason,
  restartCount,
}: ContainerFailure): boolean {
  const isPlain = exitCode === 1 || exitCode === 2;
  return (
    !isPlain || restartCount > 0 || (reason !== undefined && reason !== 'Error')
  );
}

/** The line of the user's code that led to it. */
function frameEvidence(
  log: FailedLog,
  traceback: Traceback | undefined,
): Evidence[] {
  const frame = traceback && decisiveFrame(traceback);
  if (!frame) {
    return [];
  }
  // The source line follows, unless the next frame does.
  const [at, source] = log.lines.slice(frame.index, frame.index + 2);
  const lines =
    source && !/^\s*(?:\[.{1,20}\]:\s*)?File "/.test(source.text)
      ? [at, source]
      : [at];
  return [
    logEvidence(
      log.log,
      lines.filter(line => line !== undefined).map(({ line }) => line),
    ),
  ];
}
