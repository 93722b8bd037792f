import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { WorkloadState } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  usePods,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { kubeflowTranslationRef } from '../translation/ref';
import { podReasons } from './pods/podReasons';
import styles from './PodReasons.module.css';

/** States in which a person wonders why, and the pods may know. */
const wondering: ReadonlySet<WorkloadState> = new Set([
  'failed',
  'restarting',
  'starting',
  'pending',
  'unknown',
]);

/** What the pods say of why the object is in its state: an object often only knows that one of them failed. */
export function PodReasons(props: {
  workloadRef: WorkloadRef;
  state: WorkloadState;
  isDeleted: boolean;
  /** Shows the pods. */
  onShow: () => void;
}) {
  const { workloadRef, state, isDeleted, onShow } = props;
  const { t } = useTranslationRef(kubeflowTranslationRef);
  const { data } = usePods(workloadRef, {
    enabled: wondering.has(state) && !isDeleted,
  });
  const reasons = useMemo(() => podReasons(data ?? []), [data]);
  if (reasons.length === 0 || !wondering.has(state)) {
    return null;
  }
  return (
    <ul className={styles.reasons} aria-label={t('workload.podsSay')}>
      {reasons.map(({ message, pods }) => (
        <li key={message}>
          <span className={styles.message}>{message}</span>{' '}
          <Button size="small" variant="tertiary" onPress={onShow}>
            {pods.length === 1
              ? pods[0].name
              : t('workload.podCount', { count: pods.length })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
