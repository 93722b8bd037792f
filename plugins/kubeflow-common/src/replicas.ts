import type { ReplicaReading } from './kinds/types';

/**
 * Pods of all groups together: those that are up (ready or, where an object does not say, active), and those wanted.
 *
 * @returns `undefined` when the object says nothing of either, or wants none and has none
 * @public
 */
export function countReplicas(
  replicas: readonly ReplicaReading[],
): { up: number; desired: number } | undefined {
  let up = 0;
  let desired = 0;
  for (const replica of replicas) {
    up += upOf(replica);
    desired += replica.desired ?? 0;
  }
  return up === 0 && desired === 0 ? undefined : { up, desired };
}

/** Pods of one group that are up. @public */
export function upOf(replica: ReplicaReading): number {
  return replica.ready ?? replica.active ?? 0;
}
