import {
  isTerminalState,
  type Workload,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  formatDuration,
  RelativeTime,
  useLocale,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../Section';
import styles from './ProgressSection.module.css';

/** How far it is, how long it will still take, and what it measures; nothing for what reports no progress. */
export function ProgressSection(props: { workload: Workload }) {
  const { progress, state } = props.workload;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  if (!progress) {
    return null;
  }
  const { percent, remainingSeconds, metrics = [], updatedAt } = progress;
  const isOver = isTerminalState(state);
  const remaining =
    remainingSeconds === undefined || isOver
      ? undefined
      : t('workload.remaining', {
          time: formatDuration(remainingSeconds * 1000, locale),
        });
  return (
    <Section title={t('workload.progress')}>
      {percent !== undefined && (
        <div className={styles.progress}>
          <div
            className={styles.track}
            role="progressbar"
            aria-label={t('workload.progress')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.floor(percent)}
            data-over={isOver || undefined}
          >
            <div className={styles.bar} style={{ width: `${percent}%` }} />
          </div>
          <span className={styles.percent}>{Math.floor(percent)}%</span>
        </div>
      )}
      {(remaining || updatedAt) && (
        <p className={styles.note}>
          {remaining && <span>{remaining}</span>}
          {updatedAt && (
            <span>
              {t('workload.progressUpdated')} <RelativeTime time={updatedAt} />
            </span>
          )}
        </p>
      )}
      {metrics.length > 0 && (
        <dl className={styles.metrics} aria-label={t('workload.metrics')}>
          {metrics.map((metric, index) => (
            <div key={`${index} ${metric.name}`} className={styles.metric}>
              <dt title={metric.name}>{metric.name}</dt>
              <dd>{metric.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}
