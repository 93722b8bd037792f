import { sentence } from '../../kinds/shared/words';
import { cleanText } from '../../reading';
import { engineEvidence } from '../evidence';
import { readProgramEnd } from '../programEnd';
import { severityOf } from '../shared';
import type { DiagnosisRule } from '../types';

/** What the engine says of a step, as it says it: better than nothing, when no other rule knows more. */
export const engineMessage: DiagnosisRule = {
  id: 'engine-message',
  diagnose: (input, clues) =>
    clues.nodes
      .filter(
        ({ phase, message }) =>
          /^(?:failed|error)$/i.test(phase ?? '') &&
          // A node that only holds others says that one of them failed.
          !/^child '/.test(message ?? ''),
      )
      .map(node => {
        const message = cleanText(node.message, 300) ?? '';
        const end = readProgramEnd(message);
        return {
          rule: engineMessage.id,
          severity: severityOf(input),
          title: end?.title ?? sentence(message),
          advice: end?.advice,
          evidence: [engineEvidence(node)],
          pod: node.pod,
        };
      })
      .filter(({ title }) => title.length > 1),
};
