import type { Diagnosis } from '../../api';
import { sentence } from '../../kinds/shared/words';
import { cleanText } from '../../reading';
import { eventEvidence, podEvidence } from '../evidence';
import { severityOf, standingWarnings } from '../shared';
import type { DiagnosisRule } from '../types';

type Words = readonly [
  pattern: RegExp,
  title: (match: RegExpExecArray) => string,
  advice: string,
];

/** Messages of the kubelet and of the attach and provisioning controllers (k8s.io/kubernetes pkg/volume, pkg/controller/volume). */
const events: readonly Words[] = [
  [
    /secret "([^"]{1,253})" not found/,
    ([, name]) => `its volume needs the secret ${name}, which does not exist`,
    'Create the secret in this namespace, or correct its name.',
  ],
  [
    /configmap "([^"]{1,253})" not found/,
    ([, name]) =>
      `its volume needs the config map ${name}, which does not exist`,
    'Create the config map in this namespace, or correct its name.',
  ],
  [
    /Multi-Attach error for volume "([^"]{1,253})"/,
    ([, name]) =>
      `its volume ${name} is in use on another node, and can only be used on one`,
    'Wait until the other pod has ended, or use a volume with the access mode ReadWriteMany.',
  ],
  [
    /persistentvolumeclaim "([^"]{1,253})" not found/,
    ([, name]) => `its volume claim ${name} does not exist`,
    'Create the volume claim in this namespace, or correct its name.',
  ],
  [
    /mount\.nfs|nfs.*(?:timed out|access denied|No such file)/i,
    () => 'the file server of its volume does not give it the volume',
    'Check the address and the path of the file share, and that the nodes may mount it.',
  ],
  [
    /unmounted volumes=\[([^\]]{1,300})\]/,
    ([, names]) => `these volumes cannot be mounted: ${names}`,
    'See the other events of the pod for the reason; the storage may be slow or away.',
  ],
  [
    /driver name (\S{1,200}) not found in the list of registered CSI drivers/,
    ([, name]) => `its node does not know the storage driver ${name}`,
    'Ask who looks after the nodes: the storage driver does not run there.',
  ],
  [
    /storageclass(?:\.storage\.k8s\.io)? "([^"]{1,253})" not found/i,
    ([, name]) => `the storage class ${name} does not exist`,
    'Choose a storage class that the cluster has, or leave it out for the default one.',
  ],
];

const reasons =
  /^(?:FailedMount|FailedAttachVolume|FailedMapVolume|ProvisioningFailed|FailedBinding)$/;

/** What it stores its data on is not there. */
export const volume: DiagnosisRule = {
  id: 'volume',
  diagnose: (input, clues) => {
    const found: Diagnosis[] = [];
    for (const event of standingWarnings(input, reasons)) {
      const message = cleanText(event.message, 4000) ?? '';
      const known = firstMatch(message);
      const pod = event.about.kind === 'Pod' ? event.about.name : undefined;
      found.push({
        rule: volume.id,
        severity: severityOf(input),
        title: sentence(
          `It waits for its volume: ${known?.title ?? (cleanText(message, 300) || 'it cannot be mounted')}`,
        ),
        advice:
          known?.advice ??
          'Check the volume claim and the storage class; ask who looks after the storage.',
        evidence: [eventEvidence(event)],
        pod,
      });
    }
    for (const pod of clues.pods) {
      const claim = /Its volume claim/.exec(pod.message ?? '');
      if (pod.phase === 'Pending' && claim && pod.message) {
        found.push({
          rule: volume.id,
          severity: severityOf(input),
          title: `It waits for its volume. ${pod.message}`,
          advice: /does not exist/.test(pod.message)
            ? 'Create the volume claim in this namespace, or correct its name.'
            : 'Check the storage class of the claim, and whether the storage has room left.',
          evidence: [podEvidence(pod)],
          pod: pod.name,
        });
      }
    }
    return oneEach(found);
  },
};

function firstMatch(
  message: string,
): { title: string; advice: string } | undefined {
  for (const [pattern, title, advice] of events) {
    const match = pattern.exec(message);
    if (match) {
      return { title: title(match), advice };
    }
  }
  return undefined;
}

/** The first, which is the newest, of each pod that is known well enough; the others only repeat it. */
function oneEach(found: readonly Diagnosis[]): Diagnosis[] {
  const seen = new Set<string>();
  return found.filter(({ pod, title }) => {
    const key = pod ?? title;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
