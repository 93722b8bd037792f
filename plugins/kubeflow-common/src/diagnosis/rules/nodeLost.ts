import { engineEvidence, eventEvidence, podEvidence } from '../evidence';
import { asPredicate, present } from '../shared';
import type { DiagnosisRule } from '../types';

const reasons: ReadonlySet<string> = new Set([
  'NodeLost',
  'NodeShutdown',
  'NodeTainted',
  'Terminated',
  'ContainerStatusUnknown',
]);

/** The node went away under a pod, or the pod was taken away. */
export const nodeLost: DiagnosisRule = {
  id: 'node-lost',
  diagnose: (input, clues) => {
    const pods = clues.pods;
    const lost = pods.filter(
      ({ reason, phase, containers }) =>
        (reason !== undefined && reasons.has(reason)) ||
        phase === 'Unknown' ||
        containers.some(each => each.reason === 'ContainerStatusUnknown'),
    );
    const deleted = clues.nodes.filter(({ message }) =>
      /^pod deleted(?: during operation)?$/i.test(message?.trim() ?? ''),
    );
    return [
      ...lost.map(pod => {
        const event = input.events?.find(
          ({ reason, about }) =>
            about.name === pod.name &&
            (reason === 'NodeNotReady' || reason === 'TaintManagerEviction'),
        );
        return {
          rule: nodeLost.id,
          severity:
            pod.phase === 'Unknown'
              ? ('blocked' as const)
              : ('failure' as const),
          title:
            pod.phase === 'Unknown'
              ? 'The node of its pod does not answer, so nobody knows how it is.'
              : lossInWords(pod.message),
          explanation: pod.node && `It ran on the node ${pod.node}.`,
          advice:
            'Start it again. If it happens often, ask who looks after the nodes; checkpoints keep what was done.',
          evidence: present(podEvidence(pod), event && eventEvidence(event)),
          pod: pod.name,
        };
      }),
      ...deleted.map(node => ({
        rule: nodeLost.id,
        severity: 'failure' as const,
        title: 'Its pod was deleted while it was needed.',
        explanation:
          'The engine found the pod gone: somebody deleted it, its node went away, or it had to make room for another one.',
        advice: 'Start it again; allow retries where this is to be expected.',
        evidence: [engineEvidence(node)],
        pod: node.pod,
      })),
    ];
  },
};

function lossInWords(message = 'Was lost together with its node.'): string {
  return message.startsWith('Its node')
    ? message.replace('Its node', 'The node of its pod')
    : `Its pod ${asPredicate(message)}`;
}
