import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { WorkloadDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  WarningList,
  type WorkloadRef,
  type WorkloadResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactElement } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { ConditionsTab } from './conditions/ConditionsTab';
import { EventsTab } from './events/EventsTab';
import { LogsTab } from './logs/LogsTab';
import { ManifestTab } from './manifest/ManifestTab';
import { OverviewTab } from './overview/OverviewTab';
import { PodsTab } from './pods/PodsTab';
import { Reasons } from './Reasons';
import {
  useWorkloadTab,
  type WorkloadTab,
  workloadTabs,
} from './useWorkloadTab';
import { GoneNotice } from './GoneNotice';
import { WorkloadHeader } from './WorkloadHeader';
import styles from './WorkloadPage.module.css';

/** Everything about one object: what it is and how it is doing, and the rest behind tabs. */
export function WorkloadContent(props: {
  workloadRef: WorkloadRef;
  detail: WorkloadDetail;
  result: Pick<WorkloadResult, 'live' | 'isDeleted' | 'error' | 'retry'>;
}) {
  const { workloadRef, detail, result } = props;
  const { live, isDeleted, error, retry } = result;
  const { t } = useKubeflowTranslation();
  const [tab, setTab] = useWorkloadTab();
  const contents: Record<WorkloadTab, ReactElement> = {
    overview: <OverviewTab detail={detail} />,
    pods: (
      <PodsTab
        workloadRef={workloadRef}
        state={detail.workload.state}
        isDeleted={isDeleted}
      />
    ),
    logs: (
      <LogsTab
        workloadRef={workloadRef}
        state={detail.workload.state}
        isDeleted={isDeleted}
      />
    ),
    events: <EventsTab workloadRef={workloadRef} isDeleted={isDeleted} />,
    conditions: <ConditionsTab conditions={detail.conditions} />,
    yaml: <ManifestTab workloadRef={workloadRef} isDeleted={isDeleted} />,
  };
  return (
    <article className={styles.content} aria-label={workloadRef.name}>
      <WorkloadHeader detail={detail} live={live} isDeleted={isDeleted} />
      <GoneNotice detail={detail} isDeleted={isDeleted} />
      <Reasons
        workloadRef={workloadRef}
        workload={detail.workload}
        isDeleted={isDeleted}
        isFolded={tab !== 'overview'}
        onShow={setTab}
      />
      <WarningList warnings={detail.warnings} />
      {error && <ErrorPanel error={error} onRetry={retry} isStale />}
      <Tabs
        selectedKey={tab}
        onSelectionChange={key => setTab(key as WorkloadTab)}
      >
        <TabList aria-label={t('workload.tabs')}>
          {workloadTabs.map(each => (
            <Tab key={each} id={each}>
              {t(`workload.${each}`)}
            </Tab>
          ))}
        </TabList>
        {workloadTabs.map(each => (
          <TabPanel key={each} id={each} className={styles.panel}>
            {/* Only what is looked at is asked for. */}
            {each === tab && contents[each]}
          </TabPanel>
        ))}
      </Tabs>
    </article>
  );
}
