import type { Diagnosis } from '../../api';
import { sentence } from '../../kinds/shared/words';
import { cleanText } from '../../reading';
import { engineEvidence } from '../evidence';
import { logFinding } from '../logFinding';
import { findLast } from '../logText';
import { severityOf } from '../shared';
import type { DiagnosisRule } from '../types';

/**
 * The last line of a driver (kubeflow/pipelines backend/src/v2/cmd/driver/main.go): `F1116 13:02:55.0 27 main.go:79]
 * KFP driver: driver.Container(pipelineName=…, runID=…) failed: …`. The parentheses hold much that helps nobody.
 */
const driver =
  /KFP driver: (?:driver\.(\w{1,40})\([^]{0,1500}?\) failed: )?([^]{1,1500})$/;

/** Pipelines' driver, which prepares a task, failed: the task itself never ran. */
export const driverError: DiagnosisRule = {
  id: 'driver-error',
  diagnose: (input, clues) => {
    const found: Diagnosis[] = [];
    for (const log of clues.logs) {
      const hit = findLast(log.words.length > 0 ? log.lines : [], driver);
      const said = cleanText(hit?.match[2], 400);
      if (hit && said) {
        found.push(
          logFinding(input, log, [hit.line], {
            rule: driverError.id,
            ...wordsFor(said),
          }),
        );
      }
    }
    for (const node of clues.nodes) {
      const said = cleanText(
        driver.exec(cleanText(node.message, 4000) ?? '')?.[2],
        400,
      );
      const words = said && wordsFor(said);
      // The log of its pod, where there is one, has the same with its line.
      if (words && !found.some(({ title }) => title === words.title)) {
        found.push({
          rule: driverError.id,
          severity: severityOf(input),
          ...words,
          evidence: [engineEvidence(node)],
          pod: node.pod,
        });
      }
    }
    return found;
  },
};

function wordsFor(
  said: string,
): Pick<Diagnosis, 'title' | 'explanation' | 'advice'> {
  return {
    title: `Pipelines could not prepare the task: ${sentence(said)}`,
    explanation: 'The driver failed before the task itself was started.',
    advice: adviceFor(said),
  };
}

function adviceFor(said: string): string | undefined {
  if (
    /dial tcp|connection refused|no such host|Unavailable|timed? ?out|deadline/i.test(
      said,
    )
  ) {
    return 'A service of Kubeflow Pipelines does not answer: ask who looks after it, then retry the run.';
  }
  if (/unmarshal|unknown|unexpected|not implemented|unsupported/i.test(said)) {
    return 'The SDK that compiled the pipeline and the server may not fit together: compare their versions.';
  }
  if (/forbidden|not allowed|permission/i.test(said)) {
    return 'Check what the service account of the run may do in its namespace.';
  }
  return undefined;
}
