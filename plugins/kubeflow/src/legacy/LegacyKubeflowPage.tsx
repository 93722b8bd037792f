import { useRouteRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { kindFamilies } from '@kubeflow-portal/plugin-kubeflow-common';
import { Navigate, Route, Routes } from 'react-router-dom';
import { KubeflowIcon } from '../KubeflowIcon';
import { OverviewPage } from '../overview/OverviewPage';
import { FamilyPage } from '../pages/FamilyPage';
import { PipelinesPage } from '../pipelines/PipelinesPage';
import { rootRouteRef } from '../routes';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';

/** In the order of their tabs, as the new frontend system has them. */
const pages = [
  'overview',
  'training',
  'pipelines',
  'tuning',
  'serving',
  'notebooks',
  'workflows',
  'queues',
] as const;

/** All Kubeflow pages under one route, with the header that the new frontend system makes by itself. */
export function LegacyKubeflowPage() {
  const { t } = useKubeflowTranslation();
  const root = useRouteRef(rootRouteRef)?.() ?? '';
  const tabs = pages.map(id => ({
    id,
    label: t(`page.${id}`),
    href: `${root}/${id}`,
    matchStrategy: 'prefix' as const,
  }));
  return (
    <>
      <PluginHeader
        icon={<KubeflowIcon />}
        title={t('page.title')}
        titleLink={root}
        tabs={tabs}
      />
      <Routes>
        <Route index element={<Navigate to="overview" replace />} />
        <Route path="overview" element={<OverviewPage />} />
        <Route path="pipelines/*" element={<PipelinesPage />} />
        {kindFamilies.map(family => (
          <Route
            key={family}
            path={`${family}/*`}
            element={<FamilyPage family={family} />}
          />
        ))}
      </Routes>
    </>
  );
}
