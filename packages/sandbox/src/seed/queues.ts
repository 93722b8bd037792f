import type { ApiObject } from '../cluster/types';
import type { Team } from './teams';
import { teams } from './teams';

const products: Record<string, string> = {
  'a100-80gb': 'NVIDIA-A100-SXM4-80GB',
  'h100-80gb': 'NVIDIA-H100-80GB-HBM3',
};

/** Kueue's objects: one queue and one flavour for each team, and two priorities. */
export function seedQueues(createdAt: string): ApiObject[] {
  const apiVersion = 'kueue.x-k8s.io/v1beta2';
  return [
    ...Object.entries(products).map(([name, product]) => ({
      apiVersion,
      kind: 'ResourceFlavor',
      metadata: { name, creationTimestamp: createdAt },
      spec: { nodeLabels: { 'nvidia.com/gpu.product': product } },
    })),
    ...[
      {
        name: 'production',
        value: 1000,
        description: 'Retraining of models that serve customers',
      },
      { name: 'research', value: 100, description: 'Everything else' },
    ].map(({ name, value, description }) => ({
      apiVersion,
      kind: 'WorkloadPriorityClass',
      metadata: { name, creationTimestamp: createdAt },
      value,
      description,
    })),
    ...teams.flatMap(team => queuesOf(team, apiVersion, createdAt)),
  ];
}

function queuesOf(
  team: Team,
  apiVersion: string,
  createdAt: string,
): ApiObject[] {
  return [
    {
      apiVersion,
      kind: 'ClusterQueue',
      metadata: { name: team.clusterQueue, creationTimestamp: createdAt },
      spec: {
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': team.namespace },
        },
        queueingStrategy: 'BestEffortFIFO',
        stopPolicy: 'None',
        preemption: {
          withinClusterQueue: 'LowerPriority',
          reclaimWithinCohort: 'Never',
          borrowWithinCohort: { policy: 'Never' },
        },
        resourceGroups: [
          {
            coveredResources: ['cpu', 'memory', 'nvidia.com/gpu'],
            flavors: [
              {
                name: team.flavor,
                resources: [
                  { name: 'cpu', nominalQuota: '384' },
                  { name: 'memory', nominalQuota: '4Ti' },
                  { name: 'nvidia.com/gpu', nominalQuota: String(team.gpus) },
                ],
              },
            ],
          },
        ],
      },
      status: {},
    },
    {
      apiVersion,
      kind: 'LocalQueue',
      metadata: {
        name: team.queue,
        namespace: team.namespace,
        creationTimestamp: createdAt,
      },
      spec: { clusterQueue: team.clusterQueue, stopPolicy: 'None' },
      status: {},
    },
  ];
}
