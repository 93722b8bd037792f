import { Skeleton } from '@backstage/ui';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './Skeletons.module.css';

/** Rows of a list that is on its way. @public */
export function SkeletonRows(props: { rows?: number; height?: number }) {
  const { rows = 8, height = 40 } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.rows} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row} style={{ height }}>
          <Skeleton width={84} height={22} rounded />
          {/* Lengths that differ look like names; the same ones each time do not flicker. */}
          <Skeleton width={`${24 + ((index * 7) % 5) * 4}%`} height={14} />
          <Skeleton width="12%" height={14} />
          <Skeleton width="12%" height={14} />
        </div>
      ))}
    </div>
  );
}

/** Lines of text that are on their way. @public */
export function SkeletonText(props: { lines?: number }) {
  const { lines = 3 } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.text} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton
          key={index}
          width={`${90 - ((index * 17) % 40)}%`}
          height={14}
        />
      ))}
    </div>
  );
}
