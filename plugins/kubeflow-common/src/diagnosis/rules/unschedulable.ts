import type { Diagnosis, Pod } from '../../api';
import { sentence } from '../../kinds/shared/words';
import { unschedulableInWords } from '../../pods/unschedulable';
import { cleanText } from '../../reading';
import { engineEvidence, eventEvidence, podEvidence } from '../evidence';
import { present, severityOf } from '../shared';
import type { DiagnosisRule } from '../types';

/** Reasons of pods that no node has taken (pods/podReason). */
const reasons: ReadonlySet<string> = new Set([
  'Unschedulable',
  'SchedulerError',
  'SchedulingGated',
]);

/** No node can take a pod. */
export const unschedulable: DiagnosisRule = {
  id: 'unschedulable',
  diagnose: (input, clues) => {
    const pods = clues.pods;
    const found: Diagnosis[] = pods
      .filter(
        ({ phase, reason }) =>
          phase === 'Pending' && reason !== undefined && reasons.has(reason),
      )
      .map(pod => {
        const event = input.events?.find(
          ({ about, reason }) =>
            reason === 'FailedScheduling' && about.name === pod.name,
        );
        const message = pod.message ?? 'No node can take it.';
        return {
          rule: unschedulable.id,
          severity: severityOf(input),
          title: `Its pod waits for a node. ${message}`,
          explanation: demandInWords(pod),
          advice: adviceFor(pod, message),
          evidence: present(podEvidence(pod), event && eventEvidence(event)),
          pod: pod.name,
        };
      });
    const known = new Set(pods.map(({ name }) => name));
    for (const node of clues.nodes) {
      const [, why] =
        /^Unschedulable: ([^]+)$/.exec(cleanText(node.message, 4000) ?? '') ??
        [];
      if (why && !(node.pod && known.has(node.pod))) {
        found.push({
          rule: unschedulable.id,
          severity: severityOf(input),
          title: sentence(
            `Its pod waits for a node. ${unschedulableInWords(why)}`,
          ),
          evidence: [engineEvidence(node)],
          pod: node.pod,
        });
      }
    }
    return found;
  },
};

function demandInWords(pod: Pod): string | undefined {
  const demands = pod.accelerators.map(
    ({ count, resource, product }) => `${count} ${product ?? resource}`,
  );
  return demands.length > 0
    ? `It asks for ${demands.join(' and ')} on one node.`
    : undefined;
}

function adviceFor(pod: Pod, message: string): string {
  if (pod.reason === 'SchedulingGated') {
    return 'It is held back on purpose and goes on by itself when the gate is opened.';
  }
  const short = pod.accelerators.find(({ resource }) =>
    message.includes(`too little free ${resource}`),
  );
  if (short) {
    return `Wait until ${short.resource} get free, ask for fewer per pod, or spread the work over more pods with fewer each.`;
  }
  if (/too little free/.test(message)) {
    return 'Ask for less, or wait until others have finished.';
  }
  if (/taint/.test(message)) {
    return 'If it may use those nodes, give it the toleration for their taint.';
  }
  if (/kind that it demands/.test(message)) {
    return 'Check its node selector and affinity: perhaps a label is misspelt, or the nodes are gone.';
  }
  return 'Ask for what the nodes have, or ask who looks after the cluster for nodes that fit.';
}
