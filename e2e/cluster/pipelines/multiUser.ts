import type { ApiClient } from '../apiClient';

const rbac = '/apis/rbac.authorization.k8s.io/v1';

/** For whom Kubeflow Pipelines takes tokens. */
export const tokenAudience = 'pipelines.kubeflow.org';

/** A token of a new service account in `namespace`, which Kubeflow Pipelines takes as who that is. */
export async function createPipelinesToken(
  client: ApiClient,
  namespace: string,
  name: string,
): Promise<string> {
  const folder = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  await client.create(folder, { metadata: { name } });
  const answer = await client.create(`${folder}/${name}/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { audiences: [tokenAudience], expirationSeconds: 24 * 3600 },
  });
  return answer.status.token;
}

/** Whom a role is given to. */
export type RoleSubject =
  { user: string } | { serviceAccount: string; namespace: string };

/** Lets somebody do all that Kubeflow Pipelines has to offer, in one namespace or, where none is named, in all. */
export async function allowPipelines(
  client: ApiClient,
  subject: RoleSubject,
  namespace?: string,
): Promise<void> {
  const role = { name: 'kubeflow-pipelines-all' };
  const created = await client.request('POST', `${rbac}/clusterroles`, {
    body: {
      metadata: role,
      rules: [{ apiGroups: [tokenAudience], resources: ['*'], verbs: ['*'] }],
    },
  });
  if (created.status !== 201 && created.status !== 409) {
    throw new Error(
      `Creating a role answered ${created.status}: ${created.text}`,
    );
  }
  const who =
    'user' in subject
      ? { kind: 'User', name: subject.user }
      : {
          kind: 'ServiceAccount',
          name: subject.serviceAccount,
          namespace: subject.namespace,
        };
  const body = {
    metadata: { name: `pipelines-${who.name}` },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      ...role,
    },
    subjects: [who],
  };
  await client.create(
    namespace
      ? `${rbac}/namespaces/${namespace}/rolebindings`
      : `${rbac}/clusterrolebindings`,
    body,
  );
}

/** A token for a controller that belongs to Kubeflow Pipelines itself. */
export async function controllerToken(
  client: ApiClient,
  name: string,
): Promise<string> {
  const token = await createPipelinesToken(client, 'kubeflow', name);
  const subject = { serviceAccount: name, namespace: 'kubeflow' };
  await allowPipelines(client, subject);
  return token;
}
