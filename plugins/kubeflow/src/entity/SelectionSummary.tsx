import type { WorkloadFilter } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './entity.module.css';

/** Where an entity's jobs are looked for, as its annotations say. */
export function SelectionSummary(props: { filter: WorkloadFilter }) {
  const { cluster, namespace, labelSelector } = props.filter;
  const { t } = useKubeflowTranslation();
  const parts: [string, string][] = [];
  if (cluster) {
    parts.push([t('entity.where.cluster'), cluster.join(', ')]);
  }
  if (namespace) {
    parts.push([t('entity.where.namespace'), namespace.join(', ')]);
  }
  if (labelSelector) {
    parts.push([t('entity.where.labels'), labelSelector]);
  }
  return (
    <span className={styles.selection}>
      {parts.map(([label, value]) => (
        <span key={label}>
          {label} <code>{value}</code>
        </span>
      ))}
    </span>
  );
}
