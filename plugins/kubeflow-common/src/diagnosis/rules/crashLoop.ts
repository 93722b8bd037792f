import { containerEvidence } from '../evidence';
import type { DiagnosisRule } from '../types';

/** A container that keeps failing, and no other rule says why. */
export const crashLoop: DiagnosisRule = {
  id: 'crash-loop',
  diagnose: (_, clues) =>
    clues.pods.flatMap(pod =>
      pod.containers
        .filter(({ reason }) => reason === 'CrashLoopBackOff')
        .map(container => ({
          rule: crashLoop.id,
          severity: 'failure' as const,
          title: `Its container ${container.name} ${
            container.message
              ? container.message.charAt(0).toLowerCase() +
                container.message.slice(1)
              : 'keeps failing.'
          }`,
          advice:
            'See the log of its last run (Previous): what it said last usually tells why.',
          evidence: [containerEvidence(pod, container)],
          pod: pod.name,
          container: container.name,
        })),
    ),
};
