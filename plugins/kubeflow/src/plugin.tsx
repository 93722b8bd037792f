import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { kubeflowApi } from './extensions/api';
import { entityTrainingCard, entityTrainingContent } from './extensions/entity';
import { familyPages, kubeflowPage, overviewPage } from './extensions/pages';
import { KubeflowIcon } from './KubeflowIcon';
import {
  catalogEntityRouteRef,
  entityTrainingRouteRef,
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
    entityTraining: entityTrainingRouteRef,
  },
  externalRoutes: { catalogEntity: catalogEntityRouteRef },
  extensions: [
    kubeflowApi,
    kubeflowPage,
    overviewPage,
    ...familyPages,
    entityTrainingContent,
    entityTrainingCard,
  ],
});
