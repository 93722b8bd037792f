import {
  ErrorPanel,
  SkeletonText,
  useManifest,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../Section';
import { ManifestActions } from './ManifestActions';
import { ManifestView } from './ManifestView';
import styles from './ManifestTab.module.css';

/** The object as the cluster has it. */
export function ManifestTab(props: {
  workloadRef: WorkloadRef;
  isDeleted: boolean;
}) {
  const { workloadRef, isDeleted } = props;
  const { t } = useKubeflowTranslation();
  const { data, error, retry } = useManifest(workloadRef, {
    enabled: !isDeleted,
  });
  if (data === undefined) {
    return error ? (
      <ErrorPanel error={error} onRetry={retry} />
    ) : (
      !isDeleted && <SkeletonText lines={12} />
    );
  }
  return (
    <div className={styles.manifest}>
      {error && !isDeleted && (
        <ErrorPanel error={error} onRetry={retry} isStale />
      )}
      <Section
        title={t('workload.yaml')}
        actions={
          <ManifestActions text={data} fileName={`${workloadRef.name}.yaml`} />
        }
      >
        <p className={styles.note}>
          {t('workload.yamlReadOnly')}{' '}
          {t('workload.yamlLines', { count: countLines(data) })}
        </p>
        <ManifestView
          text={data}
          label={t('workload.yamlLabel', { name: workloadRef.name })}
        />
      </Section>
    </div>
  );
}

function countLines(text: string): number {
  let count = text.endsWith('\n') || text === '' ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}
