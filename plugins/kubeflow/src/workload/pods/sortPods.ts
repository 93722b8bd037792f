import type { Pod } from '@kubeflow-portal/plugin-kubeflow-common';

const order: Record<Pod['phase'], number> = {
  Failed: 0,
  Unknown: 1,
  Pending: 2,
  Running: 3,
  Succeeded: 4,
};

/** What needs a look first: failed pods, then those with something to say, then by phase, role, rank and name. */
export function sortPods<T extends Pod>(pods: readonly T[]): T[] {
  return [...pods].sort(
    (one, other) =>
      attention(one) - attention(other) ||
      order[one.phase] - order[other.phase] ||
      (one.role ?? '').localeCompare(other.role ?? '') ||
      (one.rank ?? 0) - (other.rank ?? 0) ||
      one.name.localeCompare(other.name),
  );
}

function attention(pod: Pod): number {
  if (pod.phase === 'Failed') {
    return 0;
  }
  return pod.phase !== 'Succeeded' && pod.message ? 1 : 2;
}
