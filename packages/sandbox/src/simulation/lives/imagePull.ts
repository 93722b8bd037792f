import type { Life } from '../TrainingRun';

/** The image does not exist. Nothing fails by itself: the pods wait until a deadline, or somebody, ends it. */
export const imagePull: Life = function* (run) {
  const replicas = run.createWorkingPods();
  yield* run.schedule(replicas);
  run.sync();
  yield 1;
  for (let wait = 10; ; wait = Math.min(wait * 2, 300)) {
    for (const { pod } of replicas) {
      pod.pull();
    }
    yield 2;
    for (const { pod } of replicas) {
      pod.pullFailed(notFound(pod.image));
    }
    run.sync();
    yield 12;
    for (const { pod } of replicas) {
      pod.pullBackOff(notFound(pod.image));
    }
    yield wait;
  }
};

function notFound(image: string): string {
  return `failed to resolve image: ${image}: not found`;
}
