/**
 * Kubeflow for apps on `@backstage/core-plugin-api`, the old frontend system.
 *
 * @packageDocumentation
 */
export { isKubeflowAvailable } from './entity/isKubeflowAvailable';
export { KubeflowIcon } from './KubeflowIcon';
export {
  EntityKubeflowCard,
  EntityKubeflowTrainingContent,
  KubeflowPage,
} from './legacy/extensions';
export { kubeflowPlugin } from './legacy/plugin';
