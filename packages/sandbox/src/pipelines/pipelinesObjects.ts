import type { ApiObject } from '../cluster/types';
import { serverNamespace } from './service';

/** The service of the Pipelines API, and the number of its HTTP port. */
export const pipelinesService = { name: 'ml-pipeline', port: 8888 };

const labels = {
  app: 'ml-pipeline',
  'application-crd-id': 'kubeflow-pipelines',
};

/** What shows in the cluster that the Pipelines API is there. */
export function pipelinesObjects(): ApiObject[] {
  const { name, port } = pipelinesService;
  const metadata = { namespace: serverNamespace, name, labels };
  const ports = [
    { name: 'http', port, protocol: 'TCP' },
    { name: 'grpc', port: 8887, protocol: 'TCP' },
  ];
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: serverNamespace },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.44.18',
        clusterIPs: ['10.96.44.18'],
        selector: labels,
        ports: ports.map(one => ({ ...one, targetPort: one.port })),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata,
      subsets: [{ addresses: [{ ip: '10.32.0.18' }], ports }],
    },
    ...['pipeline-runner', 'ml-pipeline'].map(account => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { namespace: serverNamespace, name: account },
    })),
  ];
}
