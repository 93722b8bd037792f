import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import type { ApiClient, Json } from './apiClient';

const plurals: Record<string, string> = {
  Namespace: 'namespaces',
  ServiceAccount: 'serviceaccounts',
  ClusterRole: 'clusterroles',
  ClusterRoleBinding: 'clusterrolebindings',
};

/** Applies a manifest of the checkout, such as `docs/rbac.yaml`, as `kubectl apply --server-side` does. */
export async function applyManifest(
  client: ApiClient,
  file: string,
): Promise<void> {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  for (const document of parseAllDocuments(readFileSync(path, 'utf8'))) {
    const object: Json = document.toJS();
    const plural = plurals[object.kind];
    if (!plural) {
      throw new Error(
        `${file} holds a ${object.kind}; say its plural in e2e/cluster/manifests.ts`,
      );
    }
    await client.call('PATCH', objectPath(object, plural), {
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager: 'kubeflow-portal-tests', force: true },
      body: object,
    });
  }
}

function objectPath(object: Json, plural: string): string {
  const { name, namespace } = object.metadata;
  const root = object.apiVersion.includes('/') ? '/apis' : '/api';
  const space = namespace ? `/namespaces/${namespace}` : '';
  return `${root}/${object.apiVersion}${space}/${plural}/${name}`;
}

/** A token of a service account, as `kubectl create token` makes it. */
export async function createToken(
  client: ApiClient,
  namespace: string,
  name: string,
): Promise<string> {
  const answer = await client.create(
    `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 24 * 3600 },
    },
  );
  return answer.status.token;
}
