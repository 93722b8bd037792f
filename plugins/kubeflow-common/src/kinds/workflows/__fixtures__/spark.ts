import type { KubernetesObject } from '../../../kubernetesObject';
import {
  changed,
  clusterObject,
  conditionOf,
  created,
  gpus,
  readChanged,
  readCreated,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

const appSpec = {
  type: 'Python',
  mode: 'cluster',
  sparkVersion: '4.0.0',
  image: 'docker.io/library/spark:4.0.0',
  mainApplicationFile: 'local:///app/prepare.py',
  driver: { cores: 1, memory: '4g' },
  executor: {
    cores: 4,
    memory: '16g',
    instances: 3,
    gpu: { name: 'nvidia.com/gpu', quantity: 2 },
    nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L4' },
  },
};

export function sparkApplication(
  state: string | undefined,
  {
    spec,
    status,
    errorMessage,
    labels,
  }: {
    spec?: Record<string, unknown>;
    status?: Record<string, unknown>;
    errorMessage?: string;
    labels?: Record<string, string>;
  } = {},
): KubernetesObject {
  return clusterObject('sparkoperator.k8s.io/v1beta2', 'SparkApplication', {
    labels,
    spec: { ...appSpec, ...spec },
    status:
      state === undefined
        ? undefined
        : {
            applicationState: { state, errorMessage },
            lastSubmissionAttemptTime: created,
            terminationTime: null,
            driverInfo: { podName: 'flowers-driver' },
            ...status,
          },
  });
}

const sixGpus = [
  {
    resource: 'nvidia.com/gpu',
    vendor: 'nvidia' as const,
    count: 6,
    product: 'NVIDIA-L4',
  },
];

const ended = { terminationTime: changed };

export const sparkApplicationFixtures: Fixture[] = [
  {
    title: 'is running',
    object: sparkApplication('RUNNING', {
      labels: { 'sparkoperator.k8s.io/scheduled-app-name': 'hourly' },
      status: {
        sparkApplicationId: 'spark-5f4ba921c85f4d6f',
        executionAttempts: 2,
        executorState: {
          'flowers-exec-1': 'RUNNING',
          'flowers-exec-2': 'RUNNING',
          'flowers-exec-3': 'PENDING',
          'flowers-exec-0': 'FAILED',
        },
        driverInfo: {
          podName: 'flowers-driver',
          webUIAddress: '10.0.0.7:4040',
          webUIIngressAddress: 'spark.example.com/flowers',
        },
      },
    }),
    expected: {
      state: 'running',
      reason: 'RUNNING',
      message: 'Its driver and 2 executors are running, 1 more waits.',
      since: readCreated,
      startedAt: readCreated,
      replicas: [
        { name: 'driver', desired: 1, active: 1, succeeded: 0, failed: 0 },
        { name: 'executor', desired: 3, active: 2, succeeded: 0, failed: 1 },
      ],
      accelerators: sixGpus,
      facts: [
        { key: 'mainFile', value: 'local:///app/prepare.py' },
        { key: 'language', value: 'Python' },
        { key: 'image', value: 'docker.io/library/spark:4.0.0' },
        { key: 'sparkVersion', value: '4.0.0' },
        { key: 'sparkUi', value: 'spark.example.com/flowers' },
        { key: 'applicationId', value: 'spark-5f4ba921c85f4d6f' },
        { key: 'attempts', value: '2' },
        {
          key: 'schedule',
          value: 'hourly',
          ref: {
            kind: 'scheduledsparkapplication',
            namespace: 'team-vision',
            name: 'hourly',
          },
        },
      ],
    },
  },
  {
    title: 'has grown by dynamic allocation',
    object: sparkApplication('RUNNING', {
      spec: {
        executor: { gpu: { name: 'nvidia.com/gpu', quantity: 1 } },
        dynamicAllocation: {
          enabled: true,
          initialExecutors: 1,
          minExecutors: 1,
          maxExecutors: 10,
        },
      },
      status: {
        executorState: {
          'flowers-exec-1': 'RUNNING',
          'flowers-exec-2': 'RUNNING',
          'flowers-exec-3': 'RUNNING',
        },
      },
    }),
    expected: {
      state: 'running',
      message: 'Its driver and 3 executors are running.',
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 3 },
      ],
    },
  },
  {
    title: 'was just made',
    object: sparkApplication(undefined),
    expected: { state: 'pending', reason: 'New', since: readCreated },
  },
  {
    title: 'was made to be held',
    object: sparkApplication(undefined, { spec: { suspend: true } }),
    expected: { state: 'suspended', reason: 'Suspended' },
  },
  {
    title: 'was submitted',
    object: sparkApplication('SUBMITTED'),
    expected: { state: 'starting', since: readCreated },
  },
  {
    title: 'winds up',
    object: sparkApplication('SUCCEEDING'),
    expected: { state: 'running', reason: 'SUCCEEDING' },
  },
  {
    title: 'finished',
    object: sparkApplication('COMPLETED', { status: ended }),
    expected: {
      state: 'succeeded',
      since: readChanged,
      finishedAt: readChanged,
    },
  },
  {
    title: 'failed',
    object: sparkApplication('FAILED', {
      status: ended,
      errorMessage: 'driver container failed with ExitCode: 1, Reason: Error',
    }),
    expected: {
      state: 'failed',
      message:
        'Failed: Driver container failed with ExitCode: 1, Reason: Error.',
      finishedAt: readChanged,
    },
  },
  {
    title: 'fails and is not tried again',
    object: sparkApplication('FAILING', {
      spec: { restartPolicy: { type: 'Never' } },
      status: ended,
    }),
    expected: { state: 'failed', reason: 'FAILING' },
  },
  {
    title: 'fails and is tried again',
    object: sparkApplication('FAILING', {
      spec: { restartPolicy: { type: 'OnFailure', onFailureRetries: 3 } },
      status: { executionAttempts: 2 },
      errorMessage: 'driver pod not found',
    }),
    expected: {
      state: 'restarting',
      reason: 'FAILING',
      message: 'Is being tried again after it failed: driver pod not found.',
    },
  },
  {
    title: 'has used up its retries',
    object: sparkApplication('FAILING', {
      spec: { restartPolicy: { type: 'OnFailure', onFailureRetries: 3 } },
      status: { executionAttempts: 4 },
    }),
    expected: { state: 'failed' },
  },
  {
    title: 'could not be submitted, and is tried again',
    object: sparkApplication('SUBMISSION_FAILED', {
      errorMessage: 'exit status 1: namespace is terminating',
    }),
    expected: { state: 'restarting', reason: 'SUBMISSION_FAILED' },
  },
  {
    title: 'waits to be run again',
    object: sparkApplication('PENDING_RERUN'),
    expected: { state: 'restarting', message: 'Is being tried again.' },
  },
  {
    title: 'was changed',
    object: sparkApplication('INVALIDATING'),
    expected: {
      state: 'restarting',
      message: 'Was changed and is being started anew.',
    },
  },
  {
    title: 'is being held',
    object: sparkApplication('SUSPENDING', { spec: { suspend: true } }),
    expected: { state: 'suspended', reason: 'SUSPENDING' },
  },
  {
    title: 'is held',
    object: sparkApplication('SUSPENDED', { spec: { suspend: true } }),
    expected: { state: 'suspended', reason: 'SUSPENDED' },
  },
  {
    title: 'waits in a queue',
    object: sparkApplication('SUSPENDED', {
      spec: { suspend: true },
      labels: { 'kueue.x-k8s.io/queue-name': 'gpu-a' },
    }),
    expected: {
      state: 'queued',
      queue: 'gpu-a',
      message: 'Waits in queue gpu-a.',
    },
  },
  {
    title: 'is being resumed',
    object: sparkApplication('RESUMING'),
    expected: { state: 'starting', reason: 'RESUMING' },
  },
  {
    title: 'has lost its driver',
    object: sparkApplication('UNKNOWN'),
    expected: { state: 'unknown', reason: 'UNKNOWN' },
  },
];

