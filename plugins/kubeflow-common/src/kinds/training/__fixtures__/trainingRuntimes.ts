import { created, read } from './fixture';
import type { Fixture } from './fixture';
import { replicatedJob } from './jobSets';

export const runtimeFixtures: Fixture[] = [
  {
    title: 'a runtime for all namespaces',
    object: {
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      kind: 'ClusterTrainingRuntime',
      metadata: {
        name: 'torch-distributed',
        creationTimestamp: created,
        labels: { 'trainer.kubeflow.org/framework': 'torch' },
      },
      spec: {
        mlPolicy: { numNodes: 1, torch: {} },
        template: {
          spec: { replicatedJobs: [replicatedJob('node', { pods: 1 })] },
        },
      },
    },
    expected: {
      state: 'running',
      reason: 'Available',
      since: read.created,
      accelerators: [],
      replicas: [],
      facts: [
        { key: 'framework', value: 'torch' },
        { key: 'policy', value: 'torch' },
        { key: 'image', value: 'registry.example.com/nlp/bert:1.4' },
        { key: 'numNodes', value: '1' },
        { key: 'steps', value: 'node' },
      ],
    },
  },
  {
    title:
      'a deprecated runtime of one namespace, with GPUs and a gang scheduler',
    object: {
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      kind: 'TrainingRuntime',
      metadata: {
        name: 'deepspeed',
        namespace: 'team-nlp',
        creationTimestamp: created,
        labels: { 'trainer.kubeflow.org/support': 'deprecated' },
      },
      spec: {
        mlPolicy: {
          numNodes: 2,
          mpi: { numProcPerNode: 8, mpiImplementation: 'OpenMPI' },
        },
        podGroupPolicy: { coscheduling: { scheduleTimeoutSeconds: 120 } },
        template: {
          spec: {
            replicatedJobs: [
              replicatedJob('launcher', { pods: 1 }),
              replicatedJob('node', { pods: 1, gpus: '8' }),
            ],
          },
        },
      },
    },
    expected: {
      state: 'running',
      reason: 'Deprecated',
      accelerators: [],
      facts: [
        { key: 'framework', value: 'mpi' },
        { key: 'policy', value: 'mpi' },
        { key: 'image', value: 'registry.example.com/nlp/bert:1.4' },
        { key: 'numNodes', value: '2' },
        { key: 'procPerNode', value: '8' },
        { key: 'acceleratorsPerNode', value: '8 × nvidia.com/gpu' },
        { key: 'gangScheduling', value: 'coscheduling' },
        { key: 'steps', value: 'launcher, node' },
      ],
    },
  },
];
