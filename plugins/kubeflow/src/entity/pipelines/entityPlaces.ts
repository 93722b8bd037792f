import type {
  EntityPipelines,
  PipelinesServer,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { hasNamespaces } from '../../pipelines/shell/place';

/** A server, and a namespace of it where it has them, in which an entity's runs are. */
export interface EntityPlace {
  /** Names it in addresses: `gpu-eu`, `gpu-eu/team-vision`. */
  key: string;
  server: PipelinesServer;
  /** Absent on a server that has namespaces: the entity must name one. */
  namespace: string | undefined;
}

/** Where an entity's runs can be; places whose server answers come first, otherwise in the order of the annotations. */
export function entityPlaces(
  { cluster, namespace }: EntityPipelines,
  servers: readonly PipelinesServer[],
): EntityPlace[] {
  const named = cluster
    ? cluster.flatMap(name => servers.filter(each => each.cluster === name))
    : servers;
  const places = named.flatMap<EntityPlace>(server =>
    hasNamespaces(server) && namespace
      ? namespace.map(name => ({
          key: `${server.cluster}/${name}`,
          server,
          namespace: name,
        }))
      : [{ key: server.cluster, server, namespace: undefined }],
  );
  const rank = ({ server }: EntityPlace) =>
    Number(server.status !== 'available');
  return places.sort((one, other) => rank(one) - rank(other));
}
