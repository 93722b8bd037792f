import type { Json } from '../cluster/apiClient';

/** Path of TrainJobs in a namespace, or of one of them. */
export const trainJobPath = (namespace: string, name?: string) =>
  `/apis/trainer.kubeflow.org/v1alpha1/namespaces/${namespace}/trainjobs${name ? `/${name}` : ''}`;

/** A TrainJob as a team would submit it; with its status and the server's bookkeeping about 2.4 KB. */
export function trainJob(name: string, metadata: Json = {}): Json {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainJob',
    metadata: { name, ...metadata },
    spec: {
      runtimeRef: {
        apiGroup: 'trainer.kubeflow.org',
        kind: 'ClusterTrainingRuntime',
        name: 'torch-distributed',
      },
      trainer: {
        image: 'registry.example.com/team/trainer:2.13.0',
        command: ['torchrun'],
        args: [
          'train.py',
          '--epochs=12',
          '--batch-size=64',
          '--data=/mnt/data/imagenet',
        ],
        numNodes: 2,
        resourcesPerNode: {
          limits: { 'nvidia.com/gpu': '8', memory: '256Gi' },
        },
      },
    },
  };
}

/** A condition as the trainer's controller writes it. */
export const condition = (
  type: string,
  reason: string,
  message: string,
  at = new Date(),
) => ({
  type,
  status: 'True',
  reason,
  message,
  lastTransitionTime: `${at.toISOString().slice(0, 19)}Z`,
});

/** The status of a job that trains. */
export const runningStatus = {
  jobsStatus: [
    {
      name: 'dataset-initializer',
      ready: 0,
      succeeded: 1,
      failed: 0,
      active: 0,
      suspended: 0,
    },
    {
      name: 'node',
      ready: 2,
      succeeded: 0,
      failed: 0,
      active: 2,
      suspended: 0,
    },
  ],
  trainerStatus: {
    progressPercentage: 42,
    estimatedRemainingSeconds: 3600,
    lastUpdatedTime: '2026-11-23T10:00:00Z',
    metrics: [
      { name: 'loss', value: '0.271' },
      { name: 'learning_rate', value: '0.0003' },
    ],
  },
};
