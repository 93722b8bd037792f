import type { Life } from '../TrainingRun';
import { failOver } from './failing';

/** A shell that cannot find what it is told to run: exit code 127, one line in the log. */
export const commandNotFound: Life = function* (run) {
  yield* run.launch();
  yield 1;
  const [victim] = run.trainers;
  if (victim) {
    victim.pod.log(['bash: line 1: acclerate: command not found']);
    yield* failOver(
      run,
      victim,
      { exitCode: 127, reason: 'Error' },
      function* () {
        yield 1;
        victim.pod.log(['bash: line 1: acclerate: command not found']);
      },
    );
  }
};
