import type {
  Workload,
  WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { StateIcon } from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './ReasonCallout.module.css';

/** Loud for what needs a person, quiet for what is fine. */
const tones: Record<WorkloadState, 'danger' | 'warning' | 'quiet'> = {
  failed: 'danger',
  restarting: 'warning',
  unknown: 'warning',
  pending: 'quiet',
  queued: 'quiet',
  starting: 'quiet',
  running: 'quiet',
  suspended: 'quiet',
  succeeded: 'quiet',
  cancelled: 'quiet',
};

/** Why the object is in its state, as a sentence, with the API's own word beside it. */
export function ReasonCallout(props: {
  workload: Workload;
  /** More about it. */
  children?: ReactNode;
}) {
  const { state, message, reason } = props.workload;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.callout} data-tone={tones[state]} role="status">
      <StateIcon state={state} size={20} />
      <div className={styles.body}>
        <div className={styles.text}>
          <p className={styles.message}>
            {message ?? t(`workload.explain.${state}`)}
          </p>
          {reason && <code className={styles.reason}>{reason}</code>}
        </div>
        {props.children}
      </div>
    </div>
  );
}
