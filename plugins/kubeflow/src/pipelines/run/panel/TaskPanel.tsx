import { ButtonIcon, Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { StateBadge } from '@kubeflow-portal/plugin-kubeflow-react';
import { RiCloseLine } from '@remixicon/react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { NodeTypeIcon } from '../../graph/nodeTypeIcons';
import type { SelectedTask } from '../selectedTask';
import { type TaskPart, taskParts, useRunAddress } from '../useRunAddress';
import { InstancePicker } from './InstancePicker';
import { TaskLogs } from './TaskLogs';
import { TaskOverview } from './TaskOverview';
import styles from './TaskPanel.module.css';
import { TaskPods } from './TaskPods';
import { TaskValues } from './TaskValues';
import { usePanelFocus } from './usePanelFocus';
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
  const panel = usePanelFocus(`${task?.id} ${part} ${log.pod}`);
  const width = usePanelWidth();
  const name = task?.name ?? node?.name ?? '';
  const contents: Record<TaskPart, () => ReactElement> = {
    overview: () => <TaskOverview selected={selected} />,
    values: () => <TaskValues selected={selected} />,
    logs: () => <TaskLogs selected={selected} />,
    pods: () => <TaskPods selected={selected} />,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // What is open within it closes first.
    if (event.key === 'Escape' && !event.defaultPrevented) {
      onClose();
    }
  };
  return (
    <aside
      ref={panel}
      className={styles.panel}
      style={{ ['--kf-panel' as string]: `${width.pixels}px` }}
      aria-label={t('run.panel.label', { name })}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <WidthHandle width={width} />
      <header className={styles.header}>
        <NodeTypeIcon type={node?.type ?? 'unknown'} size={20} />
        <Text
          as="h3"
          variant="title-x-small"
          weight="bold"
          className={styles.name}
        >
          {name}
        </Text>
        {task && <StateBadge state={task.state} reason={task.message} />}
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('run.panel.close')}
          onPress={onClose}
        />
      </header>
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
    </aside>
  );
}
