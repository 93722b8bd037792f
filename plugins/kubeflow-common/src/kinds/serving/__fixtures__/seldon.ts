import {
  clusterObject,
  conditionOf,
  gpus,
  readChanged,
  readCreated,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

const predictor = (name: string, traffic: number, replicas?: number) => ({
  name,
  traffic,
  replicas,
  graph: {
    name: 'classifier',
    implementation: 'TRITON_SERVER',
    modelUri: 'gs://models/flowers',
  },
  componentSpecs: [
    {
      spec: {
        containers: [
          { name: 'classifier', image: 'example.com/c:1', resources: gpus(1) },
        ],
      },
    },
    { replicas: 5, spec: { containers: [{ name: 'resize' }] } },
  ],
});

const v1 = (status?: Record<string, unknown>) =>
  clusterObject('machinelearning.seldon.io/v1', 'SeldonDeployment', {
    spec: {
      protocol: 'v2',
      replicas: 2,
      predictors: [predictor('main', 90), predictor('canary', 10, 1)],
    },
    status,
  });

export const seldonDeploymentFixtures: Fixture[] = [
  {
    title: 'answers requests',
    object: v1({
      state: 'Available',
      address: { url: 'http://flowers-main.team-vision.svc:8000/v2/models' },
      replicas: 2,
      deploymentStatus: {
        'flowers-main-0-classifier': { replicas: 2, availableReplicas: 2 },
        'flowers-canary-0-classifier': { replicas: 1 },
      },
      conditions: [
        conditionOf('DeploymentsReady', 'True'),
        conditionOf('Ready', 'True'),
      ],
    }),
    expected: {
      state: 'running',
      reason: 'Available',
      since: readChanged,
      startedAt: readChanged,
      replicas: [
        { name: 'flowers-main-0-classifier', desired: 2, ready: 2 },
        { name: 'flowers-canary-0-classifier', desired: 1, ready: 0 },
      ],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 3 },
      ],
      facts: [
        {
          key: 'url',
          value: 'http://flowers-main.team-vision.svc:8000/v2/models',
        },
        { key: 'model', value: 'gs://models/flowers' },
        { key: 'runtime', value: 'TRITON_SERVER' },
        { key: 'protocol', value: 'v2' },
        { key: 'traffic', value: 'main 90 %, canary 10 %' },
        { key: 'image', value: 'example.com/c:1' },
      ],
    },
  },
  {
    title: 'was just made',
    object: v1(),
    expected: {
      state: 'pending',
      since: readCreated,
      replicas: [
        { name: 'main', desired: 2 },
        { name: 'canary', desired: 1 },
      ],
    },
  },
  {
    title: 'is being created',
    object: v1({
      state: 'Creating',
      conditions: [
        conditionOf(
          'DeploymentsReady',
          'False',
          undefined,
          'Deployment does not have minimum availability.',
        ),
        conditionOf('Ready', 'False'),
      ],
    }),
    expected: {
      state: 'starting',
      reason: 'Creating',
      message: 'Not ready: Deployment does not have minimum availability.',
    },
  },
  {
    title: 'failed',
    object: v1({
      state: 'Failed',
      description: 'Deployment is no longer progressing and not available.',
    }),
    expected: {
      state: 'failed',
      reason: 'Failed',
      message: 'Failed: Deployment is no longer progressing and not available.',
    },
  },
  {
    title: 'is in a state that a newer operator made up',
    object: v1({ state: 'Hibernating' }),
    expected: { state: 'unknown', reason: 'Hibernating' },
  },
];

const model = (
  ready: Record<string, unknown> | undefined,
  status: Record<string, unknown> = {},
) =>
  clusterObject('mlops.seldon.io/v1alpha1', 'Model', {
    spec: {
      storageUri: 'gs://models/iris',
      requirements: ['sklearn'],
      memory: '100Ki',
      replicas: 2,
    },
    status: ready && {
      ...status,
      conditions: [ready, { ...ready, type: 'Ready' }],
    },
  });

