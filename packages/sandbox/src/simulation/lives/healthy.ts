import type { Life } from '../TrainingRun';

/** Trains to the end. */
export const healthy: Life = function* (run) {
  yield* run.launch();
  yield* run.train();
  yield* run.succeed();
};
