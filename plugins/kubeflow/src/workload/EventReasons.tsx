import { Button } from '@backstage/ui';
import {
  RelativeTime,
  useEvents,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { eventReasons } from './events/eventReasons';
import styles from './Reasons.module.css';

/**
 * What events warn of, where no pod can say why: they could not be created, or are gone. That a TrainJob's runtime is
 * wrong is told by an event and nothing else (kubeflow/trainer#3671).
 */
export function EventReasons(props: {
  workloadRef: WorkloadRef;
  /** What the object itself says, which need not be said again. */
  reason: string | undefined;
  /** Shows the events. */
  onShow: () => void;
}) {
  const { workloadRef, reason: known, onShow } = props;
  const { t } = useKubeflowTranslation();
  const { data } = useEvents(workloadRef);
  const reasons = useMemo(() => eventReasons(data ?? [], known), [data, known]);
  if (reasons.length === 0) {
    return null;
  }
  return (
    <ul className={styles.reasons} aria-label={t('workload.eventsSay')}>
      {reasons.map(({ uid, message, reason, lastSeen }) => (
        <li key={uid}>
          <span className={styles.message}>{message}</span>{' '}
          <span className={styles.time}>
            <RelativeTime time={lastSeen} />
          </span>
          <Button size="small" variant="tertiary" onPress={onShow}>
            {reason ?? t('workload.events')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
