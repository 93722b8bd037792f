import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  NO_NAMESPACE,
  type KindDefinition,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { z } from 'zod';
import type { Access } from '../authorize/Authorizer';
import type { ObjectAddress } from '../children/ObjectWatch';
import type { ClusterWatcher } from '../watch/ClusterWatcher';
import type { objectParamsSchema } from './objectParams';
import type { RouteContext } from './RouteContext';

/** An object's address, and the cluster that should have it. */
export interface FoundAddress {
  watcher: ClusterWatcher;
  address: ObjectAddress;
}

/**
 * Turns the parameters of a path into an address.
 *
 * @throws NotFoundError that names what is known instead
 * @throws ServiceUnavailableError when the cluster has not said yet what it serves
 */
export function findAddress(
  context: RouteContext,
  params: z.output<typeof objectParamsSchema>,
): FoundAddress {
  const watcher = context.clusters.get(params.cluster);
  if (!watcher) {
    const known = context.clusters.list().map(each => each.connection.name);
    throw new NotFoundError(
      `There is no cluster '${params.cluster}'. ${
        known.length > 0
          ? `Known clusters: ${known.join(', ')}`
          : (context.clusters.problem ?? 'No cluster is configured')
      }`,
    );
  }
  const kind = context.store.kinds.get(params.kind);
  if (!kind) {
    throw new NotFoundError(
      `There is no kind '${params.kind}'. Known kinds: ${context.store.kinds
        .list()
        .map(each => each.id)
        .join(', ')}`,
    );
  }
  return {
    watcher,
    address: {
      cluster: params.cluster,
      namespace: namespaceOf(params.namespace, kind),
      kind,
      version: versionOf(watcher, kind),
      name: params.name,
    },
  };
}

/** @throws NotFoundError as if the object did not exist, when the caller may not see it */
export function checkVisible(
  access: Access,
  address: ObjectAddress,
  owner: string | undefined,
): void {
  if (!access.canSee({ ...address, owner })) {
    throw notThere(address);
  }
}

export function notThere(address: ObjectAddress): NotFoundError {
  const { cluster, namespace, kind, name } = address;
  return new NotFoundError(
    `${kind.title.one} '${name}'${namespace ? ` in namespace '${namespace}'` : ''} was deleted from cluster '${cluster}', or never existed`,
  );
}

function namespaceOf(
  namespace: string,
  kind: KindDefinition,
): string | undefined {
  if (kind.scope === 'Cluster') {
    if (namespace !== NO_NAMESPACE) {
      throw new NotFoundError(
        `${kind.title.many} have no namespace; write '${NO_NAMESPACE}' in its place`,
      );
    }
    return undefined;
  }
  if (namespace === NO_NAMESPACE) {
    throw new NotFoundError(`${kind.title.many} have a namespace`);
  }
  return namespace;
}

function versionOf(watcher: ClusterWatcher, kind: KindDefinition): string {
  const version = watcher.versionOf(kind.id);
  if (version) {
    return version;
  }
  const cluster = watcher.describe();
  const status = cluster.kinds.find(each => each.kind === kind.id);
  if (status?.message) {
    throw new NotFoundError(status.message);
  }
  // Once it was found absent it stays so while the cluster is away; before the first look nobody knows.
  if (status?.status === 'absent') {
    throw new NotFoundError(
      `Cluster '${cluster.name}' has no ${kind.title.many}: it does not serve ${kind.plural}.${kind.group}`,
    );
  }
  throw new ServiceUnavailableError(
    `Cluster '${cluster.name}' is ${cluster.health}${cluster.message ? `: ${cluster.message}` : '; try again in a moment'}`,
  );
}
