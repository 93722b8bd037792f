import type { Script } from '../kernel';
import type { SimPod } from '../pods/SimPod';

/** A server that ends again and again soon after its start, for ever, with longer and longer pauses. */
export function* crashForEver(
  pod: SimPod,
  lines: (restart: number) => string[],
  onChange: () => void,
): Script {
  for (let wait = 10; ; wait = Math.min(wait * 2, 300)) {
    pod.log(lines(pod.restarts));
    yield 8;
    pod.crash({ exitCode: 1, reason: 'Error' }, wait);
    onChange();
    yield wait;
    pod.restart();
    onChange();
  }
}

/** An image that cannot be had, for ever. */
export function* pullForEver(
  pod: SimPod,
  why: string,
  onChange: () => void,
): Script {
  for (let wait = 10; ; wait = Math.min(wait * 2, 300)) {
    pod.pull();
    yield 2;
    pod.pullFailed(why);
    onChange();
    yield 12;
    pod.pullBackOff(why);
    onChange();
    yield wait;
  }
}
