import { InputError } from '@backstage/errors';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { PipelinesSettings } from '../config/pipelinesSettings';
import { whyNoHeader } from './writeCapability';

/**
 * Refuses a configuration that names callers to a server which others can reach as well. Clusters without a section of
 * their own are not known yet; those are refused as they appear.
 *
 * @param own - connections that are not the Kubernetes plugin's
 * @throws InputError
 */
export function checkIdentities(
  settings: PipelinesSettings,
  own: readonly ClusterConnection[],
): void {
  for (const [name, config] of Object.entries(settings.clusters)) {
    const connection = own.find(each => each.name === name) ?? {
      name,
      kind: 'proxy',
    };
    const problem = whyNoHeader(connection, config);
    if (problem) {
      throw new InputError(
        `The configuration of Kubeflow is wrong. 'kubeflow.clusters.${name}.pipelines.identity': ${problem}`,
      );
    }
  }
}
