import { Tab, TabList, Tabs } from '@backstage/ui';
import {
  usePipelinesHref,
  type PipelinesAddressQuery,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';

/** The way between the lists of Pipelines; the place is taken along. */
export function PipelinesNav(props: {
  cluster: string | undefined;
  namespace: string | undefined;
}) {
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const place: PipelinesAddressQuery = {
    cluster: props.cluster,
    namespace: props.namespace,
  };
  return (
    <Tabs>
      <TabList aria-label={t('pipelines.nav.label')}>
        <Tab id="runs" href={href.runs(place)}>
          {t('pipelines.nav.runs')}
        </Tab>
        <Tab id="pipelines" href={href.pipelines(place)}>
          {t('pipelines.nav.pipelines')}
        </Tab>
        <Tab id="experiments" href={href.experiments(place)}>
          {t('pipelines.nav.experiments')}
        </Tab>
        <Tab id="recurring" href={href.recurringRuns(place)}>
          {t('pipelines.nav.recurring')}
        </Tab>
      </TabList>
    </Tabs>
  );
}
