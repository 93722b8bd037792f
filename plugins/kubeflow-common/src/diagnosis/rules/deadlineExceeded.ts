import { spanInWords } from '../../kinds/shared/words';
import { conditionEvidence, engineEvidence, podEvidence } from '../evidence';
import type { DiagnosisRule } from '../types';

/**
 * It took longer than it may. Argo has several sentences for it (argoproj/argo-workflows workflow/controller), the
 * controllers of jobs write a reason.
 */
const words =
  /active (?:on the node )?longer than (?:the )?specified deadline|exceeded its deadline|Max duration limit exceeded|Step exceeded workflow deadline|deadline exceeded for (?:step|node)|^DeadlineExceeded/i;

export const deadlineExceeded: DiagnosisRule = {
  id: 'deadline-exceeded',
  diagnose: (input, clues) => {
    const { reading, subject, deadlineSeconds } = input;
    const condition = reading?.conditions?.find(
      ({ status, reason, message }) =>
        status === 'True' &&
        (reason === 'DeadlineExceeded' || words.test(message ?? '')),
    );
    const node = clues.nodes.find(({ message }) => words.test(message ?? ''));
    const pod = clues.pods.find(({ reason }) => reason === 'DeadlineExceeded');
    const isSaid =
      reading?.reason === 'DeadlineExceeded' && reading.state !== 'running';
    if (!condition && !node && !pod && !isSaid) {
      return [];
    }
    return [
      {
        rule: deadlineExceeded.id,
        severity: 'failure',
        title: `It took longer than its deadline${
          deadlineSeconds === undefined
            ? ''
            : ` of ${spanInWords(deadlineSeconds)}`
        } and was stopped.`,
        advice:
          'Give it more time, or see in its log what took so long: waiting for data or for other workers counts, too.',
        evidence: [
          ...(condition ? [conditionEvidence(condition, subject)] : []),
          ...(node ? [engineEvidence(node)] : []),
          ...(pod ? [podEvidence(pod)] : []),
        ],
        ...(pod && !condition && !node ? { pod: pod.name } : {}),
      },
    ];
  },
};
