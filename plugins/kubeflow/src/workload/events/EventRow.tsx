import type { WorkloadEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import { RelativeTime } from '@kubeflow-portal/plugin-kubeflow-react';
import { RiAlertLine } from '@remixicon/react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './EventsTab.module.css';

/** One event: when, what, about what and how often. */
export function EventRow(props: { event: WorkloadEvent }) {
  const { event } = props;
  const { t } = useKubeflowTranslation();
  const isWarning = event.type === 'Warning';
  return (
    <li className={styles.event} data-warning={isWarning || undefined}>
      <span className={styles.time}>
        <RelativeTime time={event.lastSeen ?? event.firstSeen} />
      </span>
      <div className={styles.main}>
        <div className={styles.top}>
          {isWarning && (
            <RiAlertLine
              size={16}
              role="img"
              aria-label={t('workload.eventWarning')}
              className={styles.icon}
            />
          )}
          {event.reason && <strong>{event.reason}</strong>}
          <span className={styles.about}>
            {event.about.kind} {event.about.name}
          </span>
          {event.count > 1 && (
            <span className={styles.count}>
              {t('workload.eventCount', { count: event.count })}
              {event.firstSeen && (
                <>
                  , {t('workload.eventFirst')}{' '}
                  <RelativeTime time={event.firstSeen} />
                </>
              )}
            </span>
          )}
        </div>
        {event.message && <p className={styles.message}>{event.message}</p>}
      </div>
    </li>
  );
}
