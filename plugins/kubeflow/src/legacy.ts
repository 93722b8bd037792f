/**
 * Kubeflow for apps on `@backstage/core-plugin-api`, the old frontend system.
 *
 * @packageDocumentation
 */
export { isKubeflowAvailable } from './entity/isKubeflowAvailable';
export { isKubeflowPipelinesAvailable } from './entity/pipelines/isKubeflowPipelinesAvailable';
export { KubeflowIcon } from './KubeflowIcon';
export {
  EntityKubeflowCard,
  EntityKubeflowPipelinesCard,
  EntityKubeflowPipelinesContent,
  EntityKubeflowTrainingContent,
  KubeflowPage,
} from './legacy/extensions';
export { kubeflowPlugin } from './legacy/plugin';
