import type { Life } from '../TrainingRun';

/** Trains well, but not within its `activeDeadlineSeconds`; the deadline ends it. */
export const tooSlow: Life = function* (run) {
  yield* run.launch();
  yield* run.train(0.999);
  // Whoever gave it no deadline gets a job that hangs at the end.
  for (;;) {
    yield 300;
    run.say((_, rank) =>
      rank === 0
        ? ['[rank0] waiting for the last shard of the validation set']
        : [],
    );
  }
};
