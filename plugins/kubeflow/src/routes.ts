import { createRouteRef } from '@backstage/frontend-plugin-api';

export {
  catalogEntityRouteRef,
  familyRouteRef,
  pipelinesRouteRef,
  rootRouteRef,
  workloadRouteRef,
} from '@kubeflow-portal/plugin-kubeflow-react';

/** The Training tab on the page of an entity. @public */
export const entityTrainingRouteRef = createRouteRef();

/** The Pipelines tab on the page of an entity. @public */
export const entityPipelinesRouteRef = createRouteRef();
