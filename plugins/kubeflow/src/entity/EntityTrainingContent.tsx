import { WorkloadList } from '../list/WorkloadList';
import { familyViews } from '../pages/familyViews';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { AnnotationNotice, UnknownClustersNotice } from './AnnotationNotice';
import styles from './entity.module.css';
import { SelectionSummary } from './SelectionSummary';
import { useEntityWorkloads } from './useEntityWorkloads';

const [{ columns, defaults }] = familyViews.training as [
  (typeof familyViews.training)[number],
];

/** The training jobs that belong to the entity of the page. */
export function EntityTrainingContent() {
  const { t } = useKubeflowTranslation();
  const { selection, unknownClusters, knownClusters } = useEntityWorkloads();
  if (selection.type !== 'filter') {
    return <AnnotationNotice problem={selection} />;
  }
  const { filter } = selection;
  const isNowhere =
    unknownClusters.length > 0 &&
    unknownClusters.length === filter.cluster?.length;
  return (
    <div className={styles.content}>
      <UnknownClustersNotice unknown={unknownClusters} known={knownClusters} />
      {!isNowhere && (
        <WorkloadList
          label={t('entity.jobs')}
          filter={filter}
          columns={columns}
          defaults={defaults}
          nothing={
            <>
              {t('entity.nothing')} <SelectionSummary filter={filter} />
            </>
          }
        />
      )}
    </div>
  );
}
