import { at } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { failureFromResponse } from './ClusterFailure';

/** Rights that a credential must not have when every portal user with the `kubernetes.proxy` permission can use it. */
const EXCESS = [
  {
    says: 'impersonate users',
    attributes: { verb: 'impersonate', group: '', resource: 'users' },
  },
  {
    says: 'create pods',
    attributes: { verb: 'create', group: '', resource: 'pods' },
  },
  {
    says: 'change TrainJobs',
    attributes: {
      verb: 'patch',
      group: 'trainer.kubeflow.org',
      resource: 'trainjobs',
    },
  },
] as const;

/**
 * Asks the cluster what the Kubernetes plugin's credential may do. That plugin's proxy passes every header on,
 * `Impersonate-User` included, so what the credential may do, each caller of the proxy may do.
 *
 * @returns a warning, or `undefined` when the credential cannot write
 * @throws ClusterFailure when the cluster cannot tell
 */
export async function describeExcessRights(
  connection: ClusterConnection,
  options: { timeout: number; signal?: AbortSignal },
): Promise<string | undefined> {
  const found: string[] = [];
  for (const { says, attributes } of EXCESS) {
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
    if (at(JSON.parse(await response.text()), 'status', 'allowed') === true) {
      found.push(says);
    }
  }
  return found.length === 0
    ? undefined
    : `The Kubernetes plugin's credential for this cluster may ${found.join(', ')}. Through that plugin's proxy, every portal user with the 'kubernetes.proxy' permission may do so too. Give it read-only rights.`;
}
