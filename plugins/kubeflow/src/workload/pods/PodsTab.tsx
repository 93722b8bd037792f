import {
  isTerminalState,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  ErrorPanel,
  SkeletonRows,
  usePods,
  WarningList,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../Section';
import { ShowMore, useShowMore } from '../ShowMore';
import { PodRow } from './PodRow';
import styles from './PodsTab.module.css';
import { sortPods } from './sortPods';

const STEP = 50;

/** The pods of an object: what needs a look first, then by role and rank. */
export function PodsTab(props: {
  workloadRef: WorkloadRef;
  state: WorkloadState;
  isDeleted: boolean;
}) {
  const { workloadRef, state, isDeleted } = props;
  const { t } = useKubeflowTranslation();
  // What is gone is not asked for again, and what was known of it stays.
  const { data, warnings, error, retry } = usePods(workloadRef, {
    enabled: !isDeleted,
  });
  const pods = useMemo(() => sortPods(data ?? []), [data]);
  const { shown, rest, more } = useShowMore(pods, STEP);

  if (!data) {
    return error ? (
      <ErrorPanel error={error} onRetry={retry} />
    ) : (
      !isDeleted && <SkeletonRows rows={4} />
    );
  }
  return (
    <div className={styles.pods}>
      <WarningList warnings={warnings} />
      {error && !isDeleted && (
        <ErrorPanel error={error} onRetry={retry} isStale />
      )}
      {pods.length === 0 ? (
        <EmptyState
          title={t('workload.noPodsTitle')}
          description={t(
            isTerminalState(state)
              ? 'workload.noPodsOver'
              : 'workload.noPodsYet',
          )}
        />
      ) : (
        <Section title={t('workload.podCount', { count: pods.length })}>
          <ul className={styles.list}>
            {shown.map(pod => (
              <PodRow key={pod.uid} pod={pod} />
            ))}
          </ul>
          <ShowMore rest={rest} step={STEP} onPress={more} />
        </Section>
      )}
    </div>
  );
}
