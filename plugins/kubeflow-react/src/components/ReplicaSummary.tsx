import type { ReplicaReading } from '@kubeflow-portal/plugin-kubeflow-common';
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
  let desired = 0;
  let here = 0;
  for (const replica of replicas) {
    desired += replica.desired ?? 0;
    here += up(replica);
  }
  if (replicas.length === 0 || (desired === 0 && here === 0)) {
    return <span className={styles.muted}>–</span>;
  }
  const details = replicas.map(replica => {
    const parts: string[] = [
      t('replicas.ready', {
        ready: String(up(replica)),
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
      {here}
      <span className={styles.muted}>/{desired}</span>
    </span>
  );
}

function up(replica: ReplicaReading): number {
  return replica.ready ?? replica.active ?? 0;
}
