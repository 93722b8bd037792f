import type { ProgressReading } from '@kubeflow-portal/plugin-kubeflow-common';
import { formatDuration } from '../format/duration';
import { useLocale } from '../hooks/useLocale';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './ProgressCell.module.css';
import text from './text.module.css';

/** @public */
export interface ProgressCellProps {
  progress: ProgressReading | undefined;
  /** Dims the bar of what no longer moves. */
  isOver?: boolean;
}

/** A bar with its percentage and what remains; a dash when the object tells no progress. @public */
export function ProgressCell(props: ProgressCellProps) {
  const { progress, isOver } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const percent = progress?.percent;
  if (percent === undefined) {
    return <span className={text.muted}>–</span>;
  }
  const shown = Math.floor(percent);
  const remaining =
    progress?.remainingSeconds === undefined || isOver
      ? undefined
      : t('progress.remaining', {
          time: formatDuration(progress.remainingSeconds * 1_000, locale),
        });
  return (
    <span className={styles.cell} title={remaining}>
      <span
        className={styles.track}
        role="progressbar"
        aria-label={t('progress.label', { percent: String(shown) })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={shown}
        data-over={isOver || undefined}
      >
        <span className={styles.bar} style={{ width: `${percent}%` }} />
      </span>
      <span className={styles.percent}>{shown}%</span>
    </span>
  );
}
