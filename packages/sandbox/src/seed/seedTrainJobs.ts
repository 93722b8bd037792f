import type { ApiObject, SandboxCluster } from '../cluster/types';
import { Random } from '../simulation/kernel';

/** @public */
export interface SeedTrainJobsOptions {
  /** How many TrainJobs, over all namespaces. */
  count: number;
  /** Namespaces, made when they are missing; or how many: `load-0`, `load-1`, … */
  namespaces: readonly string[] | number;
  /** The same seed gives the same jobs. Default `load`. */
  seed?: string;
}

/**
 * Fills a cluster with TrainJobs in every state, for measurements: of the size that real ones have (about 2.4 KB),
 * spread evenly over the namespaces, and without pods. They are left as they are.
 *
 * @returns how many were created
 * @public
 */
export function seedTrainJobs(
  cluster: SandboxCluster,
  options: SeedTrainJobsOptions,
): number {
  const { count } = options;
  const namespaces =
    typeof options.namespaces === 'number'
      ? Array.from(
          { length: options.namespaces },
          (_, index) => `load-${index}`,
        )
      : options.namespaces;
  if (namespaces.length === 0) {
    throw new RangeError('TrainJobs need at least one namespace to be in');
  }
  for (const name of namespaces) {
    if (
      !cluster.get({ group: '', version: 'v1', plural: 'namespaces', name })
    ) {
      cluster.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      });
    }
  }
  const random = new Random(options.seed ?? 'load');
  const now = cluster.now().getTime();
  for (let number = 0; number < count; number++) {
    const namespace = namespaces[number % namespaces.length] ?? '';
    cluster.create(job(random, now, namespace, number));
  }
  return count;
}

const models = [
  'resnet50',
  'bert',
  'llama-3-8b',
  'whisper',
  'yolo-v9',
  't5',
  'vit',
  'clip',
];
const owners = [
  'team-vision',
  'team-language',
  'team-search',
  'team-ads',
  'team-risk',
];

/** How a job stands, by the share of jobs in a cluster that is in use. */
const standings = [
  { weight: 50, value: 'succeeded' },
  { weight: 15, value: 'failed' },
  { weight: 20, value: 'running' },
  { weight: 10, value: 'suspended' },
  { weight: 5, value: 'new' },
] as const;

function job(
  random: Random,
  now: number,
  namespace: string,
  number: number,
): ApiObject {
  const time = (secondsAgo: number) =>
    `${new Date(now - secondsAgo * 1000).toISOString().slice(0, 19)}Z`;
  const standing = random.weighted(standings);
  const age = Math.round(random.between(600, 30 * 86_400));
  const nodes = random.pick([1, 1, 2, 4, 8]);
  const gpus = random.pick([1, 2, 4, 8]);
  const owner = random.pick(owners);
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainJob',
    metadata: {
      name: `${random.pick(models)}-${number}`,
      namespace,
      creationTimestamp: time(age),
      labels: {
        team: owner,
        'app.kubernetes.io/part-of': `${owner}-models`,
        'kueue.x-k8s.io/queue-name': 'default',
      },
      annotations: {
        'kubeflow.org/owner': `group:default/${owner}`,
        'sandbox.kubeflow.org/life': 'none',
      },
    },
    spec: {
      suspend: standing === 'suspended',
      managedBy: 'trainer.kubeflow.org/trainjob-controller',
      runtimeRef: {
        apiGroup: 'trainer.kubeflow.org',
        kind: 'ClusterTrainingRuntime',
        name: 'torch-distributed',
      },
      trainer: {
        image: 'ghcr.io/acme/train:2.14',
        command: ['torchrun', 'train.py'],
        args: ['--epochs', '90', '--batch-size', '256', '--lr', '0.0003'],
        env: [
          { name: 'NCCL_DEBUG', value: 'WARN' },
          { name: 'HF_HOME', value: '/workspace/cache' },
          { name: 'WANDB_MODE', value: 'offline' },
        ],
        numNodes: nodes,
        resourcesPerNode: {
          requests: {
            cpu: String(8 * gpus),
            memory: `${64 * gpus}Gi`,
            'nvidia.com/gpu': String(gpus),
          },
          limits: { memory: `${64 * gpus}Gi`, 'nvidia.com/gpu': String(gpus) },
        },
      },
    },
    status: statusOf(standing, random, time, age),
  };
}

function statusOf(
  standing: (typeof standings)[number]['value'],
  random: Random,
  time: (secondsAgo: number) => string,
  age: number,
): Record<string, unknown> {
  const condition = (
    type: string,
    status: string,
    reason: string,
    message: string,
    ago: number,
  ) => ({
    type,
    status,
    reason,
    message,
    lastTransitionTime: time(ago),
  });
  const counts = {
    name: 'node',
    ready: 0,
    succeeded: 0,
    failed: 0,
    active: 0,
    suspended: 0,
  };
  const resumed = condition(
    'Suspended',
    'False',
    'Resumed',
    'TrainJob is resumed',
    age - 60,
  );
  const trained = (percent: number) => ({
    progressPercentage: percent,
    estimatedRemainingSeconds: (100 - percent) * 36,
    metrics: [
      { name: 'loss', value: random.between(0.1, 4).toFixed(4) },
      { name: 'accuracy', value: random.between(0.3, 0.98).toFixed(4) },
    ],
    lastUpdatedTime: time(Math.round(age / 3)),
  });
  switch (standing) {
    case 'new':
      return {};
    case 'suspended':
      return {
        conditions: [
          condition(
            'Suspended',
            'True',
            'Suspended',
            'TrainJob is suspended',
            age,
          ),
        ],
        jobsStatus: [{ ...counts, suspended: 1 }],
      };
    case 'running':
      return {
        conditions: [resumed],
        jobsStatus: [{ ...counts, ready: 1, active: 1 }],
        trainerStatus: trained(random.integer(1, 99)),
      };
    case 'succeeded':
      return {
        conditions: [
          resumed,
          condition(
            'Complete',
            'True',
            'AllJobsCompleted',
            'jobset completed successfully',
            Math.round(age / 3),
          ),
        ],
        jobsStatus: [{ ...counts, succeeded: 1 }],
        trainerStatus: trained(100),
      };
    case 'failed':
      return {
        conditions: [
          resumed,
          condition(
            'Failed',
            'True',
            'FailedJobs',
            'jobset failed due to one or more job failures',
            Math.round(age / 2),
          ),
        ],
        jobsStatus: [{ ...counts, failed: 1 }],
        trainerStatus: trained(random.integer(1, 99)),
      };
  }
}
