import type { Replica } from '../kinds/TrainingKind';
import { programOf } from '../objects';
import type { Exit } from '../pods/SimPod';
import type { Life } from '../TrainingRun';
import { backOffOf, isFinal } from './failing';

/** The command names a program that the image does not have: the container never starts. */
export const badEntryPoint: Life = function* (run) {
  const replicas = run.createWorkingPods();
  yield* run.schedule(replicas);
  run.sync();
  yield 2;
  replicas.forEach(({ pod }) => pod.pull());
  for (;;) {
    const ends = replicas.map(replica => ({ replica, exit: fail(replica) }));
    const [first] = replicas;
    if (first && isFinal(first)) {
      ends.forEach(({ replica, exit }) => replica.pod.exit(exit));
      run.sync();
      yield 1;
      run.fail();
      return;
    }
    if (!first || first.pod.restarts >= first.set.backoffLimit) {
      run.fail('backoff');
      return;
    }
    const wait = backOffOf(first);
    ends.forEach(({ replica, exit }) => replica.pod.crash(exit, wait));
    run.sync();
    yield wait;
    replicas.forEach(({ pod }) => pod.retry());
  }
};

function fail({ pod }: Replica): Exit {
  const [main] = pod.template.spec.containers;
  const program = (main && programOf(main)) ?? 'python';
  return pod.startError(
    `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${program}": executable file not found in $PATH`,
  );
}
