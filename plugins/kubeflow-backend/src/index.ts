/**
 * Follows Kubeflow objects in clusters and serves them to Backstage, live and authorised.
 *
 * @packageDocumentation
 */
export { kubeflowPlugin as default } from './plugin';
