import type { Agent } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import type { ApiEndpoint, ApiUser } from './apiClient';

/** How to reach the cluster of the current kubeconfig, as whoever it says. */
export async function existingCluster(): Promise<{
  endpoint: ApiEndpoint;
  user: ApiUser;
}> {
  const config = new KubeConfig();
  config.loadFromDefault();
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new Error(
      `KUBECONFIG '${process.env.KUBECONFIG}' names no cluster as its current context`,
    );
  }
  const options: { headers?: Record<string, string>; agent?: Agent } = {};
  await config.applyToHTTPSOptions(
    options as Parameters<KubeConfig['applyToHTTPSOptions']>[0],
  );
  const { ca, cert, key } = options.agent?.options ?? {};
  const token = /^Bearer (.+)$/.exec(options.headers?.Authorization ?? '')?.[1];
  const pem = (value: unknown) => (value ? String(value) : undefined);
  return {
    endpoint: {
      url: cluster.server,
      ca: pem(ca),
      cert: pem(cert),
      key: pem(key),
    },
    user: { token },
  };
}
