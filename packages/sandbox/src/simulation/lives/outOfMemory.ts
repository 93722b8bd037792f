import type { Life } from '../TrainingRun';
import { failOver, victimOf } from './failing';

/** The kernel kills the process of one pod for its memory: exit code 137, and nothing in the log says why. */
export const outOfMemory: Life = function* (run) {
  yield* run.launch();
  yield* run.train(run.random.between(0.3, 0.6));
  const victim = victimOf(run);
  if (victim) {
    victim.pod.log([
      '[data] prefetching next shard, 4 workers, pin_memory=True',
      '[data] host memory used: 63.2 GiB of 64.0 GiB',
    ]);
    yield 3;
    yield* failOver(
      run,
      victim,
      { exitCode: 137, reason: 'OOMKilled' },
      function* () {
        yield run.random.between(30, 60);
      },
    );
  }
};
