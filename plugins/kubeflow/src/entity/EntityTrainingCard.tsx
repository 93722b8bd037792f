import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { entityTrainingRouteRef } from '../routes';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { AnnotationNotice, UnknownClustersNotice } from './AnnotationNotice';
import { CardWorkloads } from './CardWorkloads';
import styles from './entity.module.css';
import { useEntityWorkloads } from './useEntityWorkloads';

/** How the training jobs of the entity of the page are doing, with the way to all of them. */
export function EntityTrainingCard() {
  const { t } = useKubeflowTranslation();
  const tab = useRouteRef(entityTrainingRouteRef)?.();
  const { selection, unknownClusters, knownClusters } = useEntityWorkloads();
  const isNowhere =
    selection.type === 'filter' &&
    unknownClusters.length > 0 &&
    unknownClusters.length === selection.filter.cluster?.length;
  return (
    <EntityInfoCard
      title={t('entity.title')}
      headerActions={
        tab && (
          <Link href={tab} standalone variant="body-small">
            {t('entity.card.all')}
          </Link>
        )
      }
    >
      <div className={styles.card}>
        <UnknownClustersNotice
          unknown={unknownClusters}
          known={knownClusters}
        />
        {selection.type !== 'filter' && (
          <AnnotationNotice problem={selection} />
        )}
        {selection.type === 'filter' && !isNowhere && (
          <CardWorkloads filter={selection.filter} tab={tab} />
        )}
      </div>
    </EntityInfoCard>
  );
}
