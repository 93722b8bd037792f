import {
  countReplicas,
  upOf,
  type ReplicaReading,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './text.module.css';

/** @public */
export interface ReplicaSummaryProps {
  replicas: readonly ReplicaReading[];
}

/** `3/4`, over all groups of pods, each group on hover; a dash when nothing is known. @public */
export function ReplicaSummary(props: ReplicaSummaryProps) {
  const { replicas } = props;
  const { t } = useKubeflowTranslation();
  const count = countReplicas(replicas);
  if (!count) {
    return <span className={styles.muted}>–</span>;
  }
  const details = replicas.map(replica => {
    const parts: string[] = [
      t('replicas.ready', {
        ready: String(upOf(replica)),
        desired: String(replica.desired ?? '?'),
      }),
    ];
    if (replica.succeeded) {
      parts.push(
        t('replicas.succeeded', { number: String(replica.succeeded) }),
      );
    }
    if (replica.failed) {
      parts.push(t('replicas.failed', { number: String(replica.failed) }));
    }
    return `${replica.name}: ${parts.join(', ')}`;
  });
  return (
    <span className={styles.number} title={details.join('\n')}>
      {count.up}
      <span className={styles.muted}>/{count.desired}</span>
    </span>
  );
}
