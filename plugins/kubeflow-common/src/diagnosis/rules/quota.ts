import type { Diagnosis } from '../../api';
import { quotaInWords } from '../../kinds/shared/admission';
import { sentence } from '../../kinds/shared/words';
import { cleanText } from '../../reading';
import { conditionEvidence, engineEvidence, eventEvidence } from '../evidence';
import { severityOf, standingWarnings } from '../shared';
import type { DiagnosisRule } from '../types';

/** As the admission plugin ResourceQuota writes (k8s.io/apiserver pkg/admission/plugin/resourcequota). */
const exceeded =
  /exceeded quota: (\S{1,253}?), requested: (.{1,500}?), used: (.{1,500}?), limited: ([^]{1,500})/;
const unset = /failed quota: (\S{1,253}?): must specify ([^]{1,300})/;

/** A quota keeps its pods from being made: of the namespace, or of its queue. */
export const quota: DiagnosisRule = {
  id: 'quota',
  diagnose: (input, clues) => {
    const found: Diagnosis[] = [];
    const add = (
      message: string | undefined,
      evidence: Diagnosis['evidence'][number],
    ) => {
      const words = quotaOfNamespace(cleanText(message, 4000) ?? '');
      if (words && !found.some(({ title }) => title === words.title)) {
        found.push({
          rule: quota.id,
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
    const queue = queueOf(input);
    return queue ? [...found, queue] : found;
  },
};

function quotaOfNamespace(
  message: string,
): Pick<Diagnosis, 'title' | 'explanation' | 'advice'> | undefined {
  const [, name, requested, used, limited] = exceeded.exec(message) ?? [];
  if (name !== undefined) {
    return {
      title: `Its pods cannot be made: the quota ${name} of its namespace is used up.`,
      explanation: sentence(
        `It asks for ${requested}; in use are ${used}, and the limit is ${cleanText(limited, 300)}`,
      ),
      advice:
        'Ask for less, end something else in the namespace, or ask for a larger quota.',
    };
  }
  const [, strict, fields] = unset.exec(message) ?? [];
  return strict === undefined
    ? undefined
    : {
        title: `Its pods cannot be made: the quota ${strict} of its namespace wants every container to say what it needs.`,
        advice: `Set in each container: ${cleanText(fields, 200)}.`,
      };
}

/** Kueue holds it back. */
function queueOf(
  input: Parameters<DiagnosisRule['diagnose']>[0],
): Diagnosis | undefined {
  const { reading, subject } = input;
  if (reading?.state !== 'queued' && reading?.state !== 'suspended') {
    return undefined;
  }
  const condition = reading.conditions?.find(
    ({ type, status }) => type === 'QuotaReserved' && status === 'False',
  );
  const said = condition?.message ?? reading.message ?? '';
  const why = /quota|flavor/i.test(said) ? quotaInWords(said) : undefined;
  if (!why || reading.reason === 'Preempted') {
    return undefined;
  }
  const never = /can never give more/.test(`${why} ${said}`);
  return {
    rule: quota.id,
    severity: 'blocked',
    title: condition
      ? sentence(`It waits in its queue: ${why}`)
      : sentence(reading.message ?? 'It waits in its queue'),
    advice: never
      ? 'Ask for less: no end of another job will ever make enough room.'
      : 'It starts by itself as soon as others have finished. To start sooner, ask for less or for a larger quota.',
    evidence: condition ? [conditionEvidence(condition, subject)] : [],
  };
}
