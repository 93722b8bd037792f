import type { Diagnosis } from '../../api';
import { cleanText } from '../../reading';
import { engineEvidence } from '../evidence';
import { logFinding } from '../logFinding';
import { findLast } from '../logText';
import type { DiagnosisRule } from '../types';

type Words = Pick<Diagnosis, 'title' | 'advice'>;

/** What drivers and launchers say of inputs (kubeflow/pipelines backend/src/v2/driver/resolve.go, component/launcher_v2.go). */
const faults: readonly [RegExp, (match: RegExpExecArray) => Words][] = [
  [
    /neither value nor default value provided for non-optional parameter "([^"]{1,200})"/,
    ([, name]) => ({
      title: `Its input ${name} has no value, and no default.`,
      advice: `Give the run a value for ${name}, or give the parameter a default.`,
    }),
  ],
  [
    /got null for input parameter "([^"]{1,200})"/,
    ([, name]) => ({
      title: `Its input ${name} is null.`,
      advice:
        'See what the task that makes it gives back, and whether it was skipped.',
    }),
  ],
  [
    /input parameter "([^"]{1,200})" type mismatch: expect (\w{1,40}), got (\w{1,40})/,
    ([, name, expected, got]) => ({
      title: `Its input ${name} is of the wrong type: ${got} instead of ${expected}.`,
      advice: 'Correct the value, or the type in the component.',
    }),
  ],
  [
    /parent DAG does not have input (parameter|artifact) (\S{1,200})/,
    ([, kind, name]) => ({
      title: `The ${kind} ${name?.replace(/[.,:]$/, '')} was not passed on to the part of the pipeline that needs it.`,
      advice:
        'Check the inputs of the surrounding pipeline, loop or condition.',
    }),
  ],
  [
    /producer task,? "?([^\s",]{1,200})"?,? not in tasks|cannot find producer task "([^"]{1,200})"/,
    ([, one, other]) => ({
      title: `Its input comes from the task ${one ?? other}, which did not run.`,
      advice:
        'The task may have been skipped by a condition: give the input a default, or collect it with OneOf.',
    }),
  ],
  [
    /failed to download input artifact "([^"]{1,200})" from remote storage URI "([^"]{1,500})"/,
    ([, name, uri]) => ({
      title: `Its input ${name} could not be fetched from ${uri}.`,
      advice:
        'Check that it is still there, and that the run has the credentials of the store.',
    }),
  ],
  [
    /failed to resolve input artifact (\S{1,200}) with spec/,
    ([, name]) => ({
      title: `Its input ${name} is not there.`,
      advice: 'See whether the task that makes it ran and gave it.',
    }),
  ],
];

/** Something that a task takes is not there. */
export const inputMissing: DiagnosisRule = {
  id: 'input-missing',
  diagnose: (input, clues) => {
    const found: Diagnosis[] = [];
    for (const log of clues.logs) {
      for (const [pattern, words] of faults) {
        const hit = findLast(log.lines.slice(-200), pattern);
        if (hit) {
          found.push(
            logFinding(input, log, [hit.line], {
              rule: inputMissing.id,
              ...words(hit.match),
            }),
          );
          break;
        }
      }
    }
    for (const node of clues.nodes) {
      const message = cleanText(node.message, 4000) ?? '';
      for (const [pattern, words] of faults) {
        const match = pattern.exec(message);
        if (match) {
          found.push({
            rule: inputMissing.id,
            severity: 'failure',
            ...words(match),
            evidence: [engineEvidence(node)],
            pod: node.pod,
          });
          break;
        }
      }
    }
    for (const { name, producer } of (input.missingInputs ?? []).slice(0, 20)) {
      const what = cleanText(name, 200) ?? 'without a name';
      const from = cleanText(producer, 200);
      found.push({
        rule: inputMissing.id,
        severity: 'failure',
        title: from
          ? `Its input ${what} is missing: the task ${from} did not give it.`
          : `Its input ${what} has no value.`,
        advice: from
          ? `See how ${from} ended.`
          : 'Give the run a value for it, or give it a default.',
        evidence: [],
      });
    }
    return found;
  },
};
