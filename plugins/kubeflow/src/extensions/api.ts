import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  KubeflowClient,
  KubeflowPipelinesClient,
  kubeflowApiRef,
  kubeflowPipelinesApiRef,
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

/** The client of its Pipelines part. */
export const kubeflowPipelinesApi = ApiBlueprint.make({
  name: 'pipelines',
  params: defineParams =>
    defineParams({
      api: kubeflowPipelinesApiRef,
      deps: { fetchApi: fetchApiRef, discoveryApi: discoveryApiRef },
      factory: dependencies => new KubeflowPipelinesClient(dependencies),
    }),
});
