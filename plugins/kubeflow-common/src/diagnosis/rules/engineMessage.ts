import { sentence } from '../../kinds/shared/words';
import { cleanText } from '../../reading';
import { engineEvidence } from '../evidence';
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
      .map(node => ({
        rule: engineMessage.id,
        severity: severityOf(input),
        title: sentence(cleanText(node.message, 300) ?? ''),
        evidence: [engineEvidence(node)],
        pod: node.pod,
      }))
      .filter(({ title }) => title.length > 1),
};
