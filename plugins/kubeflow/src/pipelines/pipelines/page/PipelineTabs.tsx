import { Progress } from '@backstage/frontend-plugin-api';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type {
  PipelineVersion,
  PipelineVersionDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesListResult } from '@kubeflow-portal/plugin-kubeflow-react';
import { lazy, Suspense, type ReactElement } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import type { RecordPlace } from '../../shell/RecordPage';
import { GraphTab } from './GraphTab';
import { InputsTab } from './InputsTab';
import styles from './Page.module.css';
import {
  pipelineTabs,
  usePipelineAddress,
  type PipelineTab,
} from './usePipelineAddress';
import { VersionsTab } from './VersionsTab';

const YamlTab = lazy(() =>
  import('./YamlTab').then(module => ({ default: module.YamlTab })),
);
const CompareTab = lazy(() =>
  import('../compare/CompareTab').then(module => ({
    default: module.CompareTab,
  })),
);

/** The parts of a pipeline's page. */
export function PipelineTabs(props: {
  place: RecordPlace;
  detail: PipelineVersionDetail;
  versions: PipelinesListResult<PipelineVersion>;
}) {
  const { place, detail, versions } = props;
  const { t } = useKubeflowTranslation();
  const { tab, change } = usePipelineAddress();
  const contents: Record<PipelineTab, () => ReactElement> = {
    // Another version is another graph: what was open of the one before is forgotten.
    graph: () => <GraphTab key={detail.version.id} spec={detail.spec} />,
    inputs: () => <InputsTab spec={detail.spec} />,
    yaml: () => <YamlTab detail={detail} />,
    compare: () => (
      <CompareTab place={place} detail={detail} versions={versions} />
    ),
    versions: () => (
      <VersionsTab place={place} pipeline={detail.pipeline} list={versions} />
    ),
  };
  return (
    <Tabs
      selectedKey={tab}
      onSelectionChange={key => change({ tab: key as PipelineTab })}
    >
      <TabList aria-label={t('pipelines.pipeline.tabs.label')}>
        {pipelineTabs.map(each => (
          <Tab key={each} id={each}>
            {t(`pipelines.pipeline.tabs.${each}`)}
          </Tab>
        ))}
      </TabList>
      {pipelineTabs.map(each => (
        <TabPanel key={each} id={each} className={styles.panel}>
          {/* Only what is looked at is asked for. */}
          {each === tab && (
            <Suspense fallback={<Progress />}>{contents[each]()}</Suspense>
          )}
        </TabPanel>
      ))}
    </Tabs>
  );
}
