import {
  isTerminalState,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  ErrorPanel,
  LogView,
  SkeletonText,
  usePods,
  WarningList,
  type LineRange,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import {
  formatLogChoice,
  parseLogChoice,
  usualContainer,
  usualPod,
  type LogChoice,
} from './logChoice';
import { LogChoiceBar } from './LogChoiceBar';
import styles from './LogsTab.module.css';

/** What the containers of an object's pods wrote; which one, which run and which lines is in the address. */
export function LogsTab(props: {
  workloadRef: WorkloadRef;
  state: WorkloadState;
  isDeleted: boolean;
}) {
  const { workloadRef, state, isDeleted } = props;
  const { t } = useKubeflowTranslation();
  const [search, setSearch] = useSearchParams();
  const { data, warnings, error, retry } = usePods(workloadRef, {
    enabled: !isDeleted,
  });
  const asked = parseLogChoice(search);
  const choose = useCallback(
    (choice: Partial<LogChoice>, options?: { replace: boolean }) =>
      setSearch(current => formatLogChoice(choice, current), options),
    [setSearch],
  );
  const pods = data ?? [];
  const pod = asked.pod
    ? pods.find(({ name }) => name === asked.pod)
    : usualPod(pods);
  const podName = asked.pod ?? pod?.name;
  const container = asked.container ?? (pod && usualContainer(pod)?.name);
  const { previous, lines } = asked;
  const onLinesChange = useCallback(
    (next: LineRange | undefined) =>
      choose(
        { pod: podName, container, previous, lines: next },
        { replace: true },
      ),
    [choose, podName, container, previous],
  );

  if (!data && !(asked.pod && asked.container)) {
    return error ? (
      <ErrorPanel error={error} onRetry={retry} />
    ) : (
      !isDeleted && <SkeletonText lines={6} />
    );
  }
  if (!podName || !container) {
    return (
      <EmptyState
        title={t('workload.noLogsTitle')}
        description={t(
          isTerminalState(state) ? 'workload.noLogsOver' : 'workload.noPodsYet',
        )}
      />
    );
  }
  const status = pod?.containers.find(({ name }) => name === container);
  const hasPrevious =
    previous ||
    status === undefined ||
    status.restartCount > 0 ||
    status.lastTermination !== undefined;
  return (
    <div className={styles.logs}>
      <WarningList warnings={warnings} />
      <LogChoiceBar
        pods={pods}
        pod={podName}
        container={container}
        onPodChange={name => choose({ pod: name })}
        onContainerChange={name => choose({ pod: podName, container: name })}
      />
      <LogView
        address={{ of: 'workload', ref: workloadRef, pod: podName, container }}
        previous={previous}
        onPreviousChange={
          hasPrevious
            ? next => choose({ pod: podName, container, previous: next })
            : undefined
        }
        lines={lines}
        onLinesChange={onLinesChange}
      />
    </div>
  );
}
