import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import styles from './boxes.module.css';

/** The frame around tasks that stand in the same place of the pipeline. */
export function BundleBox(props: { count: number; isFar: boolean }) {
  const { count, isFar } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.bundle}>
      {!isFar && (
        <span className={styles.bundleTitle}>
          {t('run.graph.bundle', { count })}
        </span>
      )}
    </div>
  );
}
