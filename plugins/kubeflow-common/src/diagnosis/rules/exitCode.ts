import { exitCodeInWords } from '../../pods/exitCode';
import { logEvidence } from '../evidence';
import { restartsInWords } from '../failures';
import { findLast } from '../logText';
import { asPredicate, containerInWords, severityOfFailure } from '../shared';
import type { DiagnosisRule } from '../types';

/** Lines of the log that are shown. */
const LAST_LINES = 5;

/**
 * Pipelines' launcher ends with 1 whatever the program around which it runs ended with, and says so (kubeflow/pipelines
 * backend/src/v2/cmd/launcher-v2/main.go).
 */
const ofTheProgram = /failed to execute component: exit status (\d{1,3})$/;

/** A container ended with an error that no other rule explains: its code, and what it said last. */
export const exitCode: DiagnosisRule = {
  id: 'exit-code',
  diagnose: (input, clues) =>
    clues.failures.map(failure => {
      const log = clues.logs.find(each => each.failure === failure);
      const lines = log?.words.slice(-LAST_LINES) ?? [];
      const said = log && findLast(log.words, ofTheProgram)?.match[1];
      const code = said === undefined ? undefined : Number(said);
      return {
        rule: exitCode.id,
        severity: severityOfFailure(failure, input),
        title:
          code === undefined
            ? `${containerInWords(failure)} ${endInWords(failure.exitCode, failure.message)}`
            : `Its program ${exitCodeInWords(code)}.`,
        explanation: restartsInWords(failure.restartCount),
        advice: adviceFor(code ?? failure.exitCode, lines.length > 0),
        evidence: [
          ...(log && lines.length > 0
            ? [
                logEvidence(
                  log.log,
                  lines.map(({ line }) => line),
                ),
              ]
            : []),
          failure.evidence,
        ],
        pod: failure.pod,
        container: failure.container,
      };
    }),
};

function endInWords(
  code: number | undefined,
  message: string | undefined,
): string {
  // The sentence of the container's status has the code in it, and more.
  if (message && /exit code|ended|cannot|took longer|was lost/i.test(message)) {
    return asPredicate(message);
  }
  const end = code === undefined ? 'failed' : exitCodeInWords(code);
  return message ? `${end}: ${message}` : `${end}.`;
}

function adviceFor(
  code: number | undefined,
  hasWords: boolean,
): string | undefined {
  switch (code) {
    case 137:
      return 'Something killed it: often the kernel for want of memory, or the cluster after the grace period of a stop.';
    case 143:
      return 'It was asked to stop: by its controller, because another worker failed, or by a person.';
    case 135:
      return 'Often too little shared memory: mount an emptyDir with medium Memory at /dev/shm.';
    case 132:
      return 'The image is built for a newer processor than that of the node.';
    case 139:
      return 'It crashed in native code: check that the versions of CUDA, drivers and compiled packages fit together.';
    default:
      return hasWords
        ? undefined
        : 'See its log: what it said last usually tells why.';
  }
}
