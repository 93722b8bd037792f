import { findLast } from '../logText';
import { logEvidence } from '../evidence';
import { asPredicate, containerInWords, severityOfFailure } from '../shared';
import type { DiagnosisRule } from '../types';

/** What shells, the container runtime and Argo's emissary (exit code 64) say when there is no such command. */
const noCommand =
  /(?:command not found|: not found|No such file or directory|can't open file '?([^':]{1,200})|executable file not found in \$PATH|failed to find name in PATH|exec format error|permission denied)/i;

/** The command of a container cannot be run: it is not there, or it is no program for this processor. */
export const badEntryPoint: DiagnosisRule = {
  id: 'bad-entry-point',
  diagnose: (input, clues) => {
    return clues.failures
      .filter(
        ({ reason, exitCode, message }) =>
          exitCode === 126 ||
          exitCode === 127 ||
          reason === 'ContainerCannotRun' ||
          reason === 'StartError' ||
          (exitCode === 64 && noCommand.test(message ?? '')),
      )
      .map(failure => {
        const log = clues.logs.find(each => each.failure === failure);
        const hit = log && findLast(log.words, noCommand);
        return {
          rule: badEntryPoint.id,
          severity: severityOfFailure(failure, input),
          title: `${containerInWords(failure)} ${asPredicate(failure.message ?? 'could not be started.')}`,
          advice: adviceFor(
            `${failure.message ?? ''} ${hit?.line.text ?? ''}`,
            failure.exitCode,
          ),
          evidence: [
            failure.evidence,
            ...(log && hit ? [logEvidence(log.log, [hit.line.line])] : []),
          ],
          pod: failure.pod,
          container: failure.container,
        };
      });
  },
};

function adviceFor(said: string, code: number | undefined): string {
  if (/exec format error/i.test(said)) {
    return 'The image is built for another processor: build it for that of the nodes (linux/amd64 or linux/arm64).';
  }
  if (code === 126 || /permission denied|may not be executed/i.test(said)) {
    return 'Make the file executable in the image (chmod +x), and let it begin with a line such as #!/bin/sh.';
  }
  return 'Check the spelling of the command, that the image holds it, and that it is on the PATH.';
}
