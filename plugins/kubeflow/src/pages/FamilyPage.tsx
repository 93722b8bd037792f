import { Progress } from '@backstage/frontend-plugin-api';
import type { KindFamily } from '@kubeflow-portal/plugin-kubeflow-common';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { FamilyListPage } from './FamilyListPage';
import { familyViews } from './familyViews';

const WorkloadPage = lazy(() =>
  import('../workload/WorkloadPage').then(module => ({
    default: module.WorkloadPage,
  })),
);

/** Everything below `/kubeflow/<family>`: its lists, and the pages of its objects. */
export function FamilyPage(props: { family: KindFamily }) {
  const { family } = props;
  return (
    <Routes>
      {familyViews[family].map(view => (
        <Route
          key={view.path}
          path={view.path}
          element={
            <FamilyListPage key={view.path} family={family} view={view} />
          }
        />
      ))}
      <Route
        path=":cluster/:namespace/:kind/:name/*"
        element={
          <Suspense fallback={<Progress />}>
            <WorkloadPage />
          </Suspense>
        }
      />
    </Routes>
  );
}
