import type {
  Cluster,
  ClusterKind,
  KindDefinition,
  Warning,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { RouteContext } from './RouteContext';

const clusterCodes: Partial<Record<Cluster['health'], Warning['code']>> = {
  connecting: 'cluster-connecting',
  unauthorized: 'cluster-unauthorized',
  unreachable: 'cluster-unreachable',
};

const kindCodes: Partial<Record<ClusterKind['status'], Warning['code']>> = {
  syncing: 'kind-syncing',
  forbidden: 'kind-forbidden',
  'unsupported-version': 'kind-unsupported-version',
  error: 'kind-error',
};

/** What is missing from an answer about some clusters and kinds, or may be old, and why. */
export function describeWarnings(
  context: RouteContext,
  concerns: {
    /** All when absent. */
    clusters?: readonly string[];
    kind(kind: KindDefinition): boolean;
  },
): Warning[] {
  const warnings: Warning[] = [];
  const { problem } = context.clusters;
  if (problem) {
    warnings.push({ code: 'cluster-unreachable', message: problem });
  }
  for (const watcher of context.clusters.list()) {
    const cluster = watcher.describe();
    if (concerns.clusters && !concerns.clusters.includes(cluster.name)) {
      continue;
    }
    const code = clusterCodes[cluster.health];
    if (code) {
      warnings.push({
        cluster: cluster.name,
        code,
        message: `${cluster.title}: ${cluster.message ? `${sentence(cluster.message)} What you see of it is what was last seen.` : 'the portal connects to this cluster for the first time'}`,
      });
      continue;
    }
    for (const { kind: id, status, message } of cluster.kinds) {
      const kind = context.store.kinds.get(id);
      const kindCode = kindCodes[status];
      if (kind && kindCode && concerns.kind(kind)) {
        warnings.push({
          cluster: cluster.name,
          kind: id,
          code: kindCode,
          message: `${cluster.title}: ${message ?? `${kind.title.many} are still being read`}`,
        });
      }
    }
  }
  return warnings;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
