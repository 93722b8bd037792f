import { Select, SelectItem } from '@backstage/ui';
import type {
  RunTask,
  TaskState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  SkeletonText,
  useRunPods,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { isGroup, labelOf } from '../../taskLabel';
import page from '../RunPage.module.css';
import { useRunOfPage } from '../RunContext';
import { useRunAddress } from '../useRunAddress';
import styles from './Logs.module.css';
import { podChoices } from './podChoices';
import { PodLogs } from './PodLogs';

/** More tasks than this are looked for rather than scrolled to. */
const SEARCH_FROM = 10;

/** The logs of the run, by task: those that failed or run come first. */
export function RunLogsTab() {
  const { ref, detail, isLive } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  const pods = useRunPods(ref, { isLive });
  const { log, change } = useRunAddress();
  const tasks = useMemo(() => {
    const withPods = new Set(pods.data?.items.map(({ taskId }) => taskId));
    return detail.tasks
      .filter(({ id, podNames }) => withPods.has(id) || podNames.length > 0)
      .sort((one, other) => rankOf(one) - rankOf(other));
  }, [detail.tasks, pods.data]);
  const items = pods.data?.items ?? [];
  const asked = items.find(({ name }) => name === log.pod)?.taskId;
  const task =
    tasks.find(
      ({ id, podNames }) =>
        id === asked || (log.pod !== undefined && podNames.includes(log.pod)),
    ) ?? (log.pod === undefined ? tasks[0] : undefined);
  const choices = task
    ? podChoices([task], items)
    : items.map(pod => ({
        name: pod.name,
        pod,
        isEngine: pod.use !== 'executor',
      }));
  if (!pods.data) {
    return pods.error ? (
      <ErrorPanel error={pods.error} onRetry={pods.retry} />
    ) : (
      <SkeletonText lines={10} />
    );
  }
  return (
    <div className={page.parts}>
      <WarningList warnings={pods.data.warnings} />
      {tasks.length > 0 && (
        <Select
          label={t('run.logs.task')}
          size="small"
          className={styles.pod}
          value={task?.id ?? null}
          onChange={key => {
            const chosen = tasks.find(({ id }) => id === key);
            change(
              {
                pod: chosen && podChoices([chosen], items)[0]?.name,
                container: undefined,
                line: undefined,
                previous: undefined,
              },
              { replace: true },
            );
          }}
          items={tasks.map(each => ({ id: each.id, title: labelOf(each) }))}
          search={
            tasks.length >= SEARCH_FROM
              ? { placeholder: t('run.graph.find') }
              : undefined
          }
        >
          {item => (
            <SelectItem id={item.id} textValue={item.title}>
              {item.title}
            </SelectItem>
          )}
        </Select>
      )}
      <PodLogs choices={choices} />
    </div>
  );
}

const urgency: readonly TaskState[] = ['failed', 'restarting', 'running'];

/** What failed or runs comes first; what only holds others, whose pods are the engine's, comes last. */
function rankOf({ state, type }: RunTask): number {
  const rank = urgency.indexOf(state);
  return (
    (isGroup(type) ? urgency.length + 1 : 0) +
    (rank < 0 ? urgency.length : rank)
  );
}
