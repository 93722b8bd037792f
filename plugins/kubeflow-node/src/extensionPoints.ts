import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { KindDefinition } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from './clusterConnection';

/**
 * Adds kinds to those that the portal knows.
 *
 * @public
 */
export interface KubeflowKindsExtensionPoint {
  /** @throws Error at startup when the id, or the group and plural, are taken. */
  addKind(...definitions: KindDefinition[]): void;
}

/** @public */
export const kubeflowKindsExtensionPoint =
  createExtensionPoint<KubeflowKindsExtensionPoint>({ id: 'kubeflow.kinds' });

/**
 * Adds clusters that are neither in the Kubernetes plugin's list nor in the configuration.
 *
 * @public
 */
export interface KubeflowClustersExtensionPoint {
  /** Takes the place of a cluster of the same name in the Kubernetes plugin's list. */
  addConnection(...connections: ClusterConnection[]): void;
}

/** @public */
export const kubeflowClustersExtensionPoint =
  createExtensionPoint<KubeflowClustersExtensionPoint>({
    id: 'kubeflow.clusters',
  });