const scheduled = (
  scheduleState: string | undefined,
  over: Record<string, unknown> = {},
  suspend = false,
) =>
  clusterObject('sparkoperator.k8s.io/v1beta2', 'ScheduledSparkApplication', {
    name: 'hourly',
    spec: {
      schedule: '@hourly',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
      suspend,
      template: appSpec,
    },
    status:
      scheduleState === undefined ? undefined : { scheduleState, ...over },
  });

export const scheduledSparkApplicationFixtures: Fixture[] = [
  {
    title: 'starts runs',
    object: scheduled('Scheduled', {
      lastRun: created,
      nextRun: changed,
      lastRunName: 'hourly-1756713600',
      pastSuccessfulRunNames: ['hourly-1', 'hourly-2'],
      pastFailedRunNames: [],
    }),
    expected: {
      state: 'running',
      // Its runs count theirs.
      accelerators: [],
      facts: [
        { key: 'schedule', value: '@hourly' },
        { key: 'timeZone', value: 'Europe/Berlin' },
        { key: 'nextRun', value: readChanged },
        { key: 'previousRun', value: readCreated },
        {
          key: 'lastRun',
          value: 'hourly-1756713600',
          ref: {
            kind: 'sparkapplication',
            namespace: 'team-vision',
            name: 'hourly-1756713600',
          },
        },
        { key: 'pastSucceeded', value: '2' },
        { key: 'pastFailed', value: '0' },
        { key: 'concurrency', value: 'Forbid' },
        { key: 'mainFile', value: 'local:///app/prepare.py' },
      ],
    },
  },
  {
    title: 'was just made',
    object: scheduled(undefined),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'is being checked',
    object: scheduled('Validating'),
    expected: { state: 'starting' },
  },
  {
    title: 'cannot be followed',
    object: scheduled('FailedValidation', {
      reason: 'Invalid timezone: unknown time zone Europe/Atlantis',
    }),
    expected: {
      state: 'failed',
      message:
        'Its schedule cannot be followed: Invalid timezone: unknown time zone Europe/Atlantis.',
    },
  },
  {
    title: 'is held',
    object: scheduled('Scheduled', {}, true),
    expected: { state: 'suspended', reason: 'Suspended' },
  },
];

