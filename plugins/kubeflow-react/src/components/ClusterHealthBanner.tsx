import type { Cluster, Warning } from '@kubeflow-portal/plugin-kubeflow-common';
import { WarningList } from './WarningList';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';

/** @public */
export interface ClusterHealthBannerProps {
  clusters: readonly Cluster[];
}

const codes: Record<Cluster['health'], Warning['code'] | undefined> = {
  connected: undefined,
  connecting: undefined,
  degraded: 'kind-error',
  unauthorized: 'cluster-unauthorized',
  unreachable: 'cluster-unreachable',
};

/** Names the clusters that do not answer as they should, and why; nothing while all is well. @public */
export function ClusterHealthBanner(props: ClusterHealthBannerProps) {
  const { t } = useKubeflowTranslation();
  const warnings: Warning[] = [];
  for (const cluster of props.clusters) {
    const code = codes[cluster.health];
    if (code) {
      const message = cluster.message ?? t(`health.${cluster.health}`);
      warnings.push({ cluster: cluster.title, code, message });
    }
  }
  return <WarningList warnings={warnings} />;
}
