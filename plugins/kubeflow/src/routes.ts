export {
  catalogEntityRouteRef,
  familyRouteRef,
  rootRouteRef,
  workloadRouteRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
