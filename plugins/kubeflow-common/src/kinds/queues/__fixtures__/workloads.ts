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

const admission = {
  clusterQueue: 'gpus',
  podSetAssignments: [
    {
      name: 'node',
      count: 3,
      flavors: { 'nvidia.com/gpu': 'h100', cpu: 'h100', memory: 'default' },
      resourceUsage: { 'nvidia.com/gpu': '24' },
    },
  ],
};

/** The class stands in another field in each version. */
const priorityClass = {
  v1beta2: {
    priorityClassRef: {
      group: 'kueue.x-k8s.io',
      kind: 'WorkloadPriorityClass',
      name: 'high',
    },
  },
  v1beta1: {
    priorityClassName: 'high',
    priorityClassSource: 'kueue.x-k8s.io/workloadpriorityclass',
  },
};

function workload(
  conditions?: Record<string, unknown>[],
  {
    spec,
    status,
    version = 'v1beta2',
  }: {
    spec?: Record<string, unknown>;
    status?: Record<string, unknown>;
    version?: keyof typeof priorityClass;
  } = {},
): KubernetesObject {
  return clusterObject(`kueue.x-k8s.io/${version}`, 'Workload', {
    name: 'trainjob-bert-3f7a1',
    owner: {
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      kind: 'TrainJob',
      name: 'bert',
    },
    spec: {
      queueName: 'gpu-a',
      priority: 100,
      ...priorityClass[version],
      podSets: [
        {
          name: 'node',
          count: 4,
          template: {
            spec: {
              containers: [
                { name: 'node', image: 'bert:1', resources: gpus(8) },
              ],
            },
          },
        },
      ],
      ...spec,
    },
    status: conditions && { conditions, ...status },
  });
}

const reserved = conditionOf(
  'QuotaReserved',
  'True',
  'QuotaReserved',
  'Quota reserved in ClusterQueue gpus',
);
const admitted = conditionOf(
  'Admitted',
  'True',
  'Admitted',
  'The workload is admitted',
  created,
);
const refused = (reason: string, message: string) =>
  conditionOf('QuotaReserved', 'False', reason, message);
const evicted = (reason: string, message: string) =>
  conditionOf('Evicted', 'True', reason, message);
const finished = (reason: string, message: string) => [
  reserved,
  admitted,
  conditionOf('Finished', 'True', reason, message),
];

const missing =
  "couldn't assign flavors to pod set node: insufficient unused quota for nvidia.com/gpu in flavor h100, 8 more needed";

