import { sentence } from '../../kinds/shared/words';
import { cleanText } from '../../reading';
import { logFinding } from '../logFinding';
import { findLast } from '../logText';
import type { DiagnosisRule } from '../types';

/** Lines that the launcher ends with (kubeflow/pipelines backend/src/v2/cmd/launcher-v2, component/launcher_v2.go). */
const fatal =
  /^F\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ \w+\.go:\d+\] (?!KFP driver)([^]{1,1500})$/;
/** The program of the user ended with an error: the launcher only passes it on. */
const ofTheProgram =
  /(?:failed to execute (?:importer )?component: )?exit status \d+$/;

const advices: readonly [RegExp, string][] = [
  [
    /failed to (?:upload output artifact|open bucket)|failed to (?:get|parse) bucket/,
    'Check the pipeline root and the credentials of the object store; the store may be full or away.',
  ],
  [
    /failed to read output parameter|failed to find output parameter/,
    'The task promised an output that it did not write: let it return a value in every case.',
  ],
  [
    /ML ?Metadata|MLMD|metadata/i,
    'The metadata service of Kubeflow Pipelines does not answer: ask who looks after it, then retry the run.',
  ],
  [
    /unmarshal|ExecutorOutput/i,
    'The SDK in the image and the server may not fit together: compare their versions.',
  ],
];

/** Pipelines' launcher, which runs around the user's program, failed by itself: with inputs or outputs, mostly. */
export const launcherError: DiagnosisRule = {
  id: 'launcher-error',
  diagnose: (input, clues) =>
    clues.logs.flatMap(log => {
      const hit = findLast(log.lines, fatal);
      const said = cleanText(
        hit?.match[1]?.replace(
          /^(?:failed to execute (?:importer )?component|failed to create component launcher v2): /,
          '',
        ),
        400,
      );
      if (!hit || !said || ofTheProgram.test(said)) {
        return [];
      }
      return [
        logFinding(input, log, [hit.line], {
          rule: launcherError.id,
          title: `Pipelines could not run the task: ${sentence(said)}`,
          explanation:
            'The launcher, which fetches inputs and stores outputs around the program, failed.',
          advice: advices.find(([pattern]) => pattern.test(said))?.[1],
        }),
      ];
    }),
};
