import type {
  Cluster,
  Kind,
  WorkloadFilter,
} from '@kubeflow-portal/plugin-kubeflow-common';

/**
 * Why a list is empty:
 *
 * - `no-clusters`: the portal has no cluster
 * - `unreachable`: no cluster answers
 * - `connecting`: the clusters are still being read
 * - `not-installed`: no cluster serves any of the kinds
 * - `forbidden`: clusters serve the kinds, the portal may read them in none
 * - `filtered`: something is there, the filters hide it
 * - `nothing`: nothing has been made yet
 */
export type EmptyReason =
  | 'no-clusters'
  | 'unreachable'
  | 'connecting'
  | 'not-installed'
  | 'forbidden'
  | 'filtered'
  | 'nothing';

/**
 * Tells why a list is empty from the clusters' health.
 *
 * @param filter - What the list asks for: its clusters, and its kinds by family, role or id
 */
export function emptyReason(options: {
  clusters: readonly Cluster[] | undefined;
  kinds: readonly Kind[] | undefined;
  filter: WorkloadFilter;
  isFiltered: boolean;
}): EmptyReason {
  const { clusters, kinds, filter, isFiltered } = options;
  if (clusters?.length === 0) {
    return 'no-clusters';
  }
  if (isFiltered) {
    return 'filtered';
  }
  if (!clusters || !kinds) {
    return 'nothing';
  }
  const asked = clusters.filter(
    ({ name }) => filter.cluster?.includes(name) ?? true,
  );
  const answering = asked.filter(
    ({ health }) => health === 'connected' || health === 'degraded',
  );
  if (answering.length === 0) {
    return asked.some(({ health }) => health === 'connecting')
      ? 'connecting'
      : 'unreachable';
  }
  const wanted = new Set(
    kinds.filter(kind => isAskedFor(kind, filter)).map(({ id }) => id),
  );
  const statuses = answering.flatMap(cluster =>
    cluster.kinds
      .filter(({ kind }) => wanted.has(kind))
      .map(({ status }) => status),
  );
  if (statuses.includes('watching')) {
    return 'nothing';
  }
  if (statuses.includes('syncing')) {
    return 'connecting';
  }
  if (statuses.includes('forbidden')) {
    return 'forbidden';
  }
  return statuses.every(status => status === 'absent')
    ? 'not-installed'
    : 'nothing';
}

/** Whether a list asks for objects of this kind. */
export function isAskedFor(kind: Kind, filter: WorkloadFilter): boolean {
  return (
    (filter.kind?.includes(kind.id) ?? true) &&
    (filter.family?.includes(kind.family) ?? true) &&
    (filter.role ?? ['workload']).includes(kind.role)
  );
}
