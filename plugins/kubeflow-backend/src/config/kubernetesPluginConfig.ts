import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  asBoolean,
  asRecords,
  asString,
  at,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { DirectClusterConfig } from '@kubeflow-portal/plugin-kubeflow-node';

/**
 * Fills in what `kubeflow.clusters.<name>` leaves out and the Kubernetes plugin's configuration has for the same
 * cluster: its URL and certificates, never its credential.
 *
 * @throws InputError when neither has a URL
 */
export function inheritFromKubernetesPlugin(
  config: RootConfigService,
  name: string,
  cluster: DirectClusterConfig,
): DirectClusterConfig {
  if (cluster.kubeconfig) {
    return cluster;
  }
  const entry = asRecords(
    config.getOptional('kubernetes.clusterLocatorMethods'),
  )
    .flatMap(method => asRecords(method.clusters))
    .find(candidate => candidate.name === name);
  const url = cluster.url ?? asString(at(entry, 'url'));
  if (!url) {
    throw new InputError(
      `The configuration of Kubeflow is wrong. 'kubeflow.clusters.${name}' has no url, and kubernetes.clusterLocatorMethods has no cluster of that name to take it from`,
    );
  }
  // A URL of its own may be another address of the cluster, with another certificate.
  const inherit = cluster.url === undefined;
  const ownCa = cluster.caData ?? cluster.caFile;
  return {
    ...cluster,
    url,
    title: cluster.title ?? asString(at(entry, 'title')),
    caData:
      cluster.caData ??
      (inherit && !ownCa ? asString(at(entry, 'caData')) : undefined),
    caFile:
      cluster.caFile ??
      (inherit && !ownCa ? asString(at(entry, 'caFile')) : undefined),
    skipTLSVerify:
      cluster.skipTLSVerify ??
      (inherit ? asBoolean(at(entry, 'skipTLSVerify')) : undefined),
  };
}
