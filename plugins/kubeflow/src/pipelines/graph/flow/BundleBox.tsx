import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { kubeflowTranslationRef } from '../../../translation/ref';
import styles from './boxes.module.css';

/** The frame around tasks that stand in the same place of the pipeline. */
export function BundleBox(props: { count: number; isFar: boolean }) {
  const { count, isFar } = props;
  const { t } = useTranslationRef(kubeflowTranslationRef);
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
