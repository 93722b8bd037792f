import type { ApiObject } from '../cluster/types';
import {
  FRAMEWORK,
  STEP,
  teamRuntime,
  torchtune,
} from './runtimesWithInitializers';

interface RuntimeOptions {
  framework: string;
  policy: Record<string, unknown>;
  image: string;
  labels?: Record<string, string>;
  /** For the runtimes that a platform team makes of the shipped ones. */
  pods?: Record<string, unknown>;
  resources?: Record<string, unknown>;
  backoffLimit?: number;
  maxRestarts?: number;
}

/** ClusterTrainingRuntimes as Trainer v2.3 ships them, and variants of a platform team that ask for GPUs. */
export function seedRuntimes(createdAt: string): ApiObject[] {
  const gpu = (count: number) => ({
    limits: { 'nvidia.com/gpu': String(count) },
    requests: {
      cpu: String(8 * count),
      memory: `${64 * count}Gi`,
      'nvidia.com/gpu': String(count),
    },
  });
  const pytorch = 'pytorch/pytorch:2.13.0-cuda13.0-cudnn9-runtime';
  return [
    clusterRuntime('torch-distributed', createdAt, {
      framework: 'torch',
      policy: { torch: {} },
      image: pytorch,
    }),
    clusterRuntime('torch-distributed-gpu', createdAt, {
      framework: 'torch',
      policy: { torch: { numProcPerNode: 'auto' } },
      image: pytorch,
      resources: gpu(1),
      pods: { restartPolicy: 'Never' },
      backoffLimit: 0,
    }),
    clusterRuntime('torch-distributed-resilient', createdAt, {
      framework: 'torch',
      policy: { torch: {} },
      image: pytorch,
      resources: gpu(1),
      pods: { restartPolicy: 'Never' },
      backoffLimit: 0,
      maxRestarts: 3,
    }),
    deepspeed(createdAt),
    clusterRuntime('jax-distributed', createdAt, {
      framework: 'jax',
      policy: { jax: {} },
      image: 'nvcr.io/nvidia/jax:25.10-py3',
    }),
    clusterRuntime('xgboost-distributed', createdAt, {
      framework: 'xgboost',
      policy: { xgboost: {} },
      image: 'ghcr.io/kubeflow/trainer/xgboost-runtime',
    }),
    torchtune('torchtune-llama3.2-1b', createdAt),
    torchtune('torchtune-qwen2.5-1.5b', createdAt),
    clusterRuntime('torch-distributed-2-4', createdAt, {
      framework: 'torch',
      policy: { torch: {} },
      image: 'pytorch/pytorch:2.4.1-cuda12.4-cudnn9-runtime',
      labels: { 'trainer.kubeflow.org/support': 'deprecated' },
    }),
    teamRuntime(createdAt),
  ];
}

function clusterRuntime(
  name: string,
  createdAt: string,
  options: RuntimeOptions,
): ApiObject {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'ClusterTrainingRuntime',
    metadata: {
      name,
      creationTimestamp: createdAt,
      labels: { [FRAMEWORK]: options.framework, ...options.labels },
    },
    spec: {
      mlPolicy: { numNodes: 1, ...options.policy },
      template: {
        spec: {
          ...(options.maxRestarts
            ? { failurePolicy: { maxRestarts: options.maxRestarts } }
            : {}),
          replicatedJobs: [
            {
              name: 'node',
              template: {
                metadata: { labels: { [STEP]: 'trainer' } },
                spec: {
                  ...(options.backoffLimit === undefined
                    ? {}
                    : { backoffLimit: options.backoffLimit }),
                  template: {
                    spec: {
                      ...options.pods,
                      containers: [
                        {
                          name: 'node',
                          image: options.image,
                          ...(options.resources
                            ? { resources: options.resources }
                            : {}),
                        },
                      ],
                    },
                  },
                },
              },
            },
          ],
        },
      },
    },
  };
}

function deepspeed(createdAt: string): ApiObject {
  const image = 'ghcr.io/kubeflow/trainer/deepspeed-runtime';
  const securityContext = { runAsUser: 1000 };
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'ClusterTrainingRuntime',
    metadata: {
      name: 'deepspeed-distributed',
      creationTimestamp: createdAt,
      labels: { [FRAMEWORK]: 'deepspeed' },
    },
    spec: {
      mlPolicy: {
        numNodes: 1,
        mpi: {
          numProcPerNode: 1,
          mpiImplementation: 'OpenMPI',
          sshAuthMountPath: '/home/mpiuser/.ssh',
          runLauncherAsNode: true,
        },
      },
      template: {
        spec: {
          network: { publishNotReadyAddresses: true },
          successPolicy: {
            operator: 'All',
            targetReplicatedJobs: ['launcher'],
          },
          replicatedJobs: [
            {
              name: 'node',
              template: {
                spec: {
                  template: {
                    spec: {
                      securityContext: { fsGroup: 1000 },
                      containers: [
                        {
                          name: 'node',
                          image,
                          securityContext,
                          command: ['/usr/sbin/sshd'],
                          args: ['-De', '-f', '/home/mpiuser/.sshd_config'],
                        },
                      ],
                    },
                  },
                },
              },
            },
            {
              name: 'launcher',
              dependsOn: [{ name: 'node', status: 'Ready' }],
              template: {
                metadata: { labels: { [STEP]: 'trainer' } },
                spec: {
                  template: {
                    spec: {
                      securityContext: { fsGroup: 1000 },
                      containers: [{ name: 'node', image, securityContext }],
                    },
                  },
                },
              },
            },
          ],
        },
      },
    },
  };
}
