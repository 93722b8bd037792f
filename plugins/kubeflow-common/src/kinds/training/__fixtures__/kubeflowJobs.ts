import type { KubernetesObject } from '../../../kubernetesObject';
import { changed, created, read, resumed } from './fixture';
import type { Fixture } from './fixture';

/** A job kind of the training operator: how its objects look. */
export interface JobShape {
  kind: string;
  apiVersion: string;
  replicaSpecs: string;
  /** Replica types with the number of pods, in the order in which they are shown. */
  types: Readonly<Record<string, number>>;
  container: string;
}

export const jobShapes: JobShape[] = [
  {
    kind: 'PyTorchJob',
    apiVersion: 'kubeflow.org/v1',
    replicaSpecs: 'pytorchReplicaSpecs',
    types: { Master: 1, Worker: 3 },
    container: 'pytorch',
  },
  {
    kind: 'TFJob',
    apiVersion: 'kubeflow.org/v1',
    replicaSpecs: 'tfReplicaSpecs',
    types: { Chief: 1, Worker: 2, PS: 1 },
    container: 'tensorflow',
  },
  {
    kind: 'XGBoostJob',
    apiVersion: 'kubeflow.org/v1',
    replicaSpecs: 'xgbReplicaSpecs',
    types: { Master: 1, Worker: 3 },
    container: 'xgboost',
  },
  {
    kind: 'PaddleJob',
    apiVersion: 'kubeflow.org/v1',
    replicaSpecs: 'paddleReplicaSpecs',
    types: { Master: 1, Worker: 3 },
    container: 'paddle',
  },
  {
    kind: 'JAXJob',
    apiVersion: 'kubeflow.org/v1',
    replicaSpecs: 'jaxReplicaSpecs',
    types: { Worker: 4 },
    container: 'jax',
  },
  {
    kind: 'MPIJob',
    apiVersion: 'kubeflow.org/v1',
    replicaSpecs: 'mpiReplicaSpecs',
    types: { Launcher: 1, Worker: 3 },
    container: 'mpi',
  },
  {
    kind: 'MPIJob',
    apiVersion: 'kubeflow.org/v2beta1',
    replicaSpecs: 'mpiReplicaSpecs',
    types: { Launcher: 1, Worker: 3 },
    container: 'mpi',
  },
];

export function kubeflowJob(
  shape: JobShape,
  options: {
    runPolicy?: Record<string, unknown>;
    status?: Record<string, unknown>;
    labels?: Record<string, string>;
    spec?: Record<string, unknown>;
  } = {},
): KubernetesObject {
  const replicaSpecs = Object.entries(shape.types).map(([type, replicas]) => [
    type,
    {
      replicas,
      restartPolicy: 'OnFailure',
      template: {
        spec: {
          containers: [
            {
              name: shape.container,
              image: 'registry.example.com/vision/train:2.0',
              command: ['python', 'train.py'],
              resources:
                type === 'Launcher'
                  ? undefined
                  : { limits: { 'amd.com/gpu': 2 } },
            },
          ],
        },
      },
    },
  ]);
  return {
    apiVersion: shape.apiVersion,
    kind: shape.kind,
    metadata: {
      name: 'resnet',
      namespace: 'team-vision',
      uid: 'c3a4d2c0-77a4-4f59-a5f5-0d70f1a0b9e4',
      creationTimestamp: created,
      labels: options.labels,
    },
    spec: {
      runPolicy: { suspend: false, ...options.runPolicy },
      [shape.replicaSpecs]: Object.fromEntries(replicaSpecs),
      ...options.spec,
    },
    status: options.status,
  };
}

/** The training operator's `JobCondition`: it has a time of update as well. */
export function jobCondition(
  type: string,
  status: 'True' | 'False',
  reason: string,
  message: string,
  time = changed,
) {
  return {
    type,
    status,
    reason,
    message,
    lastTransitionTime: time,
    lastUpdateTime: time,
  };
}

function active(shape: JobShape, missing = 0) {
  return Object.fromEntries(
    Object.entries(shape.types).map(([type, count]) => [
      type,
      { active: type === 'Worker' ? count - missing : count },
    ]),
  );
}

