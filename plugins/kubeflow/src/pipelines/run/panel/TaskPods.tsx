import {
  ErrorPanel,
  SkeletonRows,
  useRunPods,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { PodsAndEvents } from '../pods/PodsAndEvents';
import { useRunOfPage } from '../RunContext';
import type { SelectedTask } from '../selectedTask';

/** The pods of a task and what Kubernetes said about them. */
export function TaskPods(props: { selected: SelectedTask }) {
  const { task, tasks } = props.selected;
  const { ref, isLive } = useRunOfPage();
  const pods = useRunPods(ref, { isLive });
  if (!pods.data) {
    return pods.error ? (
      <ErrorPanel error={pods.error} onRetry={pods.retry} />
    ) : (
      <SkeletonRows rows={3} />
    );
  }
  const shown = task ? [task] : tasks;
  const ids = new Set(shown.map(({ id }) => id));
  const names = new Set(shown.flatMap(({ podNames }) => podNames));
  const own = pods.data.items.filter(
    ({ taskId, name }) =>
      (taskId !== undefined && ids.has(taskId)) || names.has(name),
  );
  const ownNames = new Set([...names, ...own.map(({ name }) => name)]);
  return (
    <>
      <WarningList warnings={pods.data.warnings} />
      <PodsAndEvents
        pods={own}
        events={pods.data.events.filter(({ about }) =>
          ownNames.has(about.name),
        )}
        gone={[...names].filter(name => !own.some(pod => pod.name === name))}
      />
    </>
  );
}
