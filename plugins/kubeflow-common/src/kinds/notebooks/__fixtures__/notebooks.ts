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

const image =
  'ghcr.io/kubeflow/kubeflow/notebook-servers/jupyter-pytorch:v1.11';

function notebook(
  status?: Record<string, unknown>,
  annotations: Record<string, string> = {},
  version = 'v1',
): KubernetesObject {
  return clusterObject(`kubeflow.org/${version}`, 'Notebook', {
    annotations: {
      'notebooks.kubeflow.org/server-type': 'jupyter',
      'notebooks.kubeflow.org/last-activity': changed,
      ...annotations,
    },
    spec: {
      template: {
        spec: {
          containers: [
            { name: 'istio-proxy', image: 'istio/proxyv2' },
            { name: 'flowers', image, resources: gpus(1) },
          ],
          volumes: [
            {
              name: 'home',
              persistentVolumeClaim: { claimName: 'flowers-home' },
            },
            { name: 'dshm', emptyDir: { medium: 'Memory' } },
          ],
        },
      },
    },
    status,
  });
}

const running = { running: { startedAt: created } };

/** The conditions of the notebook's pod, as the controller copies them. */
const podConditions = (ready: 'True' | 'False') => [
  conditionOf('Initialized', 'True'),
  conditionOf(
    'Ready',
    ready,
    ready === 'False' ? 'ContainersNotReady' : undefined,
  ),
  conditionOf('ContainersReady', ready),
  conditionOf('PodScheduled', 'True'),
];

const stopped = { 'kubeflow-resource-stopped': changed };

export const notebookFixtures: Fixture[] = [
  {
    title: 'is ready',
    object: notebook({
      readyReplicas: 1,
      containerState: running,
      conditions: podConditions('True'),
    }),
    expected: {
      state: 'running',
      reason: 'Ready',
      message: 'Ready to be opened.',
      since: readChanged,
      startedAt: readCreated,
      replicas: [{ name: 'notebook', desired: 1, ready: 1 }],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 1 },
      ],
      facts: [
        { key: 'image', value: image },
        { key: 'serverType', value: 'jupyter' },
        { key: 'lastActivity', value: readChanged },
        { key: 'volumes', value: 'flowers-home' },
      ],
    },
  },
  {
    title: 'was just made',
    object: notebook(),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'was just made, and the controller wrote an empty status',
    object: notebook({ readyReplicas: 0, containerState: {}, conditions: [] }),
    expected: { state: 'pending' },
  },
  {
    title: 'finds no node',
    object: notebook(
      {
        readyReplicas: 0,
        containerState: {},
        conditions: [
          conditionOf(
            'PodScheduled',
            'False',
            'Unschedulable',
            '0/12 nodes are available: 12 Insufficient nvidia.com/gpu.',
          ),
        ],
      },
      {},
      'v1beta1',
    ),
    expected: {
      state: 'starting',
      reason: 'Unschedulable',
      message:
        'None of 12 nodes can take it: 12 have too little free nvidia.com/gpu.',
    },
  },
  {
    title: 'is being prepared',
    object: notebook({
      readyReplicas: 0,
      containerState: { waiting: { reason: 'PodInitializing' } },
      conditions: podConditions('False'),
    }),
    expected: { state: 'starting', reason: 'PodInitializing' },
  },
  {
    title: 'cannot pull its image',
    object: notebook({
      readyReplicas: 0,
      containerState: {
        waiting: {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${image}": not found`,
        },
      },
      conditions: podConditions('False'),
    }),
    expected: {
      state: 'restarting',
      reason: 'ImagePullBackOff',
      message: `Its container flowers waits for its image ${image}, which cannot be pulled: the registry does not have it.`,
    },
  },
  {
    title: 'keeps failing',
    object: notebook({
      readyReplicas: 0,
      containerState: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: 'back-off 5m0s restarting failed container=flowers',
        },
      },
      conditions: podConditions('False'),
    }),
    expected: { state: 'restarting', reason: 'CrashLoopBackOff' },
  },
  {
    title: 'was killed for its memory',
    object: notebook({
      readyReplicas: 0,
      containerState: {
        terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: changed },
      },
      conditions: podConditions('False'),
    }),
    expected: {
      state: 'restarting',
      reason: 'OOMKilled',
      message:
        'Its container flowers used more memory than its limit of 16Gi and was killed.',
    },
  },
  {
    title: 'runs, but is not ready yet',
    object: notebook({
      readyReplicas: 0,
      containerState: running,
      conditions: podConditions('False'),
    }),
    expected: { state: 'starting', message: 'Runs, but is not ready yet.' },
  },
  {
    title: 'was stopped',
    object: notebook(
      { readyReplicas: 0, containerState: {}, conditions: [] },
      stopped,
      'v1alpha1',
    ),
    expected: {
      state: 'suspended',
      reason: 'Stopped',
      since: readChanged,
      startedAt: undefined,
      replicas: [{ name: 'notebook', desired: 0, ready: 0 }],
    },
  },
  {
    title: 'is being stopped',
    object: notebook(
      {
        readyReplicas: 1,
        containerState: running,
        conditions: podConditions('True'),
      },
      stopped,
    ),
    expected: {
      state: 'suspended',
      reason: 'Stopping',
      message: 'Is being stopped.',
    },
  },
];

