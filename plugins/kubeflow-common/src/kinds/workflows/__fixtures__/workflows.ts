import type { KubernetesObject } from '../../../kubernetesObject';
import {
  changed,
  clusterObject,
  created,
  gpus,
  readChanged,
  readCreated,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

const templates = [
  {
    name: 'train-flowers',
    dag: { tasks: [{ name: 'train', template: 'train' }] },
  },
  { name: 'train', container: { image: 'train:1', resources: gpus(4) } },
  { name: 'clean', container: { image: 'clean:1' } },
  { name: 'approve', suspend: {} },
];

const graph = {
  id: 'flowers',
  name: 'flowers',
  displayName: 'flowers',
  type: 'DAG',
  templateName: 'train-flowers',
  phase: 'Running',
};

function node(
  name: string,
  templateName: string,
  phase: string,
  over: Record<string, unknown> = {},
) {
  return {
    id: `flowers-${name}`,
    name: `flowers.${name}`,
    displayName: name,
    type: 'Pod',
    templateName,
    phase,
    boundaryID: 'flowers',
    startedAt: created,
    finishedAt: ['Running', 'Pending'].includes(phase) ? null : changed,
    ...over,
  };
}

function workflow(
  spec: Record<string, unknown>,
  status?: Record<string, unknown>,
  nodes: ReturnType<typeof node>[] = [],
  over: Parameters<typeof clusterObject>[2] = {},
): KubernetesObject {
  const byId = Object.fromEntries(nodes.map(each => [each.id, each]));
  return clusterObject('argoproj.io/v1alpha1', 'Workflow', {
    spec: { entrypoint: 'train-flowers', templates, ...spec },
    status: status && {
      startedAt: created,
      nodes: nodes.length > 0 ? { flowers: graph, ...byId } : undefined,
      ...status,
    },
    ...over,
  });
}

const finished = { finishedAt: changed };

export const workflowFixtures: Fixture[] = [
  {
    title: 'is running',
    object: workflow(
      {},
      { phase: 'Running', progress: '1/3', finishedAt: null },
      [
        node('clean', 'clean', 'Succeeded'),
        node('train-a', 'train', 'Running'),
        node('train-b', 'train', 'Pending', { message: 'ContainerCreating' }),
      ],
    ),
    expected: {
      state: 'running',
      message: '1 of 3 steps finished. 1 step running.',
      since: readCreated,
      startedAt: readCreated,
      progress: { percent: (1 / 3) * 100 },
      replicas: [
        { name: 'steps', desired: 3, active: 1, succeeded: 1, failed: 0 },
      ],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 8 },
      ],
      facts: [
        { key: 'entrypoint', value: 'train-flowers' },
        { key: 'steps', value: '1 of 3' },
      ],
    },
  },
  {
    title: 'was just made',
    object: workflow({}),
    expected: { state: 'pending', reason: 'NotReconciled', since: readCreated },
  },
  {
    title: 'waits, because too many are running',
    object: workflow(
      {},
      {
        phase: 'Pending',
        message:
          'Workflow processing has been postponed because too many workflows are already running',
      },
    ),
    expected: {
      state: 'queued',
      reason: 'Postponed',
      message: 'Waits, because as many workflows are running as may.',
    },
  },
  {
    title: 'waits for a lock',
    object: workflow(
      {},
      {
        phase: 'Pending',
        message: 'Waiting for team-vision/Mutex/gpu lock. Lock status: 0/1',
        synchronization: {
          mutex: { waiting: [{ mutex: 'team-vision/Mutex/gpu', holder: 'x' }] },
        },
      },
    ),
    expected: { state: 'queued', reason: 'WaitingForLock' },
  },
  {
    title: 'waits for its volume',
    object: workflow(
      {},
      { phase: 'Pending', message: 'Waiting for a PVC to be created.' },
    ),
    expected: {
      state: 'pending',
      message: 'Waiting for a PVC to be created.',
    },
  },
  {
    title: 'has a first step that no node can take',
    object: workflow({}, { phase: 'Running', progress: '0/2' }, [
      node('train', 'train', 'Pending', {
        message:
          'Unschedulable: 0/4 nodes are available: 4 Insufficient nvidia.com/gpu.',
      }),
    ]),
    expected: {
      state: 'starting',
      reason: 'PodPending',
      message:
        'Step train waits for a node. None of 4 nodes can take it: 4 have too little free nvidia.com/gpu.',
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 4 },
      ],
    },
  },
  {
    title: 'is held by a person',
    object: workflow({ suspend: true }, { phase: 'Running', progress: '1/3' }, [
      node('clean', 'clean', 'Succeeded'),
    ]),
    expected: { state: 'suspended', reason: 'Suspended', accelerators: [] },
  },
  {
    title: 'was made to be held',
    object: workflow({ suspend: true }),
    expected: { state: 'suspended', reason: 'Suspended' },
  },
  {
    title: 'waits for an approval',
    object: workflow({}, { phase: 'Running', progress: '1/1' }, [
      node('clean', 'clean', 'Succeeded'),
      node('approve', 'approve', 'Running', { type: 'Suspend' }),
    ]),
    expected: {
      state: 'suspended',
      reason: 'SuspendStep',
      message: 'Waits at step approve until somebody resumes it.',
      since: readCreated,
    },
  },
  {
    title: 'finished',
    object: workflow(
      {},
      {
        ...finished,
        phase: 'Succeeded',
        progress: '3/3',
        conditions: [{ type: 'Completed', status: 'True' }],
        resourcesDuration: { cpu: 120, memory: 600, 'nvidia.com/gpu': 5400 },
      },
      [node('train', 'train', 'Succeeded')],
    ),
    expected: {
      state: 'succeeded',
      since: readChanged,
      finishedAt: readChanged,
      progress: { percent: 100 },
      accelerators: [],
      conditions: [{ type: 'Completed', status: 'True' }],
      facts: [
        { key: 'entrypoint', value: 'train-flowers' },
        { key: 'steps', value: '3 of 3' },
        { key: 'acceleratorTime', value: 'nvidia.com/gpu: 1 hour 30 minutes' },
      ],
    },
  },
  {
    title: 'failed with a step that used too much memory',
    object: workflow(
      {},
      {
        ...finished,
        phase: 'Failed',
        progress: '1/3',
        message: "child 'flowers-train' failed",
      },
      [
        node('clean', 'clean', 'Failed', {
          message: 'workflow shutdown with strategy:  Terminate',
          finishedAt: created,
        }),
        node('train', 'train', 'Failed', {
          message: 'main: OOMKilled (exit code 137)',
        }),
      ],
    ),
    expected: {
      state: 'failed',
      reason: 'Failed',
      message:
        'Failed. Step train used more memory than its limit and was killed. 1 other step failed, too.',
      finishedAt: readChanged,
    },
  },
  {
    title: 'failed with an exit code',
    object: workflow({}, { ...finished, phase: 'Failed' }, [
      node('train', 'train', 'Failed', { message: 'Error (exit code 1)' }),
    ]),
    expected: {
      state: 'failed',
      message:
        'Failed. Step train ended with exit code 1 (an error of the program; its log tells more).',
    },
  },
  {
    title: 'is in error before any step',
    object: workflow(
      {},
      {
        ...finished,
        phase: 'Error',
        message: 'template name train-flowers undefined',
      },
    ),
    expected: {
      state: 'failed',
      reason: 'Error',
      message: 'Failed: Template name train-flowers undefined.',
    },
  },
  {
    title: 'was terminated',
    object: workflow(
      { shutdown: 'Terminate' },
      {
        ...finished,
        phase: 'Failed',
        message: "Stopped with strategy 'Terminate'",
      },
    ),
    expected: {
      state: 'cancelled',
      reason: 'Terminate',
      message: 'Was stopped on purpose.',
    },
  },
  {
    title: 'is being stopped',
    object: workflow({ shutdown: 'Stop' }, { phase: 'Running' }),
    expected: { state: 'running', reason: 'Stopping' },
  },
  {
    title: 'keeps its nodes elsewhere',
    object: workflow(
      {},
      {
        phase: 'Running',
        progress: '40/90',
        offloadNodeStatusVersion: 'fnv:1693',
      },
    ),
    expected: {
      state: 'running',
      message: '40 of 90 steps finished.',
      replicas: [],
      accelerators: [],
    },
  },
  {
    title: 'is in a phase that a newer Argo made up',
    object: workflow({}, { phase: 'Dreaming' }),
    expected: { state: 'unknown', reason: 'Dreaming' },
  },
];

