import type { Capability } from '@kubeflow-portal/plugin-kubeflow-common';
import type {
  ClusterConnection,
  PipelinesConfig,
} from '@kubeflow-portal/plugin-kubeflow-node';

/**
 * Whether a cluster's Pipelines API is reached in a way that only this backend has. The Kubernetes plugin's proxy is no
 * such way: what goes through it, every portal user with the permission `kubernetes.proxy` can send as well.
 */
export function isOwnWay(
  connection: Pick<ClusterConnection, 'kind'>,
  config: PipelinesConfig,
): boolean {
  return config.url !== undefined || connection.kind === 'direct';
}

/** Whether people may change something through the Pipelines API of a cluster, and why not. */
export function writeCapability(
  connection: Pick<ClusterConnection, 'kind' | 'name'>,
  config: PipelinesConfig,
): Capability {
  return isOwnWay(connection, config)
    ? { allowed: true }
    : {
        allowed: false,
        message: `Pipelines of this cluster can only be looked at: it is reached through the Kubernetes plugin's proxy, and what may be written that way, every user of the portal could write without being asked for a permission. To turn it on, an administrator gives this backend a credential of its own under kubeflow.clusters.${connection.name}, or the API's address and a token under kubeflow.clusters.${connection.name}.pipelines (docs/rights.md)`,
      };
}

/**
 * Why this backend must not name its callers to a server, where that is so: a server that believes a header believes it
 * from everybody who can reach it.
 */
export function whyNoHeader(
  connection: Pick<ClusterConnection, 'kind' | 'name'>,
  config: PipelinesConfig,
): string | undefined {
  return config.identity?.type === 'header' && !isOwnWay(connection, config)
    ? `'identity.type: header' is not used through the Kubernetes plugin's proxy, since every user of the portal can send such a header through it and be anybody. Give this backend a credential of its own under kubeflow.clusters.${connection.name}, or the API's address under kubeflow.clusters.${connection.name}.pipelines.url`
    : undefined;
}
