import type {
  Cluster,
  Kind,
  Pod,
  Workload,
  WorkloadDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** A training job that runs; every part of it can be another. */
export function testWorkload(change: Partial<Workload> = {}): Workload {
  const name = change.name ?? 'bert';
  return {
    cluster: 'sandbox',
    namespace: 'team-vision',
    kind: 'trainjob',
    name,
    uid: `uid-${name}`,
    family: 'training',
    state: 'running',
    replicas: [],
    accelerators: [],
    createdAt: '2026-01-01T10:00:00Z',
    startedAt: '2026-01-01T10:01:00Z',
    ...change,
  };
}

/** A cluster that is well; every part of it can be another. */
export function testCluster(change: Partial<Cluster> = {}): Cluster {
  return {
    name: 'sandbox',
    title: 'Sandbox',
    connection: 'proxy',
    health: 'connected',
    kubernetesVersion: 'v1.36.0',
    kinds: testKinds.map(({ id }) => ({
      kind: id,
      status: 'watching',
      count: 3,
    })),
    ...change,
  };
}

/** A few kinds of a few families. */
export const testKinds: Kind[] = [
  {
    id: 'trainjob',
    kind: 'TrainJob',
    group: 'trainer.kubeflow.org',
    plural: 'trainjobs',
    scope: 'Namespaced',
    family: 'training',
    role: 'workload',
    title: { one: 'Train job', many: 'Train jobs' },
  },
  {
    id: 'clustertrainingruntime',
    kind: 'ClusterTrainingRuntime',
    group: 'trainer.kubeflow.org',
    plural: 'clustertrainingruntimes',
    scope: 'Cluster',
    family: 'training',
    role: 'definition',
    title: {
      one: 'Cluster training runtime',
      many: 'Cluster training runtimes',
    },
  },
  {
    id: 'inferenceservice',
    kind: 'InferenceService',
    group: 'serving.kserve.io',
    plural: 'inferenceservices',
    scope: 'Namespaced',
    family: 'serving',
    role: 'workload',
    title: { one: 'Inference service', many: 'Inference services' },
  },
];

/** What the page of an object shows; every part of it can be another. */
export function testDetail(
  change: Partial<WorkloadDetail> = {},
): WorkloadDetail {
  return {
    workload: testWorkload(),
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    labels: {},
    conditions: [],
    facts: [],
    parts: [],
    sequence: 100,
    warnings: [],
    ...change,
  };
}

/** A pod that runs; every part of it can be another. */
export function testPod(change: Partial<Pod> = {}): Pod {
  const name = change.name ?? 'bert-node-0';
  return {
    name,
    namespace: 'team-vision',
    uid: `uid-${name}`,
    phase: 'Running',
    node: 'gpu-1',
    accelerators: [],
    containers: [],
    createdAt: '2026-01-01T10:00:00Z',
    ...change,
  };
}
