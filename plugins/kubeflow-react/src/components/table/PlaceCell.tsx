import type { Workload } from '@kubeflow-portal/plugin-kubeflow-common';
import type { CellContext } from './columns';
import styles from './RecordTable.module.css';

/** Where an object is: its namespace, and below it its cluster where the portal has several. */
export function PlaceCell(props: { workload: Workload; context: CellContext }) {
  const { workload, context } = props;
  const { clusterTitles } = context;
  const cluster = clusterTitles.get(workload.cluster) ?? workload.cluster;
  const hasSeveral = clusterTitles.size > 1;
  if (workload.namespace === undefined) {
    return hasSeveral ? cluster : '–';
  }
  return (
    <span className={styles.placeCell}>
      <span className={styles.placeLine} title={workload.namespace}>
        {workload.namespace}
      </span>
      {hasSeveral && <span className={styles.why}>{cluster}</span>}
    </span>
  );
}
