import type { WorkloadDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { DetailsSection } from './DetailsSection';
import { LabelsSection } from './LabelsSection';
import styles from './OverviewTab.module.css';
import { ProgressSection } from './ProgressSection';
import { RelatedSection } from './RelatedSection';
import { ReplicasSection } from './ReplicasSection';

/** How far an object is, what it is made of and what it was asked to do. */
export function OverviewTab(props: { detail: WorkloadDetail }) {
  const { detail } = props;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <ProgressSection workload={detail.workload} />
        <ReplicasSection replicas={detail.workload.replicas} />
        <RelatedSection detail={detail} />
      </div>
      <div className={styles.column}>
        <DetailsSection detail={detail} />
        <LabelsSection labels={detail.labels} />
      </div>
    </div>
  );
}
