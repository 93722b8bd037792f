import type { ApiObject } from '../cluster/types';
import {
  actingAccount,
  defaultIdentities,
  portalAccount,
  teamGroups,
} from './identities';
import { bind, clusterRoles } from './roles';

function namespace(name: string): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function serviceAccount(account: {
  namespace: string;
  name: string;
}): ApiObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account };
}

const everybody = { kind: 'Group', name: 'system:authenticated' } as const;

/** The namespaces, roles and bindings of an empty cluster. */
export function accessObjects(): ApiObject[] {
  return [
    ...['default', 'kube-system', 'kube-public', 'kube-node-lease'].map(
      namespace,
    ),
    namespace(portalAccount.namespace),
    serviceAccount(portalAccount),
    serviceAccount(actingAccount),
    ...clusterRoles,
    bind('cluster-admin', 'cluster-admin', {
      kind: 'Group',
      name: 'system:masters',
    }),
    bind('system:discovery', 'system:discovery', everybody),
    bind('system:basic-user', 'system:basic-user', everybody),
    bind('system:public-info-viewer', 'system:public-info-viewer', everybody),
    bind('kubeflow-portal', 'kubeflow-portal-read', {
      kind: 'ServiceAccount',
      ...portalAccount,
    }),
    bind('kubeflow-portal-acting', 'kubeflow-portal-act', {
      kind: 'ServiceAccount',
      ...actingAccount,
    }),
    // A portal that has a credential of its own for a cluster reads with it, too.
    bind('kubeflow-portal-acting-read', 'kubeflow-portal-read', {
      kind: 'ServiceAccount',
      ...actingAccount,
    }),
  ];
}

/** What a team may do: all that jobs need in its own namespace, and a look at what all share. */
export function teamObjects(): ApiObject[] {
  return teamGroups.flatMap(team => [
    bind(`${team}-shared`, 'kubeflow-shared-view', {
      kind: 'Group',
      name: team,
    }),
    namespace(team),
    bind('team', 'edit', { kind: 'Group', name: team }, team),
    // As a Kubeflow profile has them. The Pipelines server knows users and service accounts, and no groups.
    ...(['default-editor', 'default-viewer'] as const).flatMap(name => [
      serviceAccount({ namespace: team, name }),
      bind(
        name,
        name === 'default-editor' ? 'edit' : 'view',
        { kind: 'ServiceAccount', name, namespace: team },
        team,
      ),
    ]),
    ...defaultIdentities
      .filter(({ groups }) => groups?.includes(team))
      .map(({ username }) =>
        bind(
          `user-${username}-clusterrole-edit`,
          'edit',
          { kind: 'User', name: username },
          team,
        ),
      ),
  ]);
}
