import type { StreamEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Access } from '../authorize/Authorizer';
import {
  ClusterChange,
  Removal,
  type StoreChange,
} from '../store/ResourceStore';
import { toWorkload } from '../store/toWorkload';
import type { WorkloadMatcher } from '../store/WorkloadMatcher';
import type { RouteContext } from './RouteContext';

/** What one reader is told of some changes: only what it may see, and asked for. */
export function toStreamEvents(
  context: Pick<RouteContext, 'clusters' | 'store'>,
  changes: readonly { sequence: number; change: StoreChange }[],
  matcher: WorkloadMatcher,
  access: Access,
): StreamEvent[] {
  const events: StreamEvent[] = [];
  const lastOfCluster = new Map(
    changes.flatMap(({ sequence, change }) =>
      change instanceof ClusterChange
        ? [[change.cluster, sequence] as const]
        : [],
    ),
  );
  for (const { sequence, change } of changes) {
    if (change instanceof ClusterChange) {
      if (lastOfCluster.get(change.cluster) === sequence) {
        events.push(clusterEvent(context, change.cluster, sequence));
      }
      continue;
    }
    const object = change instanceof Removal ? change.object : change;
    // A later change of the same object follows, and tells the same state.
    if (context.store.feed.first + object.changedAt > sequence) {
      continue;
    }
    if (!matcher.canMatch(object) || !access.canSee(object)) {
      continue;
    }
    if (change === object && matcher.matches(object)) {
      events.push({ type: 'upsert', sequence, workload: toWorkload(object) });
    } else {
      events.push({
        type: 'remove',
        sequence,
        cluster: object.cluster,
        namespace: object.namespace,
        kind: object.kind.id,
        name: object.name,
        uid: object.uid,
      });
    }
  }
  return events;
}

/** A cluster that is no longer followed changes the list of clusters, which only a new request shows. */
function clusterEvent(
  context: Pick<RouteContext, 'clusters'>,
  name: string,
  sequence: number,
): StreamEvent {
  const watcher = context.clusters.get(name);
  return watcher
    ? { type: 'cluster', sequence, cluster: watcher.describe() }
    : { type: 'reset', sequence };
}
