import type { Life } from '../TrainingRun';

/** Asks for more GPUs on one node than any node has. The scheduler tries for ever. */
export const unschedulable: Life = function* (run) {
  const replicas = run.createWorkingPods();
  yield* run.schedule(replicas);
  // Somebody added a node that is large enough.
  for (const { pod } of replicas) {
    pod.start();
  }
  run.sync();
  yield* run.train();
  yield* run.succeed();
};
