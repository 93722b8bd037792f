import {
  isWaitingState,
  type Workload,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { acceleratorName } from '@kubeflow-portal/plugin-kubeflow-react';

/** How many accelerators somebody holds and waits for. */
export interface AcceleratorShare {
  /** `rest`: those beyond the limit, and the small jobs that are not among the rows. */
  group: 'named' | 'unowned' | 'rest';
  /** Owner as the objects have it, or name of a device; empty in the other groups. */
  key: string;
  running: number;
  waiting: number;
}

/** What to group by. */
export type AcceleratorGrouping = 'owner' | 'device';

/**
 * Sums accelerators by owner or device, the largest first; what is left to the totals comes last.
 *
 * @param limit - Most shares to give back, the rest included
 */
export function acceleratorShares(options: {
  workloads: readonly Workload[];
  totals: { running: number; waiting: number };
  by: AcceleratorGrouping;
  limit: number;
}): AcceleratorShare[] {
  const { workloads, totals, by, limit } = options;
  const shares = new Map<string, AcceleratorShare>();
  for (const workload of workloads) {
    const isWaiting = isWaitingState(workload.state);
    if (!isWaiting && workload.state !== 'running') {
      continue;
    }
    for (const accelerator of workload.accelerators) {
      const key =
        by === 'owner' ? (workload.owner ?? '') : acceleratorName(accelerator);
      const share = shares.get(key) ?? {
        group: key === '' ? 'unowned' : 'named',
        key,
        running: 0,
        waiting: 0,
      };
      share[isWaiting ? 'waiting' : 'running'] += accelerator.count;
      shares.set(key, share);
    }
  }
  const sorted = [...shares.values()].sort(
    (one, other) => sizeOf(other) - sizeOf(one),
  );
  const kept = sorted.slice(0, sorted.length > limit ? limit - 1 : limit);
  const rest: AcceleratorShare = {
    group: 'rest',
    key: '',
    // The totals are of another moment than the rows: never show less than nothing.
    running: Math.max(
      0,
      totals.running - kept.reduce((sum, { running }) => sum + running, 0),
    ),
    waiting: Math.max(
      0,
      totals.waiting - kept.reduce((sum, { waiting }) => sum + waiting, 0),
    ),
  };
  return sizeOf(rest) > 0 ? [...kept, rest] : kept;
}

function sizeOf(share: AcceleratorShare): number {
  return share.running + share.waiting;
}
