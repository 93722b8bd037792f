import { ApiClient, type ApiEndpoint, type ApiUser } from './apiClient';
import { ControlPlane, type ControlPlaneOptions } from './controlPlane';
import { existingCluster } from './existingCluster';
import { users, type UserName } from './users';

/** A cluster that tests may use as they like, and how its users sign in. JSON, so that it can be handed to workers. */
export interface ClusterAccess {
  endpoint: ApiEndpoint;
  users: Record<UserName, ApiUser>;
}

/** An open cluster; `plane` is there when it is our own, to be restarted and compacted. */
export interface OpenCluster extends ClusterAccess, AsyncDisposable {
  plane?: ControlPlane;
}

/**
 * Whether to use the cluster of `KUBECONFIG` instead of one of our own. Tests create namespaces, definitions and roles
 * there, so a second word is asked for: `USE_EXISTING_CLUSTER=true`, as Kubernetes' own test libraries have it.
 */
export function useExistingCluster(): boolean {
  if (process.env.USE_EXISTING_CLUSTER !== 'true') {
    return false;
  }
  if (!process.env.KUBECONFIG) {
    throw new Error(
      'USE_EXISTING_CLUSTER is set, but KUBECONFIG does not say which cluster that is',
    );
  }
  return true;
}

/** Gives access to a cluster, and a way to be done with it. */
export async function openCluster(
  options: ControlPlaneOptions = {},
): Promise<OpenCluster> {
  if (useExistingCluster()) {
    const { endpoint, user } = await existingCluster();
    const as = (name: UserName): ApiUser => ({
      ...user,
      impersonate: { user: name, groups: [...users[name].groups] },
    });
    return {
      endpoint,
      users: { admin: user, alice: as('alice'), bob: as('bob') },
      async [Symbol.asyncDispose]() {},
    };
  }
  const plane = await ControlPlane.start(options);
  return {
    endpoint: plane.endpoint,
    users: {
      admin: plane.user('admin'),
      alice: plane.user('alice'),
      bob: plane.user('bob'),
    },
    plane,
    [Symbol.asyncDispose]: () => plane[Symbol.asyncDispose](),
  };
}

/** A client that asks as the given user. */
export function clientOf(
  access: ClusterAccess,
  user: UserName = 'admin',
): ApiClient {
  return new ApiClient(access.endpoint, access.users[user]);
}
