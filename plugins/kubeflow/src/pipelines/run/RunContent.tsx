import {
  isTerminalState,
  pipelineGraph,
  type RunDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  type RunResult,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { indexGraph } from '../graph/graphIndex';
import { RecordArticle } from '../shell/RecordPage';
import type { RecordPlace } from '../shell/RecordPage';
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
  const { place, detail, result } = props;
  const { run, spec, tasks } = detail;
  const graph = useMemo(
    () => (spec === undefined ? undefined : pipelineGraph(spec)),
    [spec],
  );
  const index = useMemo(() => graph && indexGraph(graph), [graph]);
  const isLive = !isTerminalState(run.state);
  const context = useMemo<RunOfPage>(
    () => ({ ref: place.ref, detail, index, isLive }),
    [place.ref, detail, index, isLive],
  );
  const selection = useSelectedTask(index, tasks);
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