const connect = (
  state: string | undefined,
  message = 'Server pod is not ready: ',
) =>
  clusterObject('sparkoperator.k8s.io/v1alpha1', 'SparkConnect', {
    spec: {
      sparkVersion: '4.0.0',
      image: 'docker.io/library/spark:4.0.0',
      server: {},
      executor: {
        instances: 2,
        template: {
          spec: {
            containers: [
              { name: 'spark-kubernetes-executor', resources: gpus(1) },
            ],
          },
        },
      },
    },
    status:
      state === undefined
        ? undefined
        : {
            state,
            startTime: created,
            executors: { running: 1, pending: 1 },
            server: {
              podName: 'flowers-server',
              serviceName: 'flowers-server',
            },
            conditions: [
              conditionOf(
                'ServerPodReady',
                state === 'Ready' ? 'True' : 'False',
                state === 'Ready' ? 'ServerPodReady' : 'ServerPodNotReady',
                message,
              ),
            ],
          },
  });

export const sparkConnectFixtures: Fixture[] = [
  {
    title: 'can be connected to',
    object: connect('Ready', 'Server pod is ready'),
    expected: {
      state: 'running',
      since: readChanged,
      replicas: [
        { name: 'server', desired: 1, ready: 1 },
        { name: 'executor', desired: 2, active: 1, succeeded: 0, failed: 0 },
      ],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 2 },
      ],
      facts: [
        { key: 'image', value: 'docker.io/library/spark:4.0.0' },
        { key: 'sparkVersion', value: '4.0.0' },
        { key: 'service', value: 'flowers-server' },
      ],
    },
  },
  {
    title: 'was just made',
    object: connect(undefined),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'is being provisioned',
    object: connect('Provisioning'),
    expected: { state: 'starting', message: 'Its server is not ready yet.' },
  },
  {
    title: 'is not ready',
    object: connect(
      'NotReady',
      'Server pod is not ready: The node was low on resource: memory.',
    ),
    expected: {
      state: 'starting',
      message: 'Not ready: The node was low on resource: memory.',
    },
  },
  {
    title: 'failed',
    object: connect('Failed'),
    expected: {
      state: 'failed',
      message: 'Failed. The log of its server may tell why.',
    },
  },
];
