/**
 * Kubeflow in your Backstage portal.
 *
 * @packageDocumentation
 */
export { kubeflowPlugin, kubeflowPlugin as default } from './plugin';
export { rootRouteRef, workloadRouteRef } from './routes';
