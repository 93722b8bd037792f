import {
  clusterObject,
  conditionOf,
  gpus,
  readChanged,
  readCreated,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

const graphSpec = {
  minReplicas: 2,
  resources: { limits: { cpu: '1' } },
  nodes: {
    root: {
      routerType: 'Splitter',
      steps: [
        { serviceName: 'flowers', weight: 80 },
        { nodeName: 'second', weight: 20 },
      ],
    },
    second: {
      routerType: 'Sequence',
      steps: [{ serviceName: 'flowers-v2' }, { serviceName: 'flowers' }],
    },
  },
};

export const inferenceGraphFixtures: Fixture[] = [
  {
    title: 'passes requests on',
    object: clusterObject('serving.kserve.io/v1alpha1', 'InferenceGraph', {
      spec: graphSpec,
      status: {
        url: 'http://graph.example.com',
        deploymentMode: 'RawDeployment',
        conditions: [conditionOf('Ready', 'True')],
      },
    }),
    expected: {
      state: 'running',
      message: 'Passes requests on to its models.',
      since: readChanged,
      replicas: [{ name: 'router', desired: 2 }],
      accelerators: [],
      facts: [
        { key: 'url', value: 'http://graph.example.com' },
        { key: 'router', value: 'Splitter' },
        { key: 'steps', value: '2' },
        {
          key: 'service',
          value: 'flowers',
          ref: {
            kind: 'inferenceservice',
            namespace: 'team-vision',
            name: 'flowers',
          },
        },
        {
          key: 'service',
          value: 'flowers-v2',
          ref: {
            kind: 'inferenceservice',
            namespace: 'team-vision',
            name: 'flowers-v2',
          },
        },
        { key: 'deploymentMode', value: 'Standard' },
      ],
    },
  },
  {
    title: 'was just made',
    object: clusterObject('serving.kserve.io/v1alpha1', 'InferenceGraph', {
      spec: graphSpec,
    }),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'is being set up',
    object: clusterObject('serving.kserve.io/v1alpha1', 'InferenceGraph', {
      spec: graphSpec,
      status: {
        conditions: [
          conditionOf('Ready', 'Unknown', 'Uninitialized'),
          conditionOf('Stopped', 'False'),
        ],
      },
    }),
    expected: {
      state: 'starting',
      message: 'Not ready: its address is being set up.',
    },
  },
  {
    title: 'was stopped',
    object: clusterObject('serving.kserve.io/v1alpha1', 'InferenceGraph', {
      annotations: { 'serving.kserve.io/stop': 'true' },
      spec: graphSpec,
      status: {
        conditions: [
          conditionOf('Stopped', 'True'),
          conditionOf('Ready', 'False', 'Stopped'),
        ],
      },
    }),
    expected: { state: 'suspended', reason: 'Stopped', since: readChanged },
  },
];

const trainedModelSpec = {
  inferenceService: 'shared-triton',
  model: {
    framework: 'pytorch',
    storageUri: 's3://models/cifar10',
    memory: '1Gi',
  },
};

export const trainedModelFixtures: Fixture[] = [
  {
    title: 'is served',
    object: clusterObject('serving.kserve.io/v1alpha1', 'TrainedModel', {
      spec: trainedModelSpec,
      status: {
        url: 'http://shared-triton.example.com/v2/models/flowers/infer',
        conditions: [
          conditionOf('InferenceServiceReady', 'True'),
          conditionOf('IsMMSPredictor', 'True'),
          conditionOf('MemoryResourceAvailable', 'True'),
          conditionOf('Ready', 'True'),
        ],
      },
    }),
    expected: {
      state: 'running',
      message: 'Its server answers requests for it.',
      facts: [
        {
          key: 'url',
          value: 'http://shared-triton.example.com/v2/models/flowers/infer',
        },
        {
          key: 'server',
          value: 'shared-triton',
          ref: {
            kind: 'inferenceservice',
            namespace: 'team-vision',
            name: 'shared-triton',
          },
        },
        { key: 'model', value: 's3://models/cifar10' },
        { key: 'modelFormat', value: 'pytorch' },
        { key: 'memory', value: '1Gi' },
      ],
    },
  },
  {
    title: 'waits for its server',
    object: clusterObject('serving.kserve.io/v1alpha1', 'TrainedModel', {
      spec: trainedModelSpec,
      status: {
        conditions: [
          conditionOf(
            'InferenceServiceReady',
            'False',
            'InferenceServiceNotReady',
            'Inference Service needs to be ready before Trained Model can be ready',
          ),
          conditionOf(
            'Ready',
            'False',
            'InferenceServiceNotReady',
            'Inference Service needs to be ready before Trained Model can be ready',
          ),
        ],
      },
    }),
    expected: { state: 'starting', reason: 'InferenceServiceNotReady' },
  },
  {
    title: 'does not fit into its server',
    object: clusterObject('serving.kserve.io/v1alpha1', 'TrainedModel', {
      spec: trainedModelSpec,
      status: {
        conditions: [
          conditionOf(
            'Ready',
            'False',
            'MemoryResourceNotAvailable',
            'Inference Service does not have enough memory resources for Trained Model',
          ),
        ],
      },
    }),
    expected: {
      state: 'failed',
      reason: 'MemoryResourceNotAvailable',
      finishedAt: undefined,
    },
  },
];

const runtimeSpec = {
  supportedModelFormats: [
    { name: 'onnx', version: '1', autoSelect: true },
    { name: 'tensorrt', version: '8' },
  ],
  protocolVersions: ['v2', 'grpc-v2'],
  multiModel: false,
  containers: [
    { name: 'agent', image: 'example.com/agent:1' },
    {
      name: 'kserve-container',
      image: 'nvcr.io/nvidia/tritonserver:24.08-py3',
      resources: gpus(1),
    },
  ],
};

const runtimeFacts = [
  { key: 'modelFormats', value: 'onnx 1, tensorrt 8' },
  { key: 'protocol', value: 'v2, grpc-v2' },
  { key: 'image', value: 'nvcr.io/nvidia/tritonserver:24.08-py3' },
  { key: 'acceleratorsPerPod', value: '1 × nvidia.com/gpu' },
];

export const servingRuntimeFixtures: Fixture[] = [
  {
    title: 'can be used in its namespace',
    object: clusterObject('serving.kserve.io/v1alpha1', 'ServingRuntime', {
      spec: runtimeSpec,
    }),
    expected: {
      state: 'running',
      reason: 'Available',
      accelerators: [],
      facts: runtimeFacts,
    },
  },
  {
    title: 'is turned off, for all namespaces',
    object: clusterObject(
      'serving.kserve.io/v1alpha1',
      'ClusterServingRuntime',
      { namespace: null, spec: { ...runtimeSpec, disabled: true } },
    ),
    expected: {
      state: 'suspended',
      reason: 'Disabled',
      message: 'Turned off: no model server can use it.',
      facts: runtimeFacts,
    },
  },
];
