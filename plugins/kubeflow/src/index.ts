/**
 * Kubeflow in your Backstage portal.
 *
 * @packageDocumentation
 */
export { kubeflowPlugin, kubeflowPlugin as default } from './plugin';
export { isKubeflowAvailable } from './entity/isKubeflowAvailable';
export {
  entityTrainingRouteRef,
  rootRouteRef,
  workloadRouteRef,
} from './routes';
