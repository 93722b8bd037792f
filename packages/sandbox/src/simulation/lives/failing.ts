import type { Script } from '../kernel';
import type { Replica } from '../kinds/TrainingKind';
import type { Exit } from '../pods/SimPod';
import type { TrainingRun } from '../TrainingRun';

/** How long the kubelet waits before the n-th restart of a container. */
const BACK_OFF_SECONDS = [10, 20, 40, 80, 160, 300];

/** A failed container is not started again: its pod has failed, and stays for a person to look at. */
export function isFinal(replica: Replica): boolean {
  const { restartPolicy } = replica.set;
  return restartPolicy === 'Never' || restartPolicy === 'ExitCode';
}

/** How long the kubelet waits before it starts a container again. */
export function backOffOf(replica: Replica): number {
  return BACK_OFF_SECONDS[Math.min(replica.pod.restarts, 5)] ?? 300;
}

/**
 * The end that a failing container brings, by what the job's pods are told to do. A pod that is never restarted fails
 * at once, and the job with it. Others have their container restarted in place, each time failing in the same way
 * after a while, until the backoff limit is reached: then the job fails and its pods are deleted, logs and all.
 *
 * @param again - what happens between a restart and the next failure
 */
export function* failOver(
  run: TrainingRun,
  replica: Replica,
  exit: Exit,
  again: () => Script,
): Script {
  if (isFinal(replica)) {
    run.exit(replica, exit);
    yield 2;
    run.fail();
    return;
  }
  while (replica.pod.restarts < replica.set.backoffLimit) {
    const wait = backOffOf(replica);
    replica.pod.crash(exit, wait);
    run.sync();
    yield wait;
    replica.pod.restart();
    run.sync();
    replica.pod.log(run.log.banner(run.position(replica)));
    yield* again();
  }
  run.fail('backoff');
}

/** The trainer that something happens to: any but the first where there are several, so that rank 0 tells about it. */
export function victimOf(run: TrainingRun): Replica | undefined {
  const trainers = run.trainers;
  return trainers.length > 1
    ? trainers[1 + Math.floor(run.random.next() * (trainers.length - 1))]
    : trainers[0];
}
