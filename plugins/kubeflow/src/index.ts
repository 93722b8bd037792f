/**
 * Kubeflow in your Backstage portal.
 *
 * @packageDocumentation
 */
export { kubeflowPlugin, kubeflowPlugin as default } from './plugin';
export { isKubeflowAvailable } from './entity/isKubeflowAvailable';
export { isKubeflowPipelinesAvailable } from './entity/pipelines/isKubeflowPipelinesAvailable';
export {
  entityPipelinesRouteRef,
  entityTrainingRouteRef,
  pipelinesRouteRef,
  rootRouteRef,
  workloadRouteRef,
} from './routes';
