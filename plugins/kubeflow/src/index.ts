/**
 * Kubeflow in your Backstage portal.
 *
 * @packageDocumentation
 */
export { kubeflowPlugin, kubeflowPlugin as default } from './plugin';
export { isKubeflowAvailable } from './entity/isKubeflowAvailable';
export {
  entityTrainingRouteRef,
  pipelinesRouteRef,
  rootRouteRef,
  workloadRouteRef,
} from './routes';
