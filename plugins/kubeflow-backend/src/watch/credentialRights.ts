import { at } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { failureFromResponse } from './ClusterFailure';

/**
 * Rights that a credential must not have when every portal user with the `kubernetes.proxy` permission can use it: a
 * sample of those that give the rest away. Impersonation is granted per resource, each of them a way to more rights.
 */
const EXCESS: readonly { says: string; attributes: Attributes[] }[] = [
  {
    says: 'impersonate users',
    attributes: ['users', 'groups', 'serviceaccounts'].map(resource => ({
      verb: 'impersonate',
      group: '',
      resource,
    })),
  },
  {
    says: 'create pods',
    attributes: [{ verb: 'create', group: '', resource: 'pods' }],
  },
  {
    says: 'delete pods',
    attributes: [{ verb: 'delete', group: '', resource: 'pods' }],
  },
  {
    says: 'change TrainJobs',
    attributes: [
      { verb: 'patch', group: 'trainer.kubeflow.org', resource: 'trainjobs' },
    ],
  },
  {
    says: 'read Secrets',
    attributes: [{ verb: 'list', group: '', resource: 'secrets' }],
  },
];

/** Of a `SelfSubjectAccessReview`. */
interface Attributes {
  verb: string;
  group: string;
  resource: string;
}

/**
 * Asks the cluster what the Kubernetes plugin's credential may do. That plugin's proxy passes every header on,
 * `Impersonate-User` included, so what the credential may do, each caller of the proxy may do.
 *
 * @returns a warning, or `undefined` when the credential has none of the rights that it must not have
 * @throws ClusterFailure when the cluster cannot tell
 */
export async function describeExcessRights(
  connection: ClusterConnection,
  options: { timeout: number; signal?: AbortSignal },
): Promise<string | undefined> {
  const found = await Promise.all(
    EXCESS.map(async ({ says, attributes }) => {
      const answers = await Promise.all(
        attributes.map(each => isAllowed(connection, each, options)),
      );
      return answers.includes(true) ? [says] : [];
    }),
  ).then(each => each.flat());
  return found.length === 0
    ? undefined
    : `The Kubernetes plugin's credential for this cluster may ${found.join(', ')}. Through that plugin's proxy, every portal user with the 'kubernetes.proxy' permission may do so too. Give it the read-only rights of docs/rbac.yaml.`;
}

/** @throws ClusterFailure when the cluster cannot tell */
async function isAllowed(
  connection: ClusterConnection,
  attributes: Attributes,
  options: { timeout: number; signal?: AbortSignal },
): Promise<boolean> {
  const response = await connection.request(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: attributes },
      }),
      headersTimeout: options.timeout,
      bodyTimeout: options.timeout,
      signal: options.signal,
    },
  );
  if (response.status !== 200 && response.status !== 201) {
    throw await failureFromResponse(response);
  }
  return at(JSON.parse(await response.text()), 'status', 'allowed') === true;
}
