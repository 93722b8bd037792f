import type { KubernetesObject } from '@kubeflow-portal/plugin-kubeflow-common';
import type { FakeResource } from './FakeApiServer';

export const trainJobs: FakeResource = {
  group: 'trainer.kubeflow.org',
  version: 'v1alpha1',
  plural: 'trainjobs',
  kind: 'TrainJob',
};

export const pyTorchJobs: FakeResource = {
  group: 'kubeflow.org',
  version: 'v1',
  plural: 'pytorchjobs',
  kind: 'PyTorchJob',
};

export const jobSets: FakeResource = {
  group: 'jobset.x-k8s.io',
  version: 'v1alpha2',
  plural: 'jobsets',
  kind: 'JobSet',
};

export const clusterTrainingRuntimes: FakeResource = {
  group: 'trainer.kubeflow.org',
  version: 'v1alpha1',
  plural: 'clustertrainingruntimes',
  kind: 'ClusterTrainingRuntime',
};

/** A TrainJob as a cluster holds it; `over` says how it ended. */
export function trainJob(
  name: string,
  options: {
    namespace?: string;
    labels?: Record<string, string>;
    gpus?: number;
    over?: 'Complete' | 'Failed';
    message?: string;
  } = {},
): KubernetesObject {
  const { over } = options;
  return {
    metadata: {
      name,
      namespace: options.namespace ?? 'team-a',
      labels: options.labels,
      managedFields: [{ manager: 'trainer', operation: 'Update' }],
    },
    spec: {
      runtimeRef: { name: 'torch-distributed' },
      trainer: {
        numNodes: 2,
        resourcesPerNode: {
          limits: { 'nvidia.com/gpu': String(options.gpus ?? 1) },
        },
      },
    },
    status: {
      conditions: over
        ? [
            {
              type: over,
              status: 'True',
              reason: over === 'Failed' ? 'JobsFailed' : 'JobsCompleted',
              message: options.message ?? 'jobset is over',
              lastTransitionTime: '2026-11-20T09:00:00Z',
            },
          ]
        : [],
    },
  };
}
