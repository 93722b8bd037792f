import type { Diagnosis } from '../../api';
import { sentence } from '../../kinds/shared/words';
import { cleanText } from '../../reading';
import { engineEvidence, eventEvidence } from '../evidence';
import { severityOf, standingWarnings } from '../shared';
import type { DiagnosisRule } from '../types';

const webhook =
  /admission webhook "([^"]{1,253})" denied the request: ?([^]{0,600})/;
const security = /violates PodSecurity "([^"]{1,100})": ([^]{1,600})/;
const invalid =
  /\b(?:Pod|Job|JobSet|Workflow)\S{0,20} "([^"]{1,253})" is invalid: ([^]{1,600})/;

/** The cluster refuses to make its pods: a policy, an admission webhook, a field that is wrong. */
export const rejected: DiagnosisRule = {
  id: 'rejected',
  diagnose: (input, clues) => {
    const found: Diagnosis[] = [];
    const add = (
      message: string | undefined,
      evidence: Diagnosis['evidence'][number],
    ) => {
      const words = wordsFor(cleanText(message, 4000) ?? '');
      if (words && !found.some(({ title }) => title === words.title)) {
        found.push({
          rule: rejected.id,
          severity: severityOf(input),
          ...words,
          evidence: [evidence],
        });
      }
    };
    for (const event of standingWarnings(input, /./)) {
      add(event.message, eventEvidence(event));
    }
    for (const node of clues.nodes) {
      add(node.message, engineEvidence(node));
    }
    return found;
  },
};

function wordsFor(
  message: string,
): Pick<Diagnosis, 'title' | 'explanation' | 'advice'> | undefined {
  const [, level, why] = security.exec(message) ?? [];
  if (level !== undefined) {
    return {
      title: `Its namespace does not allow such pods (PodSecurity ${level}).`,
      explanation: sentence(cleanText(why, 400) ?? ''),
      advice:
        'Set the fields that are named in the security context of its pods and containers.',
    };
  }
  const [, name, said] = webhook.exec(message) ?? [];
  if (name !== undefined) {
    return {
      title: `A policy of the cluster refuses it (${name}).`,
      explanation: said ? sentence(cleanText(said, 400) ?? '') : undefined,
      advice: 'Change what the policy objects to, or ask who looks after it.',
    };
  }
  const [, object, fault] = invalid.exec(message) ?? [];
  return object === undefined
    ? undefined
    : {
        title: `The cluster refuses ${object}: it is not valid.`,
        explanation: sentence(cleanText(fault, 400) ?? ''),
        advice: 'Correct the fields that are named.',
      };
}