export const seldonModelFixtures: Fixture[] = [
  {
    title: 'is loaded',
    object: model(
      conditionOf('ModelReady', 'True', undefined, 'ModelAvailable'),
      { replicas: 2, availableReplicas: 2, selector: 'server=mlserver' },
    ),
    expected: {
      state: 'running',
      reason: 'ModelAvailable',
      since: readChanged,
      replicas: [{ name: 'model', desired: 2, ready: 2 }],
      facts: [
        { key: 'model', value: 'gs://models/iris' },
        { key: 'requirements', value: 'sklearn' },
        {
          key: 'server',
          value: 'mlserver',
          ref: {
            kind: 'seldon-server',
            namespace: 'team-vision',
            name: 'mlserver',
          },
        },
        { key: 'memory', value: '100Ki' },
      ],
    },
  },
  {
    title: 'was just made',
    object: model(undefined),
    expected: { state: 'pending', reason: 'NotScheduled', since: readCreated },
  },
  {
    title: 'is being loaded',
    object: model(
      conditionOf('ModelReady', 'False', undefined, 'ModelProgressing'),
    ),
    expected: {
      state: 'starting',
      reason: 'ModelProgressing',
      message: 'Being loaded.',
    },
  },
  {
    title: 'fits no server',
    object: model(
      conditionOf(
        'ModelReady',
        'False',
        'Failed to schedule model as no matching server had enough suitable replicas',
        'ScheduleFailed',
      ),
    ),
    expected: {
      state: 'failed',
      reason: 'ScheduleFailed',
      message:
        'No server can take the model: Failed to schedule model as no matching server had enough suitable replicas.',
    },
  },
  {
    title: 'is scaled down',
    object: model(
      conditionOf('ModelReady', 'False', undefined, 'ModelScaledDown'),
    ),
    expected: { state: 'suspended', reason: 'ModelScaledDown' },
  },
  {
    title: 'is being unloaded',
    object: model(
      conditionOf('ModelReady', 'False', undefined, 'ModelTerminating'),
    ),
    expected: { state: 'cancelled', reason: 'ModelTerminating' },
  },
  {
    title: 'is in a state that a newer scheduler made up',
    object: model(conditionOf('ModelReady', 'False', 'because', 'ModelDreams')),
    expected: {
      state: 'starting',
      reason: 'NotReady',
      message: 'Not ready: because.',
    },
  },
];

const pipeline = (conditions?: Record<string, unknown>[]) =>
  clusterObject('mlops.seldon.io/v1alpha1', 'Pipeline', {
    spec: {
      steps: [{ name: 'resize' }, { name: 'classify', inputs: ['resize'] }],
      output: { steps: ['classify'] },
    },
    status: conditions && { conditions },
  });

export const seldonPipelineFixtures: Fixture[] = [
  {
    title: 'answers requests',
    object: pipeline([
      conditionOf('ModelsReady', 'True', undefined, 'Models all available'),
      conditionOf('PipelineGwReady', 'True', 'PipelineReady'),
      conditionOf('PipelineReady', 'True', 'PipelineReady'),
      conditionOf('Ready', 'True'),
    ]),
    expected: {
      state: 'running',
      since: readChanged,
      facts: [
        {
          key: 'step',
          value: 'resize',
          ref: {
            kind: 'seldon-model',
            namespace: 'team-vision',
            name: 'resize',
          },
        },
        {
          key: 'step',
          value: 'classify',
          ref: {
            kind: 'seldon-model',
            namespace: 'team-vision',
            name: 'classify',
          },
        },
      ],
    },
  },
  {
    title: 'was just made',
    object: pipeline(),
    expected: { state: 'pending' },
  },
  {
    title: 'waits for its models',
    object: pipeline([
      conditionOf(
        'ModelsReady',
        'False',
        undefined,
        'Some models are not available',
      ),
      conditionOf('PipelineReady', 'True', 'PipelineReady'),
      conditionOf('Ready', 'False', undefined, 'Some models are not available'),
    ]),
    expected: {
      state: 'starting',
      message: 'Not ready: Some models are not available.',
    },
  },
  {
    title: 'could not be set up',
    object: pipeline([
      conditionOf(
        'PipelineReady',
        'False',
        'PipelineFailed',
        'step classify has a cycle',
      ),
      conditionOf(
        'Ready',
        'False',
        'PipelineFailed',
        'step classify has a cycle',
      ),
    ]),
    expected: {
      state: 'failed',
      reason: 'PipelineFailed',
      message: 'The pipeline could not be set up: step classify has a cycle.',
    },
  },
];

const server = (status?: Record<string, unknown>) =>
  clusterObject('mlops.seldon.io/v1alpha1', 'Server', {
    name: 'mlserver',
    spec: {
      serverConfig: 'mlserver',
      replicas: 2,
      extraCapabilities: ['xgboost-1.7'],
      podSpec: { containers: [{ name: 'mlserver', resources: gpus(1) }] },
    },
    status,
  });

export const seldonServerFixtures: Fixture[] = [
  {
    title: 'takes models',
    object: server({
      loadedModels: 4,
      replicas: 2,
      selector: 'seldon-server-name=mlserver',
      conditions: [
        conditionOf('StatefulSetOrDeploymentReady', 'True'),
        conditionOf('Ready', 'True'),
      ],
    }),
    expected: {
      state: 'running',
      message: 'Ready to take models.',
      replicas: [{ name: 'server', desired: 2, active: 2 }],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 2 },
      ],
      facts: [
        { key: 'loadedModels', value: '4' },
        { key: 'serverConfig', value: 'mlserver' },
        { key: 'capabilities', value: 'xgboost-1.7' },
      ],
    },
  },
  {
    title: 'is being started',
    object: server({
      loadedModels: 0,
      replicas: 0,
      selector: '',
      conditions: [
        conditionOf(
          'StatefulSetOrDeploymentReady',
          'False',
          'StatefulSet replicas not ready',
        ),
        conditionOf('Ready', 'False', 'StatefulSet replicas not ready'),
      ],
    }),
    expected: {
      state: 'starting',
      reason: 'StatefulSet replicas not ready',
      message: 'Not ready: waits for stateful set or deployment.',
    },
  },
  {
    title: 'was just made',
    object: server(),
    expected: { state: 'pending' },
  },
];
