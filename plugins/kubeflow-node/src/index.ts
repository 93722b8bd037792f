/**
 * Connections to clusters, the Pipelines API, and the extension points of the Kubeflow backend.
 *
 * @packageDocumentation
 */
export * from './clusterConnection';
export { DirectClusterConnection } from './DirectClusterConnection';
export * from './directClusterConfig';
export * from './extensionPoints';
export { KubernetesPluginClusters } from './KubernetesPluginClusters';
export * from './pipelines';
export { ProxyClusterConnection } from './ProxyClusterConnection';
