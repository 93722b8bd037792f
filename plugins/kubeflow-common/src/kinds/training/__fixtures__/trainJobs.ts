import type { KubernetesObject } from '../../../kubernetesObject';
import { changed, condition, created, read, resumed } from './fixture';
import type { Fixture } from './fixture';
import { jobSetOf, replicatedJob } from './jobSets';
import { workload } from './queueWorkloads';

function trainJob(
  spec: Record<string, unknown>,
  status?: Record<string, unknown>,
  labels?: Record<string, string>,
): KubernetesObject {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainJob',
    metadata: {
      name: 'bert',
      namespace: 'team-nlp',
      uid: '5b0d6f0e-0a3f-4a8e-9f0b-2f6a1d3c7e11',
      creationTimestamp: created,
      labels,
    },
    spec: {
      runtimeRef: {
        apiGroup: 'trainer.kubeflow.org',
        kind: 'ClusterTrainingRuntime',
        name: 'torch-distributed',
      },
      managedBy: 'trainer.kubeflow.org/trainjob-controller',
      suspend: false,
      trainer: {
        image: 'registry.example.com/nlp/bert:1.4',
        command: ['torchrun', 'train.py'],
        args: ['--epochs', '3'],
        numNodes: 4,
        resourcesPerNode: {
          requests: { cpu: '8', 'nvidia.com/gpu': '8' },
          limits: { memory: '64Gi', 'nvidia.com/gpu': '8' },
        },
      },
      ...spec,
    },
    status,
  };
}

function counts(
  name: string,
  over: Partial<
    Record<'ready' | 'succeeded' | 'failed' | 'active' | 'suspended', number>
  > = {},
) {
  return {
    name,
    ready: 0,
    succeeded: 0,
    failed: 0,
    active: 0,
    suspended: 0,
    ...over,
  };
}

const queueLabel = { 'kueue.x-k8s.io/queue-name': 'gpu-a' };
const suspended = condition(
  'Suspended',
  'True',
  'Suspended',
  'TrainJob is suspended',
);
const letGo = condition(
  'Suspended',
  'False',
  'Resumed',
  'TrainJob is resumed',
  resumed,
);
const gpus = [
  { resource: 'nvidia.com/gpu', vendor: 'nvidia' as const, count: 32 },
];

