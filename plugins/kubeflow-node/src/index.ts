/**
 * Connections to clusters, and the extension points of the Kubeflow backend.
 *
 * @packageDocumentation
 */
export * from './clusterConnection';
export { DirectClusterConnection } from './DirectClusterConnection';
export * from './directClusterConfig';
export * from './extensionPoints';
export { KubernetesPluginClusters } from './KubernetesPluginClusters';
export { ProxyClusterConnection } from './ProxyClusterConnection';
