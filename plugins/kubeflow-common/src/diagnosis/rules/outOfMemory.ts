import { restartsInWords } from '../failures';
import { asPredicate, containerInWords, severityOfFailure } from '../shared';
import type { DiagnosisRule } from '../types';

/** The kernel killed a container that used more memory than it may. */
export const outOfMemory: DiagnosisRule = {
  id: 'out-of-memory',
  diagnose: (input, clues) =>
    clues.failures
      .filter(({ reason }) => reason === 'OOMKilled')
      .map(failure => ({
        rule: outOfMemory.id,
        severity: severityOfFailure(failure, input),
        title: `${containerInWords(failure)} ${asPredicate(
          failure.message ?? 'used more memory than its limit and was killed.',
        )}`,
        explanation: restartsInWords(failure.restartCount),
        advice:
          'Raise its memory limit, or have it hold less at once: smaller batches, fewer data loader workers, data read in pieces.',
        evidence: [failure.evidence],
        pod: failure.pod,
        container: failure.container,
      })),
};