/** Every state that the kinds share, as the training operator writes it. */
export function fixturesOf(shape: JobShape): Fixture[] {
  const { kind } = shape;
  const accepted = jobCondition(
    'Created',
    'True',
    `${kind}Created`,
    `${kind} resnet is created.`,
    created,
  );
  const running = jobCondition(
    'Running',
    'True',
    `${kind}Running`,
    `${kind} resnet is running.`,
  );
  const notRunning = jobCondition(
    'Running',
    'False',
    `${kind}Running`,
    `${kind} resnet is running.`,
  );
  const gpus = Object.entries(shape.types)
    .filter(([type]) => type !== 'Launcher')
    .reduce((sum, [, count]) => sum + count * 2, 0);
  const accelerators = [
    { resource: 'amd.com/gpu', vendor: 'amd' as const, count: gpus },
  ];
  const base = { startTime: resumed, replicaStatuses: active(shape) };
  return [
    {
      title: 'just created',
      object: kubeflowJob(shape),
      expected: {
        state: 'pending',
        since: read.created,
        accelerators,
        replicas: Object.entries(shape.types).map(([name, desired]) => ({
          name,
          desired,
          active: 0,
          succeeded: 0,
          failed: 0,
        })),
      },
    },
    {
      title: 'accepted, some pods run',
      object: kubeflowJob(shape, {
        status: {
          startTime: resumed,
          conditions: [accepted],
          replicaStatuses: { Worker: { active: 1 } },
        },
      }),
      expected: {
        state: 'starting',
        message: '1 of 4 pods is running.',
        startedAt: read.resumed,
      },
    },
    {
      title: 'running, one worker is missing',
      object: kubeflowJob(shape, {
        status: {
          startTime: resumed,
          conditions: [accepted, running],
          replicaStatuses: active(shape, 1),
        },
      }),
      expected: {
        state: 'running',
        message: '3 of 4 pods are running.',
        since: read.changed,
      },
    },
    {
      title: 'running',
      object: kubeflowJob(shape, {
        status: { ...base, conditions: [accepted, running] },
      }),
      expected: {
        state: 'running',
        reason: `${kind}Running`,
        message: 'All 4 pods are running.',
        startedAt: read.resumed,
        finishedAt: undefined,
        accelerators,
      },
    },
    {
      title: 'being tried again',
      object: kubeflowJob(shape, {
        status: {
          ...base,
          conditions: [
            accepted,
            jobCondition(
              'Restarting',
              'True',
              `${kind}Restarting`,
              `${kind} resnet is restarting because 2 Worker replica(s) failed.`,
            ),
          ],
        },
      }),
      expected: {
        state: 'restarting',
        reason: `${kind}Restarting`,
        message: '2 Worker pods failed; it is being tried again.',
      },
    },
    {
      title: 'held',
      object: kubeflowJob(shape, {
        runPolicy: { suspend: true },
        status: {
          ...base,
          conditions: [
            accepted,
            jobCondition(
              'Running',
              'False',
              `${kind}Suspended`,
              `${kind} resnet is suspended.`,
            ),
            jobCondition(
              'Suspended',
              'True',
              `${kind}Suspended`,
              `${kind} resnet is suspended.`,
            ),
          ],
        },
      }),
      expected: {
        state: 'suspended',
        reason: `${kind}Suspended`,
        since: read.changed,
        startedAt: undefined,
      },
    },
    {
      title: 'in a queue',
      object: kubeflowJob(shape, {
        runPolicy: { suspend: true },
        labels: { 'kueue.x-k8s.io/queue-name': 'vision' },
        status: {
          conditions: [
            jobCondition(
              'Suspended',
              'True',
              `${kind}Suspended`,
              `${kind} resnet is suspended.`,
            ),
          ],
        },
      }),
      expected: {
        state: 'queued',
        queue: 'vision',
        message: 'Waits in queue vision.',
      },
    },
    {
      title: 'finished',
      object: kubeflowJob(shape, {
        status: {
          ...base,
          completionTime: changed,
          conditions: [
            accepted,
            notRunning,
            jobCondition(
              'Succeeded',
              'True',
              `${kind}Succeeded`,
              `${kind} resnet is successfully completed.`,
            ),
          ],
          replicaStatuses: { Worker: { succeeded: 3 } },
        },
      }),
      expected: {
        state: 'succeeded',
        reason: `${kind}Succeeded`,
        message: 'Finished successfully.',
        finishedAt: read.changed,
      },
    },
    {
      title: 'failed by its pods',
      object: kubeflowJob(shape, {
        status: {
          ...base,
          completionTime: changed,
          conditions: [
            accepted,
            notRunning,
            jobCondition(
              'Failed',
              'True',
              `${kind}Failed`,
              `${kind} resnet is failed because 1 Worker replica(s) failed.`,
            ),
          ],
          replicaStatuses: { Worker: { failed: 1 } },
        },
      }),
      expected: {
        state: 'failed',
        reason: `${kind}Failed`,
        message: 'Failed: 1 Worker pod failed.',
      },
    },
    {
      title: 'failed by an exit code that is not tried again',
      object: kubeflowJob(shape, {
        status: {
          ...base,
          conditions: [
            accepted,
            jobCondition(
              'Failed',
              'True',
              `${kind}Failed`,
              'job "resnet" is failing because "Worker" replica(s) failed.',
            ),
          ],
        },
      }),
      expected: {
        state: 'failed',
        message:
          'Failed: a Worker pod ended with an exit code that is not tried again.',
        finishedAt: read.changed,
      },
    },
    {
      title: 'failed too often',
      object: kubeflowJob(shape, {
        runPolicy: { backoffLimit: 3 },
        status: {
          ...base,
          completionTime: changed,
          conditions: [
            jobCondition(
              'Failed',
              'True',
              `${kind}Failed`,
              'Job resnet has failed because it has reached the specified backoff limit',
            ),
          ],
        },
      }),
      expected: {
        state: 'failed',
        reason: 'BackoffLimitExceeded',
        message:
          'Failed: its pods failed more often than its back-off limit of 3 allows.',
      },
    },
    {
      title: 'stopped at its deadline',
      object: kubeflowJob(shape, {
        runPolicy: { activeDeadlineSeconds: 600 },
        status: {
          ...base,
          completionTime: changed,
          conditions: [
            jobCondition(
              'Failed',
              'True',
              `${kind}Failed`,
              'Job resnet has failed because it was active longer than specified deadline',
            ),
          ],
        },
      }),
      expected: {
        state: 'failed',
        reason: 'DeadlineExceeded',
        message: 'Stopped: took longer than its deadline of 10 minutes.',
      },
    },
  ];
}

