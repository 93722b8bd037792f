import type { Identity } from '../auth';

/** The namespace and the service account of the portal. */
export const portalAccount = { namespace: 'kubeflow-portal', name: 'portal' };

/** The service account with which the portal acts on behalf of its users. */
export const actingAccount = {
  namespace: 'kubeflow-portal',
  name: 'portal-acting',
};

/** Teams as groups of users and as the namespaces that they work in. */
export const teamGroups = ['team-vision', 'team-language'];

/** Who may come: two teams' users, an administrator, and the portal. @public */
export const defaultIdentities: Identity[] = [
  { username: 'admin', groups: ['system:masters'] },
  { username: 'alice', groups: ['team-vision'] },
  { username: 'bob', groups: ['team-language'] },
  {
    username: `system:serviceaccount:${portalAccount.namespace}:${portalAccount.name}`,
  },
  {
    username: `system:serviceaccount:${actingAccount.namespace}:${actingAccount.name}`,
  },
];
