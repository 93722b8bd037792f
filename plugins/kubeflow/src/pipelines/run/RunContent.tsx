import {
  isTerminalState,
  pipelineGraph,
  type RunDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  type RunResult,
  useRunDiagnosis,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { indexGraph } from '../graph/graphIndex';
import { RecordArticle } from '../shell/RecordPage';
import type { RecordPlace } from '../shell/RecordPage';
import { withBlockedTasks } from './blockedTasks';
import { RunDiagnosis } from './diagnosis/RunDiagnosis';
import { TaskPanel } from './panel/TaskPanel';
import { RunProvider, type RunOfPage } from './RunContext';
import { RunHeader } from './RunHeader';
import { RunNotices } from './RunNotices';
import styles from './RunPage.module.css';
import { RunTabs } from './RunTabs';
import { useSelectedTask } from './useSelectedTask';

/** Everything about one run: how it is doing and why, its tasks, and the one that is looked at beside them. */
export function RunContent(props: {
  place: RecordPlace;
  detail: RunDetail;
  result: Pick<RunResult, 'live' | 'error' | 'retry'>;
}) {
  const { place, result } = props;
  const { run, spec } = props.detail;
  const isLive = !isTerminalState(run.state);
  const { data: diagnosis } = useRunDiagnosis(place.ref, {
    enabled: run.state !== 'succeeded',
    isLive,
  });
  const detail = useMemo(
    () =>
      isLive && diagnosis
        ? {
            ...props.detail,
            tasks: withBlockedTasks(props.detail.tasks, diagnosis.items),
          }
        : props.detail,
    [props.detail, diagnosis, isLive],
  );
  const graph = useMemo(
    () => (spec === undefined ? undefined : pipelineGraph(spec)),
    [spec],
  );
  const index = useMemo(() => graph && indexGraph(graph), [graph]);
  const context = useMemo<RunOfPage>(
    () => ({ ref: place.ref, detail, index, isLive }),
    [place.ref, detail, index, isLive],
  );
  const selection = useSelectedTask(index, detail.tasks);
  return (
    <RecordArticle name={run.name}>
      <RunProvider value={context}>
        <RunHeader place={place} live={result.live} />
        <RunDiagnosis />
        <RunNotices isTaskUnknown={selection.isUnknown} />
        <WarningList warnings={detail.warnings} />
        {result.error && (
          <ErrorPanel error={result.error} onRetry={result.retry} isStale />
        )}
        <div
          className={styles.body}
          data-with-panel={selection.selected !== undefined || undefined}
        >
          <RunTabs selection={selection} />
          {selection.selected && (
            <TaskPanel
              selected={selection.selected}
              onTask={selection.selectTask}
              onClose={() => selection.selectNode(undefined)}
            />
          )}
        </div>
      </RunProvider>
    </RecordArticle>
  );
}
