import type { Diagnosis } from '../../api';
import { imageReasons } from '../../pods/imagePull';
import { cleanText } from '../../reading';
import { containerEvidence, engineEvidence, eventEvidence } from '../evidence';
import { asPredicate, present, severityOf } from '../shared';
import type { DiagnosisRule } from '../types';

/** What to do, by what the kubelet's sentence (pods/imagePull) says. */
const advices: readonly [RegExp, string][] = [
  [
    /refuses access/,
    'Check the name of the image, and that its namespace has an image pull secret for that registry.',
  ],
  [
    /does not have it/,
    'Check the name and the tag: the image may never have been pushed.',
  ],
  [
    /not the name of an image/,
    'Write the image as registry/name:tag, in lower case.',
  ],
  [
    /not made for the processor/,
    'Build the image for the processor of the nodes, or choose nodes that fit.',
  ],
  [
    /no more pulls/,
    'Wait, or pull through a mirror or with an account that may pull more.',
  ],
  [
    /cannot be reached/,
    'Check the address of the registry and whether the nodes reach it.',
  ],
  [
    /disk of the node is full/,
    'Ask who looks after the nodes to free space, or use a smaller image.',
  ],
];

const fallback =
  'Check the name of the image, and whether the nodes reach its registry and may pull from it.';

/** An image cannot be pulled, so its container never starts. */
export const imagePull: DiagnosisRule = {
  id: 'image-pull',
  diagnose: (input, clues) => {
    const pods = clues.pods;
    const found: Diagnosis[] = [];
    for (const pod of pods) {
      for (const container of pod.containers) {
        if (
          container.state !== 'waiting' ||
          !container.reason ||
          !imageReasons.has(container.reason)
        ) {
          continue;
        }
        const message = container.message ?? 'Waits for its image.';
        const event = input.events?.find(
          each =>
            each.about.name === pod.name &&
            each.type === 'Warning' &&
            /pull|image/i.test(each.message ?? ''),
        );
        found.push({
          rule: imagePull.id,
          severity: severityOf(input),
          title: `Its container ${container.name} ${asPredicate(message)}`,
          advice: adviceFor(message),
          evidence: present(
            containerEvidence(
              pod,
              container,
              `${container.reason}${container.image ? `: ${container.image}` : ''}`,
            ),
            event && eventEvidence(event),
          ),
          pod: pod.name,
          container: container.name,
        });
      }
    }
    const known = new Set(pods.map(({ name }) => name));
    for (const node of clues.nodes) {
      const said = cleanText(node.message, 1000) ?? '';
      const reason =
        /\b(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull)\b/.exec(
          said,
        )?.[1];
      if (reason && !(node.pod && known.has(node.pod))) {
        const image = /image "([^"]{1,300})"/.exec(said)?.[1];
        found.push({
          rule: imagePull.id,
          severity: severityOf(input),
          title: `Its image${image ? ` ${image}` : ''} cannot be pulled.`,
          advice: fallback,
          evidence: [engineEvidence(node)],
          pod: node.pod,
        });
      }
    }
    return found;
  },
};

function adviceFor(message: string): string {
  return advices.find(([pattern]) => pattern.test(message))?.[1] ?? fallback;
}
