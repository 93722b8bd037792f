import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { ReactElement } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { GraphTab } from './GraphTab';
import { RunLogsTab } from './logs/RunLogsTab';
import { RunPodsTab } from './pods/RunPodsTab';
import styles from './RunPage.module.css';
import { SpecTab } from './spec/SpecTab';
import { TimelineTab } from './timeline/TimelineTab';
import { type RunTab, runTabs, useRunAddress } from './useRunAddress';
import type { useSelectedTask } from './useSelectedTask';
import { RunValuesTab } from './values/RunValuesTab';

/** The parts of a run's page. */
export function RunTabs(props: {
  selection: ReturnType<typeof useSelectedTask>;
}) {
  const { selected, selectNode, selectTask } = props.selection;
  const { t } = useKubeflowTranslation();
  const { tab, setTab } = useRunAddress();
  const contents: Record<RunTab, () => ReactElement> = {
    graph: () => (
      <GraphTab
        selectedId={selected?.node?.id}
        onSelect={selectNode}
        onTask={selectTask}
      />
    ),
    timeline: () => (
      <TimelineTab selected={selected?.task} onSelect={selectTask} />
    ),
    values: () => <RunValuesTab onTask={selectTask} />,
    logs: () => <RunLogsTab />,
    pods: () => <RunPodsTab onTask={selectTask} />,
    spec: () => <SpecTab />,
  };
  return (
    <Tabs
      className={styles.tabs}
      selectedKey={tab}
      onSelectionChange={key => setTab(key as RunTab)}
    >
      <div className={styles.tabList}>
        <TabList aria-label={t('run.tabs.label')}>
          {runTabs.map(each => (
            <Tab key={each} id={each}>
              {t(`run.tabs.${each}`)}
            </Tab>
          ))}
        </TabList>
      </div>
      {runTabs.map(each => (
        <TabPanel key={each} id={each} className={styles.panel}>
          {/* Only what is looked at is asked for. */}
          {each === tab && contents[each]()}
        </TabPanel>
      ))}
    </Tabs>
  );
}