export const workloadFixtures: Fixture[] = [
  {
    title: 'was just made',
    object: workload(),
    expected: {
      state: 'pending',
      since: readCreated,
      queue: 'gpu-a',
      replicas: [{ name: 'node', desired: 4 }],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 32 },
      ],
    },
  },
  {
    title: 'waits for quota',
    object: workload([refused('WaitingForQuota', missing)]),
    expected: {
      state: 'queued',
      reason: 'WaitingForQuota',
      message:
        'Waits for quota in queue gpu-a: 8 more nvidia.com/gpu (h100) needed.',
      since: readChanged,
    },
  },
  {
    title: 'waits for quota, as older versions say it',
    object: workload([refused('Pending', missing)], { version: 'v1beta1' }),
    expected: {
      state: 'queued',
      reason: 'Pending',
      facts: [
        { key: 'job', value: 'TrainJob bert' },
        {
          key: 'queue',
          value: 'gpu-a',
          ref: { kind: 'localqueue', namespace: 'team-vision', name: 'gpu-a' },
        },
        { key: 'priority', value: '100' },
        { key: 'priorityClass', value: 'high' },
      ],
    },
  },
  {
    title: 'waits for others to make room',
    object: workload([
      refused(
        'WaitingForPreemptedWorkloads',
        `${missing}. Pending the preemption of 2 workload(s)`,
      ),
    ]),
    expected: {
      state: 'queued',
      message:
        'Waits for quota in queue gpu-a: 8 more nvidia.com/gpu (h100) needed; 2 other jobs will make room.',
    },
  },
  {
    title: 'names a queue that does not exist',
    object: workload([
      refused('Misconfigured', "LocalQueue gpu-a doesn't exist"),
    ]),
    expected: {
      state: 'queued',
      reason: 'Misconfigured',
      message:
        "Waits for quota in queue gpu-a: LocalQueue gpu-a doesn't exist.",
    },
  },
  {
    title: 'is on hold, as its set has no pods',
    object: workload([refused('OnHold', 'StatefulSet is scaled to zero')]),
    expected: { state: 'suspended', reason: 'OnHold' },
  },
  {
    title: 'waits for admission checks',
    object: workload([reserved], {
      status: {
        admission,
        admissionChecks: [
          {
            name: 'dws',
            state: 'Pending',
            message: 'waiting for nodes',
            lastTransitionTime: changed,
          },
        ],
      },
    }),
    expected: {
      state: 'queued',
      reason: 'WaitingForAdmissionChecks',
      facts: [
        { key: 'job', value: 'TrainJob bert' },
        {
          key: 'queue',
          value: 'gpu-a',
          ref: { kind: 'localqueue', namespace: 'team-vision', name: 'gpu-a' },
        },
        {
          key: 'clusterQueue',
          value: 'gpus',
          ref: { kind: 'clusterqueue', name: 'gpus' },
        },
        {
          key: 'flavor',
          value: 'h100',
          ref: { kind: 'resourceflavor', name: 'h100' },
        },
        {
          key: 'flavor',
          value: 'default',
          ref: { kind: 'resourceflavor', name: 'default' },
        },
        { key: 'priority', value: '100' },
        { key: 'priorityClass', value: 'high' },
        {
          key: 'admissionCheck',
          value: 'dws: Pending: waiting for nodes',
          ref: { kind: 'admissioncheck', name: 'dws' },
        },
      ],
    },
  },
  {
    title: 'was admitted, and nobody follows its pods',
    object: workload([reserved, admitted], { status: { admission } }),
    expected: {
      state: 'running',
      reason: 'Admitted',
      message: 'Has its quota; its job was let go.',
      startedAt: readCreated,
      // Partial admission: three pods of four.
      replicas: [{ name: 'node', desired: 3 }],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 24 },
      ],
    },
  },
  {
    title: 'starts its pods',
    object: workload([
      reserved,
      admitted,
      conditionOf(
        'PodsReady',
        'False',
        'WaitForStart',
        'Not all pods are ready or succeeded',
      ),
    ]),
    expected: {
      state: 'starting',
      reason: 'WaitForStart',
      since: readCreated,
      startedAt: undefined,
    },
  },
  {
    title: 'runs',
    object: workload([
      reserved,
      admitted,
      conditionOf('PodsReady', 'True', 'Started', 'All pods are ready'),
    ]),
    expected: {
      state: 'running',
      reason: 'Started',
      message: 'All its pods are ready.',
      since: readChanged,
      startedAt: readCreated,
    },
  },
  {
    title: 'waits for a pod to come back',
    object: workload([
      reserved,
      admitted,
      conditionOf(
        'PodsReady',
        'False',
        'WaitForRecovery',
        'At least one pod has failed',
      ),
    ]),
    expected: { state: 'restarting', reason: 'WaitForRecovery' },
  },
  {
    title: 'had to make room',
    object: workload([
      refused('Pending', 'The workload is being preempted'),
      evicted('Preempted', 'Preempted to accommodate a workload'),
      conditionOf(
        'Preempted',
        'True',
        'InCohortReclamation',
        'Preempted to accommodate a workload',
      ),
    ]),
    expected: {
      state: 'queued',
      reason: 'Preempted',
      message:
        'Had to make room for a queue that took back quota which it had lent and waits for quota in queue gpu-a: The workload is being preempted.',
    },
  },
  {
    title: 'was not ready in time, and is tried again',
    object: workload(
      [
        refused('Pending', 'Exceeded the PodsReady timeout team-vision/bert'),
        evicted(
          'PodsReadyTimeout',
          'Exceeded the PodsReady timeout team-vision/bert',
        ),
        conditionOf('Requeued', 'False', 'PodsReadyTimeout', 'timeout'),
      ],
      {
        status: {
          requeueState: { count: 2, requeueAt: changed },
          schedulingStats: {
            evictions: [
              {
                reason: 'PodsReadyTimeout',
                underlyingCause: 'WaitForStart',
                count: 2,
              },
            ],
          },
        },
      },
    ),
    expected: {
      state: 'restarting',
      reason: 'PodsReadyTimeout',
      message:
        'Its pods were not ready in time. Waits for quota in queue gpu-a: Exceeded the PodsReady timeout team-vision/bert.',
      since: readChanged,
      facts: [
        { key: 'job', value: 'TrainJob bert' },
        {
          key: 'queue',
          value: 'gpu-a',
          ref: { kind: 'localqueue', namespace: 'team-vision', name: 'gpu-a' },
        },
        { key: 'priority', value: '100' },
        { key: 'priorityClass', value: 'high' },
        { key: 'evictions', value: '2 times' },
        { key: 'nextTry', value: readChanged },
      ],
    },
  },
  {
    title: 'lost its node',
    object: workload([
      refused('Pending', 'Workload was evicted as there was no replacement'),
      evicted('NodeFailures', 'no replacement for unhealthy node(s): node-7'),
    ]),
    expected: { state: 'restarting', reason: 'NodeFailures' },
  },
  {
    title: 'had its queue stopped',
    object: workload([
      refused('Suspended', 'ClusterQueue gpus is stopped'),
      evicted('ClusterQueueStopped', 'The ClusterQueue is stopped'),
    ]),
    expected: { state: 'queued', reason: 'ClusterQueueStopped' },
  },
  {
    title: 'was taken out of its queue by a person',
    object: workload([reserved], { spec: { active: false } }),
    expected: {
      state: 'suspended',
      reason: 'Deactivated',
      message: 'Taken out of queue gpu-a by a person.',
    },
  },
  {
    title: 'was taken out of its queue by Kueue',
    object: workload(
      [
        refused('Pending', 'The workload is deactivated'),
        evicted(
          'DeactivatedDueToRequeuingLimitExceeded',
          'The workload is deactivated due to exceeding the maximum number of re-queuing retries',
        ),
      ],
      { spec: { active: false } },
    ),
    expected: {
      state: 'suspended',
      reason: 'DeactivatedDueToRequeuingLimitExceeded',
      message:
        'Taken out of queue gpu-a: The workload is deactivated due to exceeding the maximum number of re-queuing retries.',
    },
  },
  {
    title: 'finished',
    object: workload(finished('Succeeded', 'Job finished successfully')),
    expected: {
      state: 'succeeded',
      finishedAt: readChanged,
      startedAt: readCreated,
    },
  },
  {
    title: 'failed',
    object: workload(
      finished('Failed', 'jobset failed due to one or more job failures'),
    ),
    expected: {
      state: 'failed',
      message: 'Its job failed: Jobset failed due to one or more job failures.',
    },
  },
  {
    title: 'is over, and an older Kueue does not say how',
    object: workload(finished('JobFinished', 'Job finished'), {
      version: 'v1beta1',
    }),
    expected: {
      state: 'unknown',
      reason: 'JobFinished',
      message: 'Its job is over: Job finished.',
    },
  },
  {
    title: 'lost its job',
    object: workload(
      finished('OwnerNotFound', 'The workload owner no longer exists'),
    ),
    expected: {
      state: 'cancelled',
      message: 'The workload owner no longer exists.',
    },
  },
];
