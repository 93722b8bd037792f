import { cleanText } from '../../reading';
import { engineEvidence } from '../evidence';
import type { DiagnosisRule } from '../types';

/** Argo's messages of a workflow that somebody stops (argoproj/argo-workflows workflow/controller/operator.go). */
const stopped =
  /workflow shutdown with strategy|Stopped with strategy|^terminated$/i;

/** Somebody ended it on purpose. */
export const cancelled: DiagnosisRule = {
  id: 'cancelled',
  diagnose: (input, clues) => {
    const node = clues.nodes.find(({ message }) => stopped.test(message ?? ''));
    if (!input.cancelled && !node && input.reading?.state !== 'cancelled') {
      return [];
    }
    const by = cleanText(input.cancelled?.by, 200);
    return [
      {
        rule: cancelled.id,
        severity: 'failure',
        title: by ? `It was cancelled by ${by}.` : 'It was cancelled.',
        explanation: by
          ? undefined
          : 'It did not fail by itself. The cluster does not say who ended it.',
        evidence: node ? [engineEvidence(node)] : [],
      },
    ];
  },
};
