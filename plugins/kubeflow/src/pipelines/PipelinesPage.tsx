import { Progress } from '@backstage/frontend-plugin-api';
import { lazy, Suspense, type ComponentType } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';

const page = <TName extends string>(
  load: () => Promise<Record<TName, ComponentType>>,
  name: TName,
) => lazy(() => load().then(module => ({ default: module[name] })));

const RunsPage = page(() => import('./runs/RunsPage'), 'RunsPage');
const RunPage = page(() => import('./run/RunPage'), 'RunPage');
const NewRunPage = page(() => import('./newRun/NewRunPage'), 'NewRunPage');
const ComparePage = page(() => import('./compare/ComparePage'), 'ComparePage');
const PipelineListPage = page(
  () => import('./pipelines/PipelineListPage'),
  'PipelineListPage',
);

const PipelinePage = page(
  () => import('./pipelines/page/PipelinePage'),
  'PipelinePage',
);
const ExperimentListPage = page(
  () => import('./experiments/ExperimentListPage'),
  'ExperimentListPage',
);
const ExperimentPage = page(
  () => import('./experiments/ExperimentPage'),
  'ExperimentPage',
);
const RecurringListPage = page(
  () => import('./recurring/RecurringListPage'),
  'RecurringListPage',
);
const RecurringPage = page(
  () => import('./recurring/RecurringPage'),
  'RecurringPage',
);

/** Everything below `/kubeflow/pipelines`. Each page is loaded when it is gone to. */
export function PipelinesPage() {
  const { search } = useLocation();
  return (
    <Suspense fallback={<Progress />}>
      <Routes>
        <Route
          index
          element={<Navigate to={{ pathname: 'runs', search }} replace />}
        />
        <Route path="runs" element={<RunsPage />} />
        <Route path="runs/:cluster/:id" element={<RunPage />} />
        <Route path="new-run/:cluster" element={<NewRunPage />} />
        <Route path="compare" element={<ComparePage />} />
        <Route path="pipelines" element={<PipelineListPage />} />
        <Route path="pipelines/:cluster/:id" element={<PipelinePage />} />
        <Route path="experiments" element={<ExperimentListPage />} />
        <Route path="experiments/:cluster/:id" element={<ExperimentPage />} />
        <Route path="recurring" element={<RecurringListPage />} />
        <Route path="recurring/:cluster/:id" element={<RecurringPage />} />
      </Routes>
    </Suspense>
  );
}
