import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  KubeflowClient,
  kubeflowApiRef,
} from '@kubeflow-portal/plugin-kubeflow-react';

/** The client of the Kubeflow backend. */
export const kubeflowApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: kubeflowApiRef,
      deps: { fetchApi: fetchApiRef, discoveryApi: discoveryApiRef },
      factory: dependencies => new KubeflowClient(dependencies),
    }),
});
