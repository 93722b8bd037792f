import type { Workload } from '@kubeflow-portal/plugin-kubeflow-common';
import { WorkloadLink } from '../WorkloadLink';
import styles from './RecordTable.module.css';

/** The name, and below it why the object is in a state that a person may want to change. */
export function NameCell(props: { workload: Workload }) {
  const { workload } = props;
  const why = explanation(workload);
  return (
    <span className={styles.name}>
      <span className={styles.nameLine} title={workload.name}>
        <WorkloadLink workload={workload} />
      </span>
      {why && (
        <span className={styles.why} title={why}>
          {why}
        </span>
      )}
    </span>
  );
}

/** The reason, as a sentence; nothing for what goes well. */
export function explanation(workload: Workload): string | undefined {
  switch (workload.state) {
    case 'running':
    case 'succeeded':
      return undefined;
    default:
      return workload.message ?? workload.reason;
  }
}
