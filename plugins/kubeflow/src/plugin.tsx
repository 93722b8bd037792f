import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { kubeflowApi, kubeflowPipelinesApi } from './extensions/api';
import {
  entityPipelinesCard,
  entityPipelinesContent,
  entityTrainingCard,
  entityTrainingContent,
} from './extensions/entity';
import { kubeflowPage, subPages } from './extensions/pages';
import { KubeflowIcon } from './KubeflowIcon';
import {
  catalogEntityRouteRef,
  entityPipelinesRouteRef,
  entityTrainingRouteRef,
  pipelinesRouteRef,
  rootRouteRef,
  workloadRouteRef,
} from './routes';

/** Kubeflow in the portal: pages, entity cards and tabs. @public */
export const kubeflowPlugin = createFrontendPlugin({
  pluginId: 'kubeflow',
  title: 'Kubeflow',
  icon: <KubeflowIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    workload: workloadRouteRef,
    pipelines: pipelinesRouteRef,
    entityPipelines: entityPipelinesRouteRef,
    entityTraining: entityTrainingRouteRef,
  },
  externalRoutes: { catalogEntity: catalogEntityRouteRef },
  extensions: [
    kubeflowApi,
    kubeflowPipelinesApi,
    kubeflowPage,
    ...subPages,
    entityTrainingContent,
    entityTrainingCard,
    entityPipelinesContent,
    entityPipelinesCard,
  ],
});
