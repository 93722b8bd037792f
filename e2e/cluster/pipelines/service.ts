import { networkInterfaces } from 'node:os';
import type { ApiClient } from '../apiClient';
import type { PipelinesServer } from './apiServer';

/** The path under which the cluster's API server passes requests on to Kubeflow Pipelines. */
export const pipelinesProxyPath =
  '/api/v1/namespaces/kubeflow/services/ml-pipeline:8888/proxy';

/**
 * Makes the Service `ml-pipeline` in `kubeflow` lead to a server on this machine. The cluster's API server neither takes
 * loopback addresses as endpoints nor passes requests on to them, so that it is another address of the machine.
 */
export async function createPipelinesService(
  client: ApiClient,
  server: PipelinesServer,
): Promise<void> {
  const namespace = await client.request('POST', '/api/v1/namespaces', {
    body: { metadata: { name: 'kubeflow' } },
  });
  if (namespace.status !== 201 && namespace.status !== 409) {
    throw new Error(
      `Creating the namespace kubeflow answered ${namespace.status}: ${namespace.text}`,
    );
  }
  const ports = [
    { name: 'http', port: 8888, targetPort: server.httpPort },
    { name: 'grpc', port: 8887, targetPort: server.grpcPort },
  ];
  const metadata = { name: 'ml-pipeline', labels: { app: 'ml-pipeline' } };
  await client.create('/api/v1/namespaces/kubeflow/services', {
    metadata,
    spec: { ports },
  });
  await client.create('/api/v1/namespaces/kubeflow/endpoints', {
    metadata,
    subsets: [
      {
        addresses: [{ ip: ownAddress() }],
        ports: ports.map(({ name, targetPort }) => ({
          name,
          port: targetPort,
        })),
      },
    ],
  });
}

/** An IPv4 address of this machine that is not loopback. */
function ownAddress(): string {
  const address = Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .find(
      ({ family, internal, address: ip }) =>
        family === 'IPv4' && !internal && !ip.startsWith('169.254.'),
    );
  if (!address) {
    throw new Error(
      'This machine has no IPv4 address but loopback, to which the API server passes no requests on',
    );
  }
  return address.address;
}
