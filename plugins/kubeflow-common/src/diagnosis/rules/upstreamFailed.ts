import { cleanText } from '../../reading';
import { engineEvidence } from '../evidence';
import type { DiagnosisRule } from '../types';

/** What it depends on failed, so it never ran; Argo calls that omitted. */
export const upstreamFailed: DiagnosisRule = {
  id: 'upstream-failed',
  diagnose: (input, clues) => {
    const names = (input.upstream ?? [])
      .slice(0, 20)
      .map(({ name }) => cleanText(name, 200) ?? 'without a name');
    const node = clues.nodes.find(({ message }) =>
      /^omitted: depends condition not met/i.test(message?.trim() ?? ''),
    );
    if (names.length === 0 && !node) {
      return [];
    }
    const first = input.upstream?.[0];
    return [
      {
        rule: upstreamFailed.id,
        severity: 'failure',
        title:
          names.length === 0
            ? 'Something that it needs failed before.'
            : `It did not run, because ${names.join(', ')} failed.`,
        explanation:
          names.length === 1 ? cleanText(first?.message, 300) : undefined,
        evidence: node ? [engineEvidence(node)] : [],
        consequence: true,
      },
    ];
  },
};
