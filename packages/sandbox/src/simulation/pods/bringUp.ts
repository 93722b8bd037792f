import type { Random, Script } from '../kernel';
import type { World } from '../World';
import type { SimPod } from './SimPod';

/** How long the scheduler waits before it tries again, in seconds. */
const RETRY_SECONDS = [15, 20, 40, 80, 160, 300];

/** Waits until every pod has a node. */
export function* schedule(pods: readonly SimPod[]): Script {
  let waiting = [...pods];
  for (let retry = 0; waiting.length > 0; retry++) {
    yield 1;
    waiting = waiting.filter(pod => !pod.isGone && !pod.schedule());
    if (waiting.length > 0) {
      yield RETRY_SECONDS[Math.min(retry, RETRY_SECONDS.length - 1)] ?? 300;
    }
  }
}

/**
 * Takes pods from creation to running: a node, the image unless the node has it, the container.
 *
 * @param onChange - after all have nodes, and after all have started
 */
export function* bringUp(
  world: World,
  random: Random,
  pods: readonly SimPod[],
  onChange: () => void = () => {},
): Script {
  yield* schedule(pods);
  onChange();
  const pulls = pods
    .map(pod => ({ pod, seconds: pullSeconds(world, random, pod) }))
    .sort((one, other) => (one.seconds ?? 0) - (other.seconds ?? 0));
  yield 1;
  for (const { pod, seconds } of pulls) {
    if (seconds !== undefined) {
      pod.pull();
    }
  }
  let waited = 0;
  for (const { pod, seconds } of pulls) {
    const wait = (seconds ?? 1) - waited;
    if (wait > 0) {
      yield wait;
      waited += wait;
    }
    pod.start(seconds);
  }
  onChange();
  yield 2;
}

/** How long the image takes; undefined when the node has it already. */
function pullSeconds(
  world: World,
  random: Random,
  pod: SimPod,
): number | undefined {
  const isNew =
    pod.node !== undefined && world.nodes.cache(pod.node, pod.image);
  return isNew ? Math.round(random.between(8, 45) * 1000) / 1000 : undefined;
}
