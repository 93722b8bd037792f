import { Skeleton } from '@backstage/ui';
import { SkeletonText } from '@kubeflow-portal/plugin-kubeflow-react';
import styles from './WorkloadPage.module.css';

/** The shape of the page while its object is on its way. */
export function WorkloadSkeleton() {
  return (
    <div className={styles.content}>
      <Skeleton className={styles.skeleton} width={90} height={12} />
      <Skeleton
        className={styles.skeleton}
        width="min(360px, 80%)"
        height={28}
      />
      <Skeleton className={styles.skeleton} width="100%" height={64} />
      <SkeletonText lines={6} />
    </div>
  );
}
