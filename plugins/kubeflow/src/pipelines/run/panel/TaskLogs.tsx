import {
  ErrorPanel,
  SkeletonText,
  useRunPods,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { podChoices } from '../logs/podChoices';
import { PodLogs } from '../logs/PodLogs';
import { useRunOfPage } from '../RunContext';
import type { SelectedTask } from '../selectedTask';

/** What the pods of a task wrote, those of the engine for it among them. */
export function TaskLogs(props: { selected: SelectedTask }) {
  const { task, tasks } = props.selected;
  const { ref, isLive } = useRunOfPage();
  const pods = useRunPods(ref, { isLive });
  if (!pods.data) {
    return pods.error ? (
      <ErrorPanel error={pods.error} onRetry={pods.retry} />
    ) : (
      <SkeletonText lines={8} />
    );
  }
  return (
    <>
      <WarningList warnings={pods.data.warnings} />
      <PodLogs
        choices={podChoices(task ? [task] : tasks, pods.data.items)}
        height="max(320px, calc(100vh - 380px))"
      />
    </>
  );
}
