import { networkInterfaces } from 'node:os';
import type { ApiClient } from '../apiClient';
import { waitFor } from '../crds';
import type { PipelinesServer } from './apiServer';

/** The path under which the cluster's API server passes requests on to Kubeflow Pipelines. */
export const pipelinesProxyPath =
  '/api/v1/namespaces/kubeflow/services/ml-pipeline:8888/proxy';

/**
 * Makes the Service `ml-pipeline` in `kubeflow` lead to a server on this machine, and waits until it does. The cluster's
 * API server passes requests on only to pods that it knows, and never to loopback: so there is a pod that has another
 * address of this machine.
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
  const folder = '/api/v1/namespaces/kubeflow';
  const name = 'ml-pipeline';
  const metadata = { name, labels: { app: name } };
  const ip = ownAddress();
  await client.create(`${folder}/pods`, {
    metadata,
    spec: { containers: [{ name: 'ml-pipeline-api-server', image: 'none' }] },
  });
  await client.mergePatch(`${folder}/pods/${name}/status`, {
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  });
  const ports = [
    { name: 'http', port: 8888, targetPort: server.httpPort },
    { name: 'grpc', port: 8887, targetPort: server.grpcPort },
  ];
  await client.create(`${folder}/services`, { metadata, spec: { ports } });
  const targetRef = { kind: 'Pod', namespace: 'kubeflow', name };
  await client.create(`${folder}/endpoints`, {
    metadata,
    subsets: [
      {
        addresses: [{ ip, targetRef }],
        ports: ports.map(port => ({ name: port.name, port: port.targetPort })),
      },
    ],
  });
  await waitFor('the service proxy to reach Kubeflow Pipelines', async () => {
    const path = `${pipelinesProxyPath}/apis/v2beta1/healthz`;
    return (await client.request('GET', path)).status === 200;
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