const patch = {
  containers: [
    {
      name: 'main',
      image: 'example.com/train:1',
      resources: { limits: { 'nvidia.com/gpu': '2' } },
    },
  ],
  nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
};

/** A run of Kubeflow Pipelines: every task is a graph of its own, and its resources come as a patch. */
const pipelineRun = (
  spec: Record<string, unknown>,
  status: Record<string, unknown>,
  phase: string,
) =>
  workflow(
    {
      templates: [
        {
          name: 'system-container-impl',
          container: { image: 'should-be-overridden-during-runtime' },
          podSpecPatch: '{{inputs.parameters.pod-spec-patch}}',
        },
      ],
      ...spec,
    },
    status,
    [
      node('train-model', 'system-container-executor', phase, { type: 'DAG' }),
      node('executor', 'system-container-impl', phase, {
        boundaryID: 'flowers-train-model',
        message: phase === 'Failed' ? 'Error (exit code 137)' : undefined,
        inputs: {
          parameters: [
            { name: 'pod-spec-patch', value: JSON.stringify(patch) },
          ],
        },
      }),
    ],
    {
      labels: {
        'pipeline/runid': '6f1f0c0e-0f6b-4ad5-8f0c-2f6a1d3c7e11',
        'scheduledworkflows.kubeflow.org/scheduledWorkflowName': 'nightly',
      },
      annotations: { 'pipelines.kubeflow.org/run_name': 'Nightly flowers' },
    },
  );

