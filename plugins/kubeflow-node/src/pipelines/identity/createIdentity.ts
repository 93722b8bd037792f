import type { ClusterConnection } from '../../clusterConnection';
import type { PipelinesConfig } from '../config';
import { HeaderIdentity } from './HeaderIdentity';
import { noIdentity, type PipelinesIdentity } from './PipelinesIdentity';
import { ServiceAccountIdentity } from './ServiceAccountIdentity';

/** @throws Error when the configuration asks for what is not there */
export function createIdentity(
  cluster: string,
  connection: ClusterConnection | undefined,
  config: PipelinesConfig,
): PipelinesIdentity {
  const identity = config.identity ?? { type: 'none' };
  switch (identity.type) {
    case 'header':
      return new HeaderIdentity(cluster, identity);
    case 'serviceAccount':
      if (!connection) {
        throw new Error(
          `The Pipelines API of '${cluster}' is to be asked as a service account, and no connection to the cluster is known that could give it a token.`,
        );
      }
      return new ServiceAccountIdentity(connection, identity);
    case 'none':
      return noIdentity;
  }
}
