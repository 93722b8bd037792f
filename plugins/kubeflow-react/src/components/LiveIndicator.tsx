import type { StreamStatus } from '../stream/StreamConnection';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './LiveIndicator.module.css';

/** Whether what is seen follows the clusters: a dot and a word, the rest on hover. @public */
export function LiveIndicator(props: { status: StreamStatus }) {
  const { status } = props;
  const { t } = useKubeflowTranslation();
  return (
    <span
      className={styles.root}
      data-status={status}
      role="status"
      title={t(`live.${status}Hint`)}
    >
      <span className={styles.dot} aria-hidden="true" />
      {t(`live.${status}`)}
    </span>
  );
}
