import { stringify } from 'yaml';

/** Who speaks to which server. */
export interface KubeconfigParts {
  url: string;
  /** PEM, base64. */
  caData: string;
  users: { username: string; token: string }[];
  /** The user of the current context. */
  current: string;
  namespace?: string;
}

/** The name of a user's context: `alice@kubeflow-sandbox`; service accounts by their short names. */
export function contextName(username: string): string {
  const account = /^system:serviceaccount:[^:]+:([^:]+)$/.exec(username);
  return `${account ? account[1] : username}@kubeflow-sandbox`;
}

/** A kubeconfig file with a context for each user. */
export function kubeconfig({
  url,
  caData,
  users,
  current,
  namespace,
}: KubeconfigParts): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'kubeflow-sandbox',
        cluster: { server: url, 'certificate-authority-data': caData },
      },
    ],
    users: users.map(({ username, token }) => ({
      name: username,
      user: { token },
    })),
    contexts: users.map(({ username }) => ({
      name: contextName(username),
      context: {
        cluster: 'kubeflow-sandbox',
        user: username,
        ...(namespace ? { namespace } : {}),
      },
    })),
    'current-context': contextName(current),
  });
}
