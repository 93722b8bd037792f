import { Box, Link, Text } from '@backstage/ui';
import type { Cluster } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ClusterHealth,
  ErrorPanel,
  SkeletonText,
  useClusters,
  useLocale,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useId } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { useListHref } from './useListHref';
import styles from './OverviewPage.module.css';

/** The clusters, how well each is connected and how much it holds. */
export function ClusterCard() {
  const { data: clusters, error, retry } = useClusters();
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const headingId = useId();
  const listHref = useListHref();
  if (clusters?.length === 0) {
    return null;
  }
  return (
    <Box
      as="section"
      bg="neutral"
      aria-labelledby={headingId}
      className={styles.panel}
    >
      <div className={styles.panelHead}>
        <Text as="h2" variant="body-large" weight="bold" id={headingId}>
          {t('page.clusters.title')}
        </Text>
      </div>
      {error && (
        <ErrorPanel
          error={error}
          onRetry={retry}
          isStale={clusters !== undefined}
        />
      )}
      {!clusters && !error && <SkeletonText lines={2} />}
      <ul className={styles.clusters}>
        {clusters?.map(cluster => (
          <li key={cluster.name}>
            <div className={styles.clusterLine}>
              <Link
                standalone
                href={listHref('training', { cluster: [cluster.name] })}
              >
                {cluster.title}
              </Link>
              <ClusterHealth health={cluster.health} />
            </div>
            <div className={styles.clusterFacts}>
              {cluster.kubernetesVersion && (
                <span>Kubernetes {cluster.kubernetesVersion}</span>
              )}
              <span>
                {t('page.clusters.objects', {
                  count: objectsOf(cluster),
                  formatted: objectsOf(cluster).toLocaleString(locale),
                })}
              </span>
            </div>
            {cluster.health !== 'connected' && cluster.message && (
              <p className={styles.clusterMessage}>{cluster.message}</p>
            )}
          </li>
        ))}
      </ul>
    </Box>
  );
}

function objectsOf(cluster: Cluster): number {
  return cluster.kinds.reduce((sum, { count }) => sum + count, 0);
}
