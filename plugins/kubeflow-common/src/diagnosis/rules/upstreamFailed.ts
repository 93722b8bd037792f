import { cleanText } from '../../reading';
import { engineEvidence } from '../evidence';
import { readProgramEnd } from '../programEnd';
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
    const said = cleanText(input.upstream?.[0]?.message, 300);
    return [
      {
        rule: upstreamFailed.id,
        severity: 'failure',
        title:
          names.length === 0
            ? 'Something that it needs failed before.'
            : `It did not run, because ${names.join(', ')} failed.`,
        explanation:
          names.length === 1 && said
            ? (readProgramEnd(said)?.title ?? said)
            : undefined,
        evidence: node ? [engineEvidence(node)] : [],
        consequence: true,
      },
    ];
  },
};
