import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Tab, TabList, Tabs, VisuallyHidden } from '@backstage/ui';
import type {
  KindFamily,
  WorkloadFilter,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useMemo } from 'react';
import { WorkloadList } from '../list/WorkloadList';
import { familyRouteRef } from '../routes';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { PageFrame } from './PageFrame';
import { familyViews, type FamilyView } from './familyViews';

/** One list of a family, with the way to its other lists. */
export function FamilyListPage(props: {
  family: KindFamily;
  view: FamilyView;
}) {
  const { family, view } = props;
  const { t } = useKubeflowTranslation();
  const href = useRouteRef(familyRouteRef)?.({ family }) ?? '';
  const views = familyViews[family];
  const filter = useMemo<WorkloadFilter>(
    () => ({ family: [family], role: [view.role] }),
    [family, view.role],
  );
  return (
    <PageFrame>
      <VisuallyHidden>
        <h2>{t(`page.views.${view.id}.title`)}</h2>
      </VisuallyHidden>
      <WorkloadList
        label={t(`page.views.${view.id}.title`)}
        filter={filter}
        columns={view.columns}
        defaults={view.defaults}
        nothing={t(`page.views.${view.id}.nothing`)}
        navigation={
          views.length > 1 ? (
            <Tabs>
              <TabList aria-label={t('page.views.label')}>
                {views.map(({ id, path }) => (
                  <Tab
                    key={id}
                    id={id}
                    href={path === '' ? href : `${href}/${path}`}
                  >
                    {t(`page.views.${id}.short`)}
                  </Tab>
                ))}
              </TabList>
            </Tabs>
          ) : undefined
        }
      />
    </PageFrame>
  );
}
