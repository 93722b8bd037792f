import { Button } from '@backstage/ui';
import type { WorkloadState } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  usePods,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { EventReasons } from './EventReasons';
import { podReasons } from './pods/podReasons';
import styles from './Reasons.module.css';
import { wondering } from './wondering';

/**
 * What the pods, or else the events, say of why the object is in its state: an object often only knows that something
 * of it failed.
 */
export function PodReasons(props: {
  workloadRef: WorkloadRef;
  state: WorkloadState;
  /** As the object gives it itself. */
  reason: string | undefined;
  isDeleted: boolean;
  /** Shows the pods or the events. */
  onShow: (tab: 'pods' | 'events') => void;
}) {
  const { workloadRef, state, reason, isDeleted, onShow } = props;
  const { t } = useKubeflowTranslation();
  const isAsked = wondering.has(state) && !isDeleted;
  const { data } = usePods(workloadRef, { enabled: isAsked });
  const reasons = useMemo(() => podReasons(data ?? []), [data]);
  if (!wondering.has(state)) {
    return null;
  }
  if (reasons.length === 0) {
    return (
      isAsked &&
      data && (
        <EventReasons
          workloadRef={workloadRef}
          reason={reason}
          onShow={() => onShow('events')}
        />
      )
    );
  }
  return (
    <ul className={styles.reasons} aria-label={t('workload.podsSay')}>
      {reasons.map(({ message, pods }) => (
        <li key={message}>
          <span className={styles.message}>{message}</span>{' '}
          <Button
            size="small"
            variant="tertiary"
            onPress={() => onShow('pods')}
          >
            {pods.length === 1
              ? pods[0].name
              : t('workload.podCount', { count: pods.length })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
