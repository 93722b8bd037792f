import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { StateBadge } from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactElement } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { SidePanel } from '../../shell/SidePanel';
import type { SelectedTask } from '../selectedTask';
import { type TaskPart, taskParts, useRunAddress } from '../useRunAddress';
import { InstancePicker } from './InstancePicker';
import { TaskLogs } from './TaskLogs';
import { TaskOverview } from './TaskOverview';
import styles from './TaskPanel.module.css';
import { TaskPods } from './TaskPods';
import { TaskValues } from './TaskValues';
import { usePanelWidth } from './usePanelWidth';
import { WidthHandle } from './WidthHandle';

/** One task of the run, beside everything else, or over it where there is little room. */
export function TaskPanel(props: {
  selected: SelectedTask;
  onTask: (task: RunTask) => void;
  onClose: () => void;
}) {
  const { selected, onTask, onClose } = props;
  const { node, task, tasks } = selected;
  const { t } = useKubeflowTranslation();
  const { part, setPart, log } = useRunAddress();
  const width = usePanelWidth();
  const name = task?.name ?? node?.name ?? '';
  const contents: Record<TaskPart, () => ReactElement> = {
    overview: () => <TaskOverview selected={selected} />,
    values: () => <TaskValues selected={selected} />,
    logs: () => <TaskLogs selected={selected} />,
    pods: () => <TaskPods selected={selected} />,
  };
  return (
    <SidePanel
      name={name}
      type={node?.type ?? 'unknown'}
      badge={task && <StateBadge state={task.state} reason={task.message} />}
      shown={`${task?.id} ${part} ${log.pod}`}
      style={{ ['--kf-panel' as string]: `${width.pixels}px` }}
      handle={<WidthHandle width={width} />}
      onClose={onClose}
    >
      <InstancePicker selected={selected} onTask={onTask} />
      {tasks.length > 1 && !task ? (
        <p className={styles.note}>
          {t('run.panel.chooseOne', { count: tasks.length })}
        </p>
      ) : null}
      <Tabs
        selectedKey={part}
        onSelectionChange={key => setPart(key as TaskPart)}
      >
        <div className={styles.tabList}>
          <TabList aria-label={t('run.panel.tabs')}>
            {taskParts.map(each => (
              <Tab key={each} id={each}>
                {t(`run.panel.part.${each}`)}
              </Tab>
            ))}
          </TabList>
        </div>
        {taskParts.map(each => (
          <TabPanel key={each} id={each} className={styles.part}>
            {each === part && contents[each]()}
          </TabPanel>
        ))}
      </Tabs>
    </SidePanel>
  );
}