const tensorboard = (status?: Record<string, unknown>) =>
  clusterObject('tensorboard.kubeflow.org/v1alpha1', 'Tensorboard', {
    spec: { logspath: 'pvc://flowers-home/runs' },
    status,
  });

const seen = (deploymentState: string) => ({
  deploymentState,
  lastProbeTime: changed,
});

export const tensorboardFixtures: Fixture[] = [
  {
    title: 'is ready',
    object: tensorboard({
      readyReplicas: 1,
      conditions: [seen('Progressing'), seen('Available')],
    }),
    expected: {
      state: 'running',
      since: readChanged,
      conditions: [
        {
          type: 'Progressing',
          status: 'Unknown',
          lastTransitionTime: readChanged,
        },
        {
          type: 'Available',
          status: 'Unknown',
          lastTransitionTime: readChanged,
        },
      ],
      facts: [{ key: 'logs', value: 'pvc://flowers-home/runs' }],
    },
  },
  {
    title: 'was just made',
    object: tensorboard(),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'is being started',
    object: tensorboard({
      readyReplicas: 0,
      conditions: [seen('Progressing')],
    }),
    expected: { state: 'starting', reason: 'Progressing' },
  },
  {
    title: 'may not have a pod',
    object: tensorboard({
      readyReplicas: 0,
      conditions: [seen('Progressing'), seen('ReplicaFailure')],
    }),
    expected: { state: 'failed', reason: 'ReplicaFailure' },
  },
];

const viewer = (status?: Record<string, unknown>) =>
  clusterObject('kubeflow.org/v1alpha1', 'PVCViewer', {
    spec: {
      pvc: 'flowers-home',
      rwoScheduling: true,
      networking: { targetPort: 8080, basePrefix: '/pvcviewers' },
    },
    status,
  });

const deployment = (
  type: string,
  status: 'True' | 'False',
  reason: string,
  message: string,
) => ({
  ...conditionOf(type, status, reason, message),
  lastUpdateTime: changed,
});

export const pvcViewerFixtures: Fixture[] = [
  {
    title: 'is ready',
    object: viewer({
      ready: true,
      url: '/pvcviewers/team-vision/flowers/',
      conditions: [
        deployment(
          'Available',
          'True',
          'MinimumReplicasAvailable',
          'Deployment has minimum availability.',
        ),
      ],
    }),
    expected: {
      state: 'running',
      startedAt: readChanged,
      facts: [
        { key: 'volumes', value: 'flowers-home' },
        { key: 'url', value: '/pvcviewers/team-vision/flowers/' },
      ],
    },
  },
  {
    title: 'was just made',
    object: viewer(),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'is being started',
    object: viewer({
      ready: false,
      conditions: [
        deployment(
          'Progressing',
          'True',
          'NewReplicaSetCreated',
          'Created new replica set',
        ),
      ],
    }),
    expected: { state: 'starting' },
  },
  {
    title: 'may not have a pod',
    object: viewer({
      ready: false,
      conditions: [
        deployment(
          'ReplicaFailure',
          'True',
          'FailedCreate',
          'pods "pvcviewer" is forbidden: exceeded quota: team-vision',
        ),
      ],
    }),
    expected: {
      state: 'failed',
      reason: 'FailedCreate',
      message:
        'Does not come up: pods "pvcviewer" is forbidden: exceeded quota: team-vision.',
    },
  },
];
