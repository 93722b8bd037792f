import type { KubernetesObject } from '../../../kubernetesObject';
import {
  clusterObject,
  conditionOf,
  gpus,
  readChanged,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

const podSpec = (count: number) => ({
  containers: [
    { name: 'main', image: 'vllm/vllm-openai:v0.11', resources: gpus(count) },
  ],
});

function llm(
  spec: Record<string, unknown>,
  status?: Record<string, unknown>,
  apiVersion = 'serving.kserve.io/v1alpha2',
  annotations?: Record<string, string>,
): KubernetesObject {
  return clusterObject(apiVersion, 'LLMInferenceService', {
    name: 'llama',
    annotations,
    spec: {
      model: { uri: 'hf://meta-llama/Llama-3.1-8B-Instruct', name: 'llama' },
      ...spec,
    },
    status,
  });
}

const ready = [
  conditionOf('PresetsCombined', 'True'),
  conditionOf('WorkloadsReady', 'True'),
  conditionOf('RouterReady', 'True'),
  conditionOf('Ready', 'True'),
];

export const llmInferenceServiceFixtures: Fixture[] = [
  {
    title: 'answers requests',
    object: llm(
      {
        replicas: 3,
        template: podSpec(1),
        baseRefs: [{ name: 'team-defaults' }],
      },
      {
        url: 'https://llm.example.com/team-vision/llama',
        conditions: ready,
        workloads: {
          primary: {
            apiGroup: 'apps',
            kind: 'Deployment',
            name: 'llama-kserve',
            readyReplicas: 3,
          },
        },
        appliedConfigs: [
          {
            name: 'kserve-config-llm-template',
            namespace: 'kserve',
            source: 'Preset',
          },
          {
            name: 'team-defaults',
            namespace: 'team-vision',
            source: 'UserRef',
          },
        ],
      },
    ),
    expected: {
      state: 'running',
      since: readChanged,
      replicas: [{ name: 'server', desired: 3, ready: 3 }],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 3 },
      ],
      facts: [
        { key: 'url', value: 'https://llm.example.com/team-vision/llama' },
        { key: 'model', value: 'hf://meta-llama/Llama-3.1-8B-Instruct' },
        { key: 'modelName', value: 'llama' },
        {
          key: 'config',
          value: 'kserve-config-llm-template',
          ref: {
            kind: 'llminferenceserviceconfig',
            namespace: 'kserve',
            name: 'kserve-config-llm-template',
          },
        },
        {
          key: 'config',
          value: 'team-defaults',
          ref: {
            kind: 'llminferenceserviceconfig',
            namespace: 'team-vision',
            name: 'team-defaults',
          },
        },
      ],
    },
  },
  {
    title: 'answers requests, but its routing group is ill',
    object: llm(
      {},
      {
        conditions: [
          ...ready,
          conditionOf(
            'GroupReady',
            'False',
            'ModelNameMismatch',
            'members serve different models',
          ),
        ],
      },
    ),
    expected: {
      state: 'running',
      message:
        'Answers requests, but its routing group is not well: Members serve different models.',
    },
  },
  {
    title: 'prefills and decodes apart, over several nodes',
    object: llm(
      {
        replicas: 2,
        parallelism: { tensor: 8, data: 16, dataLocal: 8 },
        template: podSpec(8),
        worker: podSpec(8),
        prefill: {
          replicas: 4,
          parallelism: { pipeline: 2 },
          worker: podSpec(4),
        },
      },
      { conditions: ready },
    ),
    expected: {
      replicas: [
        { name: 'decode', desired: 2 },
        { name: 'prefill', desired: 4 },
      ],
      // 2 × (leader 8 + worker 8) and 4 × (two workers of 4).
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 64 },
      ],
      facts: [
        { key: 'model', value: 'hf://meta-llama/Llama-3.1-8B-Instruct' },
        { key: 'modelName', value: 'llama' },
        { key: 'tensorParallelism', value: '8' },
        { key: 'dataParallelism', value: '16' },
      ],
    },
  },
  {
    title: 'waits for its pods, in the older version of the API',
    object: llm(
      { scaling: { minReplicas: 2, maxReplicas: 8, wva: { hpa: {} } } },
      {
        conditions: [
          conditionOf('PresetsCombined', 'True'),
          conditionOf(
            'MainWorkloadReady',
            'False',
            'Progressing',
            'Deployment is progressing',
          ),
          conditionOf(
            'Ready',
            'False',
            'Progressing',
            'Deployment is progressing',
          ),
        ],
      },
      'serving.kserve.io/v1alpha1',
    ),
    expected: {
      state: 'starting',
      reason: 'Progressing',
      message: 'Not ready: Deployment is progressing.',
      replicas: [{ name: 'server', desired: 2 }],
    },
  },
  {
    title: 'names a configuration that does not exist',
    object: llm(
      {},
      {
        conditions: [
          conditionOf(
            'PresetsCombined',
            'False',
            'ConfigNotFound',
            'LLMInferenceServiceConfig "gone" not found',
          ),
          conditionOf(
            'Ready',
            'False',
            'ConfigNotFound',
            'LLMInferenceServiceConfig "gone" not found',
          ),
        ],
      },
    ),
    expected: {
      state: 'failed',
      reason: 'ConfigNotFound',
      message: 'Does not come up: LLMInferenceServiceConfig "gone" not found.',
    },
  },
  {
    title: 'was stopped',
    object: llm(
      {},
      {
        conditions: [
          conditionOf(
            'MainWorkloadReady',
            'False',
            'Stopped',
            'Service is stopped',
          ),
          conditionOf('Ready', 'False', 'Stopped', 'Service is stopped'),
        ],
      },
      'serving.kserve.io/v1alpha2',
      { 'serving.kserve.io/stop': 'True' },
    ),
    expected: { state: 'suspended', reason: 'Stopped' },
  },
];

export const llmConfigFixtures: Fixture[] = [
  {
    title: 'a base for services',
    object: clusterObject(
      'serving.kserve.io/v1alpha2',
      'LLMInferenceServiceConfig',
      {
        name: 'team-defaults',
        spec: {
          model: { uri: 'hf://meta-llama/Llama-3.1-8B-Instruct' },
          template: podSpec(2),
        },
        status: { referencedBy: [{ name: 'llama', namespace: 'team-vision' }] },
      },
    ),
    expected: {
      state: 'running',
      reason: 'Available',
      accelerators: [],
      facts: [
        { key: 'model', value: 'hf://meta-llama/Llama-3.1-8B-Instruct' },
        { key: 'image', value: 'vllm/vllm-openai:v0.11' },
        { key: 'acceleratorsPerPod', value: '2 × nvidia.com/gpu' },
        { key: 'usedBy', value: '1' },
      ],
    },
  },
];
