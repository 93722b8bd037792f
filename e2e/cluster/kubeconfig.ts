import { stringify } from 'yaml';
import type { ApiEndpoint, ApiUser } from './apiClient';

const base64 = (pem: string | undefined) =>
  pem && Buffer.from(pem).toString('base64');

/** A kubeconfig, as text, with one cluster and one user. */
export function kubeconfig(endpoint: ApiEndpoint, user: ApiUser): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'test',
        cluster: {
          server: endpoint.url,
          ...(endpoint.ca && {
            'certificate-authority-data': base64(endpoint.ca),
          }),
        },
      },
    ],
    users: [
      {
        name: 'test',
        user: {
          ...(user.token && { token: user.token }),
          ...(endpoint.cert && {
            'client-certificate-data': base64(endpoint.cert),
          }),
          ...(endpoint.key && { 'client-key-data': base64(endpoint.key) }),
          ...(user.impersonate && {
            as: user.impersonate.user,
            'as-groups': user.impersonate.groups ?? [],
          }),
        },
      },
    ],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    'current-context': 'test',
  });
}