const mpi = jobShapes[jobShapes.length - 1] as JobShape;

/** What only the MPI operator writes. */
export const mpiFixtures: Fixture[] = [
  {
    title: 'workers were evicted',
    object: kubeflowJob(mpi, {
      status: {
        conditions: [
          jobCondition(
            'Failed',
            'True',
            'MPIJobEvicted',
            '2/3 workers are evicted',
          ),
        ],
      },
    }),
    expected: {
      state: 'failed',
      reason: 'MPIJobEvicted',
      message: 'Failed: 2 of 3 workers were evicted from their nodes.',
    },
  },
  {
    title: 'its launcher failed too often',
    object: kubeflowJob(mpi, {
      runPolicy: { backoffLimit: 6 },
      status: {
        completionTime: changed,
        conditions: [
          jobCondition(
            'Failed',
            'True',
            'BackoffLimitExceeded/Error',
            'Job has reached the specified backoff limit: NCCL timeout on rank 3',
          ),
        ],
      },
    }),
    expected: {
      state: 'failed',
      reason: 'BackoffLimitExceeded',
      message:
        'Failed: its pods failed more often than its back-off limit of 6 allows. The last one: NCCL timeout on rank 3.',
    },
  },
  {
    title: 'slots and implementation',
    object: kubeflowJob(mpi, {
      spec: { slotsPerWorker: 8, mpiImplementation: 'Intel' },
    }),
    expected: {
      facts: [
        { key: 'framework', value: 'MPI' },
        { key: 'image', value: 'registry.example.com/vision/train:2.0' },
        { key: 'command', value: 'python train.py' },
        { key: 'procPerNode', value: '8' },
        { key: 'mpiImplementation', value: 'Intel' },
      ],
    },
  },
];

const pytorch = jobShapes[0] as JobShape;

export const pytorchFixtures: Fixture[] = [
  {
    title: 'elastic, some workers have finished',
    object: kubeflowJob(pytorch, {
      spec: {
        nprocPerNode: 'gpu',
        elasticPolicy: { minReplicas: 1, maxReplicas: 8 },
      },
      status: {
        startTime: resumed,
        conditions: [
          jobCondition(
            'Running',
            'True',
            'PyTorchJobRunning',
            'PyTorchJob team-vision/resnet is running.',
          ),
        ],
        replicaStatuses: {
          Master: { active: 1 },
          Worker: { active: 1, succeeded: 2 },
        },
      },
    }),
    expected: {
      state: 'running',
      message: '2 of 4 pods still run, 2 have finished.',
      facts: [
        { key: 'framework', value: 'PyTorch' },
        { key: 'image', value: 'registry.example.com/vision/train:2.0' },
        { key: 'command', value: 'python train.py' },
        { key: 'procPerNode', value: 'gpu' },
        { key: 'elastic', value: '1 to 8 workers' },
      ],
    },
  },
];
