import { conditionEvidence, eventEvidence, podEvidence } from '../evidence';
import { present } from '../shared';
import type { DiagnosisRule } from '../types';

/** Something of higher priority took its place: by the scheduler, or by Kueue. */
export const preempted: DiagnosisRule = {
  id: 'preempted',
  diagnose: (input, clues) => {
    const pods = clues.pods.filter(({ reason }) => reason === 'Preempted');
    const { reading, subject } = input;
    const evicted = reading?.conditions?.find(
      ({ type, status, reason }) =>
        type === 'Evicted' && status === 'True' && reason === 'Preempted',
    );
    const isHeld = reading?.reason === 'Preempted' || evicted !== undefined;
    return [
      ...(isHeld
        ? [
            {
              rule: preempted.id,
              severity: 'blocked' as const,
              title:
                'It had to make room for another job and waits for its turn.',
              explanation: reading?.message,
              advice:
                'It goes on by itself as soon as there is quota again. A higher priority class makes this rarer; checkpoints keep what was done.',
              evidence: present(evicted && conditionEvidence(evicted, subject)),
            },
          ]
        : []),
      ...pods.map(pod => {
        const event = input.events?.find(
          ({ reason, about }) =>
            about.name === pod.name &&
            (reason === 'Preempted' || reason === 'Preempting'),
        );
        return {
          rule: preempted.id,
          severity: 'failure' as const,
          title:
            'Its pod was preempted: it had to make room for a pod of higher priority.',
          advice:
            'Start it again, or give it a higher priority class; checkpoints keep what was done.',
          evidence: present(podEvidence(pod), event && eventEvidence(event)),
          pod: pod.name,
        };
      }),
    ];
  },
};
