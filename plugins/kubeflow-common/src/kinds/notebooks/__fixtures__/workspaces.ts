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

function workspace(
  state: string | undefined,
  stateMessage = '',
  { paused = false, pauseTime = 0, pendingRestart = false } = {},
): KubernetesObject {
  return clusterObject('kubeflow.org/v1beta1', 'Workspace', {
    spec: {
      paused,
      displayName: 'Flowers',
      kind: 'jupyterlab',
      podTemplate: {
        volumes: {
          home: 'flowers-home',
          data: [{ pvcName: 'datasets', mountPath: '/data' }],
        },
        options: { imageConfig: 'jupyterlab_scipy_190', podConfig: 'big_gpu' },
      },
    },
    status:
      state === undefined
        ? undefined
        : {
            state,
            stateMessage,
            pauseTime,
            pendingRestart,
            lastRunningTime: Date.parse(changed),
            activity: { lastActivity: Date.parse(changed), lastUpdate: 0 },
            podTemplateOptions: { imageConfig: {}, podConfig: {} },
            podTemplatePod: { name: 'ws-flowers-0', nodeName: 'node-7' },
          },
  });
}

export const workspaceFixtures: Fixture[] = [
  {
    title: 'is running',
    object: workspace('Running', 'Workspace is running', {
      pendingRestart: true,
    }),
    expected: {
      state: 'running',
      message: 'Ready to be opened.',
      since: readChanged,
      startedAt: readChanged,
      replicas: [{ name: 'workspace', desired: 1, ready: 1 }],
      facts: [
        { key: 'displayName', value: 'Flowers' },
        {
          key: 'workspaceKind',
          value: 'jupyterlab',
          ref: { kind: 'workspacekind', name: 'jupyterlab' },
        },
        { key: 'imageConfig', value: 'jupyterlab_scipy_190' },
        { key: 'podConfig', value: 'big_gpu' },
        { key: 'lastActivity', value: readChanged },
        { key: 'volumes', value: 'flowers-home, datasets' },
        { key: 'pendingRestart', value: 'yes' },
      ],
    },
  },
  {
    title: 'was just made',
    object: workspace(undefined),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'is being started',
    object: workspace('Pending', 'Workspace is pending'),
    expected: { state: 'starting' },
  },
  {
    title: 'cannot start',
    object: workspace(
      'Error',
      'Workspace references unknown WorkspaceKind: jupyterlab',
    ),
    expected: {
      state: 'failed',
      reason: 'Error',
      message: 'Workspace references unknown WorkspaceKind: jupyterlab.',
    },
  },
  {
    title: 'is paused',
    object: workspace('Paused', 'Workspace is paused', {
      paused: true,
      pauseTime: Date.parse(created),
    }),
    expected: {
      state: 'suspended',
      reason: 'Paused',
      since: readCreated,
      startedAt: undefined,
      replicas: [{ name: 'workspace', desired: 0, ready: 0 }],
    },
  },
  {
    title: 'is being paused',
    object: workspace('Terminating', 'Workspace is terminating', {
      paused: true,
    }),
    expected: {
      state: 'suspended',
      reason: 'Pausing',
      message: 'Is being paused.',
    },
  },
  {
    title: 'is being resumed',
    object: workspace('Paused', 'Workspace is paused'),
    expected: { state: 'starting', reason: 'Resuming' },
  },
  {
    title: 'gets a new pod',
    object: workspace('Terminating', 'Workspace is terminating'),
    expected: { state: 'restarting', reason: 'Terminating' },
  },
  {
    title: 'is not known to its controller',
    object: workspace('Unknown', 'Workspace is in an unknown state'),
    expected: {
      state: 'unknown',
      reason: 'Unknown',
      message: 'Workspace is in an unknown state.',
    },
  },
];

const kind = (spawner: Record<string, unknown>) =>
  clusterObject('kubeflow.org/v1beta1', 'WorkspaceKind', {
    name: 'jupyterlab',
    namespace: null,
    spec: {
      spawner: {
        displayName: 'JupyterLab Notebook',
        description: 'A Workspace which runs JupyterLab in a Pod',
        icon: { url: 'https://jupyter.org/icon.svg' },
        logo: { url: 'https://jupyter.org/logo.svg' },
        ...spawner,
      },
      podTemplate: {
        volumeMounts: { home: '/home/jovyan' },
        ports: [
          {
            id: 'jupyterlab',
            protocol: 'HTTP',
            defaultDisplayName: 'JupyterLab',
          },
        ],
        options: {
          imageConfig: {
            spawner: { default: 'scipy' },
            values: [
              {
                id: 'scipy',
                spawner: { displayName: 'scipy' },
                spec: {
                  image: 'example.com/jupyter-scipy:v2',
                  ports: [{ id: 'jupyterlab', port: 8888 }],
                },
              },
            ],
          },
          podConfig: {
            spawner: { default: 'tiny_cpu' },
            values: [
              { id: 'tiny_cpu', spawner: { displayName: 'Tiny' }, spec: {} },
              {
                id: 'big_gpu',
                spawner: { displayName: 'Big' },
                spec: { resources: gpus(2) },
              },
            ],
          },
        },
      },
    },
    status: {
      workspaces: 3,
      podTemplateOptions: { imageConfig: [], podConfig: [] },
      spawnerIcon: {},
      spawnerLogo: {},
    },
  });

export const workspaceKindFixtures: Fixture[] = [
  {
    title: 'can be used',
    object: kind({}),
    expected: {
      state: 'running',
      reason: 'Available',
      accelerators: [],
      facts: [
        { key: 'displayName', value: 'JupyterLab Notebook' },
        {
          key: 'description',
          value: 'A Workspace which runs JupyterLab in a Pod',
        },
        { key: 'workspaces', value: '3' },
        { key: 'image', value: 'example.com/jupyter-scipy:v2' },
        { key: 'podConfig', value: 'tiny_cpu' },
        { key: 'podConfig', value: 'big_gpu (2 × nvidia.com/gpu)' },
      ],
    },
  },
  {
    title: 'should not be used any more',
    object: kind({
      deprecated: true,
      deprecationMessage: 'use jupyterlab-v2 instead',
    }),
    expected: {
      reason: 'Deprecated',
      message: 'Should not be used any more: Use jupyterlab-v2 instead.',
    },
  },
];
