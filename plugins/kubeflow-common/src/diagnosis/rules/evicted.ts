import { eventEvidence, podEvidence } from '../evidence';
import { present } from '../shared';
import type { DiagnosisRule } from '../types';

/** The kubelet, or somebody with the eviction API, ended a pod. */
export const evicted: DiagnosisRule = {
  id: 'evicted',
  diagnose: (input, clues) =>
    clues.pods
      .filter(({ reason }) => reason === 'Evicted')
      .map(pod => {
        const message = pod.message ?? 'Was evicted from its node.';
        const event = input.events?.find(
          ({ reason, about }) =>
            reason === 'Evicted' && about.name === pod.name,
        );
        return {
          rule: evicted.id,
          severity: 'failure' as const,
          title: `Its pod ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
          advice: adviceFor(`${message} ${event?.message ?? ''}`),
          evidence: present(podEvidence(pod), event && eventEvidence(event)),
          pod: pod.name,
        };
      }),
};

function adviceFor(said: string): string {
  if (/ephemeral-storage|disk|inodes/i.test(said)) {
    return 'Write large files to a volume instead of the container, or request the ephemeral-storage that it needs.';
  }
  if (/memory/i.test(said)) {
    return 'Request as much memory as it uses: pods that use more than they requested are the first to go.';
  }
  return 'Start it again; if its node is being drained, it will get another one. Checkpoints keep what was done.';
}