export const trainJobFixtures: Fixture[] = [
  {
    title: 'just created',
    object: trainJob({}),
    expected: {
      state: 'pending',
      reason: 'NothingCreated',
      since: read.created,
      startedAt: undefined,
      replicas: [],
      accelerators: gpus,
    },
  },
  {
    title: 'created, its pods are not all ready',
    object: trainJob({}, { jobsStatus: [counts('node', { active: 1 })] }),
    expected: {
      state: 'starting',
      message: 'Not all of its 4 nodes are running yet.',
      since: read.created,
      startedAt: read.created,
      replicas: [
        {
          name: 'node',
          desired: 4,
          active: 4,
          ready: undefined,
          succeeded: 0,
          failed: 0,
        },
      ],
    },
  },
  {
    title: 'loads its dataset and model',
    object: trainJob(
      {
        initializer: {
          dataset: { storageUri: 'hf://datasets/glue' },
          model: { storageUri: 's3://models/bert' },
        },
      },
      {
        jobsStatus: [
          counts('dataset-initializer', { active: 1, ready: 1 }),
          counts('model-initializer', { active: 1, ready: 1 }),
          counts('node'),
        ],
      },
    ),
    expected: {
      state: 'running',
      message: 'Loads the dataset and the model before the training starts.',
    },
  },
  {
    title: 'between its initializers and its nodes',
    object: trainJob(
      {},
      {
        jobsStatus: [
          counts('dataset-initializer', { succeeded: 1 }),
          counts('node'),
        ],
      },
    ),
    expected: { state: 'starting', message: 'Its pods are being created.' },
  },
  {
    title: 'running and reporting',
    object: trainJob(
      {},
      {
        jobsStatus: [counts('node', { active: 1, ready: 1 })],
        trainerStatus: {
          progressPercentage: 42,
          estimatedRemainingSeconds: 3600,
          metrics: [{ name: 'loss', value: '0.213' }],
          lastUpdatedTime: changed,
        },
      },
    ),
    expected: {
      state: 'running',
      message: 'All 4 nodes are running.',
      startedAt: read.created,
      finishedAt: undefined,
      progress: {
        percent: 42,
        remainingSeconds: 3600,
        metrics: [{ name: 'loss', value: '0.213' }],
        updatedAt: read.changed,
      },
      replicas: [
        {
          name: 'node',
          desired: 4,
          active: 4,
          ready: 4,
          succeeded: 0,
          failed: 0,
        },
      ],
      facts: [
        {
          key: 'runtime',
          value: 'torch-distributed',
          ref: { kind: 'clustertrainingruntime', name: 'torch-distributed' },
        },
        { key: 'image', value: 'registry.example.com/nlp/bert:1.4' },
        { key: 'command', value: 'torchrun train.py --epochs 3' },
        { key: 'numNodes', value: '4' },
      ],
    },
  },
  {
    title:
      'running on one node of a runtime of its namespace, with a limit in time and patched nodes',
    object: trainJob(
      {
        runtimeRef: {
          apiGroup: 'trainer.kubeflow.org',
          kind: 'TrainingRuntime',
          name: 'mine',
        },
        activeDeadlineSeconds: 5400,
        trainer: { resourcesPerNode: { limits: { 'nvidia.com/gpu': 2 } } },
        runtimePatches: [
          {
            manager: 'kueue.x-k8s.io/manager',
            trainingRuntimeSpec: {
              template: {
                spec: {
                  replicatedJobs: [
                    {
                      name: 'node',
                      template: {
                        spec: {
                          template: {
                            spec: {
                              nodeSelector: {
                                'nvidia.com/gpu.product':
                                  'NVIDIA-H100-80GB-HBM3',
                              },
                            },
                          },
                        },
                      },
                    },
                  ],
                },
              },
            },
          },
        ],
      },
      { jobsStatus: [counts('node', { active: 1, ready: 1 })] },
    ),
    expected: {
      state: 'running',
      message: 'All its nodes are running.',
      accelerators: [
        {
          resource: 'nvidia.com/gpu',
          vendor: 'nvidia',
          count: 2,
          product: 'NVIDIA-H100-80GB-HBM3',
        },
      ],
      facts: [
        {
          key: 'runtime',
          value: 'mine',
          ref: { kind: 'trainingruntime', namespace: 'team-nlp', name: 'mine' },
        },
        { key: 'deadline', value: '1 hour 30 minutes' },
      ],
    },
  },
  {
    title: 'held by a person',
    object: trainJob({ suspend: true }, { conditions: [suspended] }),
    expected: {
      state: 'suspended',
      reason: 'Suspended',
      since: read.changed,
      startedAt: undefined,
      accelerators: gpus,
    },
  },
  {
    title: 'held a moment ago, while the counts still say that it runs',
    object: trainJob(
      { suspend: true },
      { jobsStatus: [counts('node', { active: 1, ready: 1 })] },
    ),
    expected: { state: 'suspended' },
  },
  {
    title:
      'let go a moment ago, while the condition still says that it is held',
    object: trainJob(
      {},
      {
        conditions: [suspended],
        jobsStatus: [counts('node', { suspended: 1 })],
      },
    ),
    expected: { state: 'starting' },
  },
  {
    title: 'in a queue, its Workload not seen',
    object: trainJob(
      { suspend: true },
      { conditions: [suspended] },
      queueLabel,
    ),
    expected: {
      state: 'queued',
      queue: 'gpu-a',
      message: 'Waits in queue gpu-a.',
    },
  },
  {
    title: 'waits for quota',
    object: trainJob(
      { suspend: true },
      { conditions: [suspended] },
      queueLabel,
    ),
    parts: [
      workload([
        condition(
          'QuotaReserved',
          'False',
          'Pending',
          "couldn't assign flavors to pod set node: insufficient unused quota for nvidia.com/gpu in flavor h100, 8 more needed",
        ),
      ]),
    ],
    expected: {
      state: 'queued',
      reason: 'Pending',
      message:
        'Waits for quota in queue gpu-a: 8 more nvidia.com/gpu (h100) needed.',
      since: read.changed,
    },
  },
  {
    title: 'asks for more than its queue can ever give',
    object: trainJob(
      { suspend: true },
      { conditions: [suspended] },
      queueLabel,
    ),
    parts: [
      workload([
        condition(
          'QuotaReserved',
          'False',
          'ExceedsMaxQuota',
          "couldn't assign flavors to pod set node: insufficient quota for nvidia.com/gpu in flavor h100, previously considered podsets requests (0) + current podset request (32) > maximum capacity (16)",
        ),
      ]),
    ],
    expected: {
      state: 'queued',
      reason: 'ExceedsMaxQuota',
      message:
        'Waits for quota in queue gpu-a: it asks for 32 nvidia.com/gpu (h100), and the queue can never give more than 16.',
    },
  },
  {
    title: 'lost its quota to another job',
    object: trainJob(
      { suspend: true },
      { conditions: [suspended] },
      queueLabel,
    ),
    parts: [
      workload([
        condition(
          'QuotaReserved',
          'False',
          'Pending',
          'The workload is being preempted',
        ),
        condition(
          'Evicted',
          'True',
          'Preempted',
          'Preempted to accommodate a workload',
        ),
      ]),
    ],
    expected: {
      state: 'queued',
      reason: 'Preempted',
      message:
        'Had to make room for another job and waits for quota in queue gpu-a: The workload is being preempted.',
    },
  },
  {
    title: 'has its quota, is about to be let go',
    object: trainJob(
      { suspend: true },
      { conditions: [suspended] },
      queueLabel,
    ),
    parts: [
      workload([
        condition(
          'QuotaReserved',
          'True',
          'QuotaReserved',
          'Quota reserved in ClusterQueue gpus',
        ),
        condition('Admitted', 'True', 'Admitted', 'The workload is admitted'),
      ]),
    ],
    expected: { state: 'starting', reason: 'Admitted' },
  },
  {
    title: 'waits for admission checks',
    object: trainJob(
      { suspend: true },
      { conditions: [suspended] },
      queueLabel,
    ),
    parts: [
      workload([
        condition(
          'QuotaReserved',
          'True',
          'QuotaReserved',
          'Quota reserved in ClusterQueue gpus',
        ),
      ]),
    ],
    expected: { state: 'queued', reason: 'WaitingForAdmissionChecks' },
  },
  {
    title: 'taken out of its queue',
    object: trainJob(
      { suspend: true },
      { conditions: [suspended] },
      queueLabel,
    ),
    parts: [
      workload([
        condition(
          'Evicted',
          'True',
          'Deactivated',
          'The workload is deactivated',
        ),
      ]),
    ],
    expected: { state: 'suspended', reason: 'Deactivated' },
  },
  {
    title: 'was queued, now runs: the JobSet knows more',
    object: trainJob(
      {},
      {
        conditions: [letGo],
        jobsStatus: [counts('node', { active: 1, ready: 1 })],
      },
      queueLabel,
    ),
    parts: [
      jobSetOf('bert', {
        replicatedJobs: [
          replicatedJob('node', {
            pods: 4,
            gpus: '8',
            product: 'NVIDIA-H100-80GB-HBM3',
          }),
        ],
        status: {
          restarts: 1,
          replicatedJobsStatus: [counts('node', { active: 1, ready: 1 })],
        },
      }),
    ],
    expected: {
      state: 'running',
      message: 'All 4 nodes are running.',
      startedAt: read.resumed,
      accelerators: [
        {
          resource: 'nvidia.com/gpu',
          vendor: 'nvidia',
          count: 32,
          product: 'NVIDIA-H100-80GB-HBM3',
        },
      ],
    },
  },
  {
    title: 'its JobSet runs, but the copy of the counts is late',
    object: trainJob({}),
    parts: [
      jobSetOf('bert', {
        replicatedJobs: [
          replicatedJob('node', { pods: 1, jobs: 4, gpus: '8' }),
        ],
        status: {
          replicatedJobsStatus: [counts('node', { active: 4, ready: 2 })],
        },
      }),
    ],
    expected: {
      state: 'starting',
      message: '2 of 4 nodes are running.',
      replicas: [
        {
          name: 'node',
          desired: 4,
          active: 4,
          ready: 2,
          succeeded: 0,
          failed: 0,
        },
      ],
    },
  },
  {
    title: 'being tried again',
    object: trainJob({}, { jobsStatus: [counts('node', { failed: 1 })] }),
    parts: [
      jobSetOf('bert', {
        replicatedJobs: [replicatedJob('node', { pods: 4, gpus: '8' })],
        status: {
          restarts: 2,
          conditions: [
            condition(
              'RestartingJobSet',
              'True',
              'DefaultFailurePolicy',
              'applying RestartJobSet failure policy action (first failed job: bert-node-0)',
            ),
          ],
          replicatedJobsStatus: [counts('node')],
        },
      }),
    ],
    expected: {
      state: 'restarting',
      reason: 'DefaultFailurePolicy',
      message:
        'Its job bert-node-0 failed; all its pods are being started again.',
      since: read.changed,
    },
  },
  {
    title: 'finished',
    object: trainJob(
      {},
      {
        conditions: [
          letGo,
          condition(
            'Complete',
            'True',
            'AllJobsCompleted',
            'jobset completed successfully',
          ),
        ],
        jobsStatus: [counts('node', { succeeded: 1 })],
        trainerStatus: {
          progressPercentage: 100,
          estimatedRemainingSeconds: 5,
          lastUpdatedTime: changed,
        },
      },
      queueLabel,
    ),
    expected: {
      state: 'succeeded',
      reason: 'AllJobsCompleted',
      startedAt: read.resumed,
      finishedAt: read.changed,
      progress: {
        percent: 100,
        remainingSeconds: undefined,
        metrics: undefined,
        updatedAt: read.changed,
      },
      replicas: [
        {
          name: 'node',
          desired: 4,
          active: 0,
          ready: 0,
          succeeded: 4,
          failed: 0,
        },
      ],
    },
  },
  {
    title: 'failed',
    object: trainJob(
      {},
      {
        conditions: [
          condition(
            'Failed',
            'True',
            'FailedJobs',
            'jobset failed due to one or more job failures (first failed job: bert-node-0)',
          ),
        ],
        jobsStatus: [counts('node', { failed: 1 })],
      },
    ),
    expected: {
      state: 'failed',
      reason: 'FailedJobs',
      message: 'Failed: its job bert-node-0 failed.',
      startedAt: read.created,
      finishedAt: read.changed,
    },
  },
  {
    title: 'failed after its last restart',
    object: trainJob(
      {},
      {
        conditions: [
          condition(
            'Failed',
            'True',
            'ReachedMaxRestarts',
            'jobset failed due to reaching max number of restarts (first failed job: bert-node-0)',
          ),
        ],
      },
    ),
    expected: {
      state: 'failed',
      message:
        'Failed: it was restarted as often as it may be, and its job bert-node-0 failed again.',
    },
  },
  {
    title: 'failed, and its policy does not try again',
    object: trainJob(
      {},
      {
        conditions: [
          condition(
            'Failed',
            'True',
            'FailJobSetFailurePolicyAction',
            'applying FailJobSet failure policy action (first failed job: bert-node-0)',
          ),
        ],
      },
    ),
    expected: {
      state: 'failed',
      message:
        'Failed: its job bert-node-0 failed, and its failure policy does not try again.',
    },
  },
  {
    title: 'stopped at its deadline',
    object: trainJob(
      { activeDeadlineSeconds: 7200 },
      {
        conditions: [
          condition(
            'Failed',
            'True',
            'DeadlineExceeded',
            'TrainJob exceeded its active deadline',
          ),
        ],
      },
    ),
    expected: {
      state: 'failed',
      reason: 'DeadlineExceeded',
      message: 'Stopped: took longer than its deadline of 2 hours.',
    },
  },
  {
    title: 'names a runtime of a kind that is not known',
    object: trainJob(
      {
        runtimeRef: {
          apiGroup: 'example.com',
          kind: 'MyRuntime',
          name: 'special',
        },
      },
      {
        conditions: [
          condition(
            'Failed',
            'True',
            'TrainingRuntimeNotSupported',
            'unsupported runtime: MyRuntime.example.com',
          ),
        ],
      },
    ),
    expected: {
      state: 'failed',
      reason: 'TrainingRuntimeNotSupported',
      message:
        'Failed: the runtime special cannot be used, because the Trainer of this cluster does not know runtimes of kind MyRuntime.example.com.',
      startedAt: undefined,
      finishedAt: read.changed,
    },
  },
  {
    title: 'finished, and held afterwards',
    object: trainJob(
      { suspend: true },
      {
        conditions: [
          condition(
            'Complete',
            'True',
            'AllJobsCompleted',
            'jobset completed successfully',
          ),
          suspended,
        ],
      },
    ),
    expected: { state: 'succeeded' },
  },
];
