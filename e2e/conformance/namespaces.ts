import { randomBytes } from 'node:crypto';
import type { ApiClient, ApiUser, Json } from '../cluster/apiClient';

/** A namespace of a test's own, deleted afterwards. */
export interface TestNamespace extends AsyncDisposable {
  name: string;
  /** Path of a resource of a group and version (`v1`, `batch/v1`) in this namespace. */
  path(groupVersion: string, plural: string, name?: string): string;
}

export async function createNamespace(
  admin: ApiClient,
): Promise<TestNamespace> {
  const name = `conformance-${randomBytes(4).toString('hex')}`;
  await admin.create('/api/v1/namespaces', { metadata: { name } });
  return {
    name,
    path: (groupVersion, plural, object) =>
      resourcePath(groupVersion, plural, name, object),
    async [Symbol.asyncDispose]() {
      await admin.request('DELETE', `/api/v1/namespaces/${name}`);
    },
  };
}

export function resourcePath(
  groupVersion: string,
  plural: string,
  namespace?: string,
  name?: string,
): string {
  return [
    groupVersion.includes('/') ? '/apis' : '/api',
    groupVersion,
    ...(namespace ? ['namespaces', namespace] : []),
    plural,
    ...(name ? [name] : []),
  ].join('/');
}

/** Names of the objects of a list, in its order. */
export const namesOf = (list: Json): string[] =>
  list.items.map((item: Json) => item.metadata.name);

/** A user that is signed in with a token nobody has issued. */
export const stranger: ApiUser = { token: 'nobody-has-issued-this' };
