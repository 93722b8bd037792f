/**
 * API client, hooks and components for showing Kubeflow in Backstage frontends.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './components';
export * from './diagnosis';
export * from './format';
export * from './hooks';
export * from './logs';
export * from './ownerRef';
export * from './pipelines';
export * from './routes';
export type { StreamStatus } from './stream/StreamConnection';
export { kubeflowReactTranslationRef } from './translation/ref';
