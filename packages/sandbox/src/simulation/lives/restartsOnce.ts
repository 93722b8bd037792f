import type { Life } from '../TrainingRun';
import { victimOf } from './failing';

/** A pod dies with its node; the job's failure policy starts everything anew from the checkpoint, and it goes well. */
export const restartsOnce: Life = function* (run) {
  yield* run.launch();
  yield* run.train(0.45);
  const victim = victimOf(run);
  if (victim) {
    victim.pod.log([
      '[E] Xid 79: GPU has fallen off the bus',
      'RuntimeError: CUDA error: unspecified launch failure',
    ]);
    run.exit(victim, { exitCode: 1, reason: 'Error' });
    yield* run.restart();
    yield* run.launch();
  }
  yield* run.train();
  yield* run.succeed();
};
