import type { KubernetesObject } from '../../../kubernetesObject';
import {
  clusterObject,
  conditionOf,
  readChanged,
  readCreated,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

const resourceGroups = [
  {
    coveredResources: ['cpu', 'memory'],
    flavors: [
      {
        name: 'default',
        resources: [
          { name: 'cpu', nominalQuota: '64' },
          { name: 'memory', nominalQuota: '256Gi' },
        ],
      },
    ],
  },
  {
    coveredResources: ['nvidia.com/gpu'],
    flavors: [
      {
        name: 'h100',
        resources: [
          { name: 'nvidia.com/gpu', nominalQuota: '16', borrowingLimit: '8' },
        ],
      },
      {
        name: 'l4',
        resources: [{ name: 'nvidia.com/gpu', nominalQuota: '4' }],
      },
    ],
  },
];

const flavorsUsage = [
  { name: 'default', resources: [{ name: 'cpu', total: '12' }] },
  {
    name: 'h100',
    resources: [{ name: 'nvidia.com/gpu', total: '20', borrowed: '4' }],
  },
];

function clusterQueue(
  active: Record<string, unknown> | undefined,
  spec: Record<string, unknown> = {},
  version = 'v1beta2',
): KubernetesObject {
  return clusterObject(`kueue.x-k8s.io/${version}`, 'ClusterQueue', {
    name: 'gpus',
    namespace: null,
    spec: {
      resourceGroups,
      queueingStrategy: 'BestEffortFIFO',
      preemption: { withinClusterQueue: 'LowerPriority' },
      ...spec,
    },
    status: active && {
      conditions: [active],
      pendingWorkloads: 5,
      reservingWorkloads: 3,
      admittedWorkloads: 2,
      flavorsUsage,
    },
  });
}

const active = conditionOf(
  'Active',
  'True',
  'Ready',
  'Can admit new workloads',
);

const quota = [
  {
    key: 'quota',
    value: 'h100: 20 of 16 nvidia.com/gpu in use (4 borrowed, may borrow 8)',
    ref: { kind: 'resourceflavor', name: 'h100' },
  },
  {
    key: 'quota',
    value: 'l4: 0 of 4 nvidia.com/gpu in use',
    ref: { kind: 'resourceflavor', name: 'l4' },
  },
];

const cohortFact = {
  key: 'cohort',
  value: 'research',
  ref: { kind: 'cohort', name: 'research' },
};

const clusterQueueFacts = [
  { key: 'pending', value: '5' },
  { key: 'admitted', value: '2' },
  { key: 'reserving', value: '3' },
  ...quota,
  cohortFact,
  { key: 'strategy', value: 'BestEffortFIFO' },
  { key: 'preemption', value: 'LowerPriority' },
];

export const clusterQueueFixtures: Fixture[] = [
  {
    title: 'gives quota',
    object: clusterQueue(active, { cohortName: 'research' }),
    expected: {
      state: 'running',
      reason: 'Ready',
      message: 'Gives quota to jobs.',
      since: readChanged,
      accelerators: [],
      facts: clusterQueueFacts,
    },
  },
  {
    title: 'gives quota, in the older version of the API',
    object: clusterQueue(active, { cohort: 'research' }, 'v1beta1'),
    expected: { state: 'running', facts: clusterQueueFacts },
  },
  {
    title: 'was just made',
    object: clusterQueue(undefined),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'is held',
    object: clusterQueue(
      conditionOf(
        'Active',
        'False',
        'Stopped',
        "Can't admit new workloads: is stopped",
      ),
      { stopPolicy: 'Hold' },
    ),
    expected: {
      state: 'suspended',
      reason: 'Stopped',
      message: 'Stopped on purpose. No job gets quota; what runs goes on.',
      since: readChanged,
    },
  },
  {
    title: 'is drained',
    object: clusterQueue(active, { stopPolicy: 'HoldAndDrain' }),
    expected: {
      state: 'suspended',
      message: 'Stopped on purpose, and what ran was ended. No job gets quota.',
      since: undefined,
    },
  },
  {
    title: 'names a flavor that does not exist',
    object: clusterQueue(
      conditionOf(
        'Active',
        'False',
        'FlavorNotFound',
        "Can't admit new workloads: references missing ResourceFlavor(s): h100.",
      ),
    ),
    expected: {
      state: 'failed',
      reason: 'FlavorNotFound',
      message:
        "No job gets quota: Can't admit new workloads: references missing ResourceFlavor(s): h100.",
    },
  },
  {
    title: 'is being deleted',
    object: clusterQueue(
      conditionOf(
        'Active',
        'False',
        'Terminating',
        "Can't admit new workloads; clusterQueue is terminating",
      ),
    ),
    expected: { state: 'suspended', reason: 'Terminating' },
  },
];

function localQueue(
  status: Record<string, unknown> | undefined,
  spec: Record<string, unknown> = {},
  version = 'v1beta2',
): KubernetesObject {
  return clusterObject(`kueue.x-k8s.io/${version}`, 'LocalQueue', {
    name: 'gpu-a',
    spec: { clusterQueue: 'gpus', ...spec },
    status: status && {
      pendingWorkloads: 2,
      reservingWorkloads: 1,
      admittedWorkloads: 1,
      ...status,
    },
  });
}

const usable = conditionOf(
  'Active',
  'True',
  'Ready',
  'Can submit new workloads to localQueue',
);

const localQueueFacts = [
  { key: 'pending', value: '2' },
  { key: 'admitted', value: '1' },
  { key: 'reserving', value: '1' },
  {
    key: 'clusterQueue',
    value: 'gpus',
    ref: { kind: 'clusterqueue', name: 'gpus' },
  },
  {
    key: 'usage',
    value: 'h100: 20 nvidia.com/gpu in use',
    ref: { kind: 'resourceflavor', name: 'h100' },
  },
];

const localUsage = flavorsUsage.map(({ name, resources }) => ({
  name,
  resources: resources.map(resource => ({
    name: resource.name,
    total: resource.total,
  })),
}));

export const localQueueFixtures: Fixture[] = [
  {
    title: 'takes jobs',
    object: localQueue({ conditions: [usable], flavorsUsage: localUsage }),
    expected: {
      state: 'running',
      message: 'Takes jobs.',
      facts: localQueueFacts,
    },
  },
  {
    title: 'takes jobs, in the older version of the API',
    object: localQueue(
      { conditions: [usable], flavorUsage: localUsage },
      {},
      'v1beta1',
    ),
    expected: { state: 'running', facts: localQueueFacts },
  },
  {
    title: 'was just made',
    object: localQueue(undefined),
    expected: { state: 'pending' },
  },
  {
    title: 'names a cluster queue that does not exist',
    object: localQueue({
      conditions: [
        conditionOf(
          'Active',
          'False',
          'ClusterQueueDoesNotExist',
          "Can't submit new workloads to clusterQueue",
        ),
      ],
    }),
    expected: {
      state: 'failed',
      reason: 'ClusterQueueDoesNotExist',
      message:
        "No job of this queue gets quota: Can't submit new workloads to clusterQueue.",
    },
  },
  {
    title: 'is held',
    object: localQueue({ conditions: [usable] }, { stopPolicy: 'Hold' }),
    expected: { state: 'suspended', reason: 'Stopped' },
  },
];

export const otherFixtures: Fixture[] = [
  {
    title: 'a cohort with quota of its own',
    object: clusterObject('kueue.x-k8s.io/v1beta2', 'Cohort', {
      name: 'research',
      namespace: null,
      spec: { parentName: 'company', resourceGroups },
    }),
    expected: {
      state: 'running',
      reason: 'Available',
      facts: [
        {
          key: 'parent',
          value: 'company',
          ref: { kind: 'cohort', name: 'company' },
        },
        {
          key: 'quota',
          value: 'h100: 16 nvidia.com/gpu (may borrow 8)',
          ref: { kind: 'resourceflavor', name: 'h100' },
        },
        {
          key: 'quota',
          value: 'l4: 4 nvidia.com/gpu',
          ref: { kind: 'resourceflavor', name: 'l4' },
        },
      ],
    },
  },
  {
    title: 'a flavor',
    object: clusterObject('kueue.x-k8s.io/v1beta1', 'ResourceFlavor', {
      name: 'h100',
      namespace: null,
      spec: {
        nodeLabels: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
        nodeTaints: [
          { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
        ],
        topologyName: 'racks',
      },
    }),
    expected: {
      state: 'running',
      facts: [
        {
          key: 'nodeLabel',
          value: 'nvidia.com/gpu.product=NVIDIA-H100-80GB-HBM3',
        },
        { key: 'nodeTaint', value: 'nvidia.com/gpu: NoSchedule' },
        {
          key: 'topology',
          value: 'racks',
          ref: { kind: 'topology', name: 'racks' },
        },
      ],
    },
  },
  {
    title: 'an admission check that decides',
    object: clusterObject('kueue.x-k8s.io/v1beta2', 'AdmissionCheck', {
      name: 'dws',
      namespace: null,
      spec: {
        controllerName: 'kueue.x-k8s.io/provisioning-request',
        parameters: {
          apiGroup: 'kueue.x-k8s.io',
          kind: 'ProvisioningRequestConfig',
          name: 'dws-config',
        },
      },
      status: {
        conditions: [
          conditionOf(
            'Active',
            'True',
            'Active',
            'The admission check is active',
          ),
        ],
      },
    }),
    expected: {
      state: 'running',
      message: 'Decides about jobs.',
      facts: [
        { key: 'controller', value: 'kueue.x-k8s.io/provisioning-request' },
        { key: 'parameters', value: 'ProvisioningRequestConfig dws-config' },
      ],
    },
  },
  {
    title: 'an admission check that cannot decide',
    object: clusterObject('kueue.x-k8s.io/v1beta2', 'AdmissionCheck', {
      name: 'dws',
      namespace: null,
      spec: { controllerName: 'kueue.x-k8s.io/provisioning-request' },
      status: {
        conditions: [
          conditionOf(
            'Active',
            'False',
            'BadParametersRef',
            'config not found',
          ),
        ],
      },
    }),
    expected: {
      state: 'failed',
      reason: 'BadParametersRef',
      message: 'No job that needs it is let go: Config not found.',
    },
  },
  {
    title: 'a priority',
    object: clusterObject('kueue.x-k8s.io/v1beta2', 'WorkloadPriorityClass', {
      name: 'high',
      namespace: null,
      more: { value: 1000, description: 'Goes before others' },
    }),
    expected: {
      state: 'running',
      facts: [
        { key: 'priority', value: '1000' },
        { key: 'description', value: 'Goes before others' },
      ],
    },
  },
  {
    title: 'a topology',
    object: clusterObject('kueue.x-k8s.io/v1beta2', 'Topology', {
      name: 'racks',
      namespace: null,
      spec: {
        levels: [
          { nodeLabel: 'cloud.provider.com/topology-block' },
          { nodeLabel: 'kubernetes.io/hostname' },
        ],
      },
    }),
    expected: {
      state: 'running',
      facts: [
        {
          key: 'levels',
          value: 'cloud.provider.com/topology-block › kubernetes.io/hostname',
        },
      ],
    },
  },
];
