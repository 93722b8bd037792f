import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  KubeflowClient,
  KubeflowPipelinesClient,
  kubeflowApiRef,
  kubeflowPipelinesApiRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import {
  catalogEntityRouteRef,
  entityPipelinesRouteRef,
  entityTrainingRouteRef,
  rootRouteRef,
} from '../routes';

/** The addresses of the plugin, as the old frontend system takes them. */
export const legacyRoutes = {
  root: convertLegacyRouteRef(rootRouteRef),
  entityPipelines: convertLegacyRouteRef(entityPipelinesRouteRef),
  entityTraining: convertLegacyRouteRef(entityTrainingRouteRef),
};

/** Kubeflow, for apps on the old frontend system. @public */
export const kubeflowPlugin = createPlugin({
  id: 'kubeflow',
  apis: [
    createApiFactory({
      api: kubeflowApiRef,
      deps: { fetchApi: fetchApiRef, discoveryApi: discoveryApiRef },
      factory: dependencies => new KubeflowClient(dependencies),
    }),
    createApiFactory({
      api: kubeflowPipelinesApiRef,
      deps: { fetchApi: fetchApiRef, discoveryApi: discoveryApiRef },
      factory: dependencies => new KubeflowPipelinesClient(dependencies),
    }),
  ],
  routes: legacyRoutes,
  externalRoutes: {
    catalogEntity: convertLegacyRouteRef(catalogEntityRouteRef),
  },
});