export const pipelineRunFixtures: Fixture[] = [
  {
    title: 'runs a task on two GPUs',
    object: pipelineRun({}, { phase: 'Running', progress: '0/1' }, 'Running'),
    expected: {
      state: 'running',
      accelerators: [
        {
          resource: 'nvidia.com/gpu',
          vendor: 'nvidia',
          count: 2,
          product: 'NVIDIA-H100-80GB-HBM3',
        },
      ],
      facts: [
        { key: 'runName', value: 'Nightly flowers' },
        { key: 'pipelineRun', value: '6f1f0c0e-0f6b-4ad5-8f0c-2f6a1d3c7e11' },
        {
          key: 'schedule',
          value: 'nightly',
          ref: {
            kind: 'scheduledworkflow',
            namespace: 'team-vision',
            name: 'nightly',
          },
        },
        { key: 'entrypoint', value: 'train-flowers' },
        { key: 'steps', value: '0 of 1' },
      ],
    },
  },
  {
    title: 'failed: the task is named, not its executor',
    object: pipelineRun({}, { ...finished, phase: 'Failed' }, 'Failed'),
    expected: {
      state: 'failed',
      message:
        'Failed. Step train-model ended with exit code 137 (SIGKILL, it was killed from outside).',
      accelerators: [],
    },
  },
  {
    title: 'was terminated in Pipelines, which sets a deadline of zero',
    object: pipelineRun(
      { activeDeadlineSeconds: 0 },
      {
        ...finished,
        phase: 'Failed',
        message: 'Step exceeded its deadline',
      },
      'Failed',
    ),
    expected: { state: 'cancelled', reason: 'Terminate' },
  },
];
