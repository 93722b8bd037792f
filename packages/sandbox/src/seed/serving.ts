import type { ApiObject } from '../cluster/types';
import type { FamilySeed } from './FamilySeed';
import { seed } from './FamilySeed';
import type { Team } from './teams';
import { language, vision } from './teams';

interface ServingWish {
  format: string;
  storageUri: string;
  gpus?: number;
  replicas?: number;
  life?: string;
  stopped?: boolean;
  component?: string;
}

function isvc(
  minutesAgo: number,
  team: Team,
  name: string,
  wish: ServingWish,
): FamilySeed {
  const gpus = wish.gpus ?? 0;
  return seed(minutesAgo, team, {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    name,
    life: wish.life,
    labels: wish.component
      ? { 'app.kubernetes.io/part-of': wish.component }
      : {},
    annotations: {
      'serving.kserve.io/deploymentMode': 'Standard',
      ...(wish.stopped ? { 'serving.kserve.io/stop': 'true' } : {}),
    },
    spec: {
      predictor: {
        minReplicas: wish.replicas ?? 1,
        model: {
          modelFormat: { name: wish.format },
          protocolVersion: 'v2',
          storageUri: wish.storageUri,
          resources: {
            requests: {
              cpu: '2',
              memory: '8Gi',
              ...(gpus ? { 'nvidia.com/gpu': String(gpus) } : {}),
            },
            limits: {
              cpu: '4',
              memory: '16Gi',
              ...(gpus ? { 'nvidia.com/gpu': String(gpus) } : {}),
            },
          },
        },
      },
    },
  });
}

function llm(
  minutesAgo: number,
  team: Team,
  name: string,
  uri: string,
  gpus: number,
  life?: string,
): FamilySeed {
  return seed(minutesAgo, team, {
    apiVersion: 'serving.kserve.io/v1alpha2',
    kind: 'LLMInferenceService',
    name,
    life,
    spec: {
      model: { uri, name: uri.replace('hf://', '') },
      replicas: 1,
      router: { gateway: {}, route: {}, scheduler: {} },
      template: {
        containers: [
          {
            name: 'main',
            image: 'ghcr.io/llm-d/llm-d-cuda:v0.5.0',
            resources: {
              requests: {
                cpu: '4',
                memory: '32Gi',
                'nvidia.com/gpu': String(gpus),
              },
              limits: { memory: '32Gi', 'nvidia.com/gpu': String(gpus) },
            },
          },
        ],
      },
    },
  });
}

export const servingSeeds: readonly FamilySeed[] = [
  isvc(2900, vision, 'defect-detector', {
    format: 'triton',
    storageUri: 's3://models/yolo-v9-defects/22',
    gpus: 1,
    replicas: 2,
    component: 'defect-detector',
  }),
  isvc(9400, vision, 'product-search', {
    format: 'huggingface',
    storageUri: 's3://models/clip-product-search/11',
    gpus: 1,
    component: 'image-search',
  }),
  isvc(34, vision, 'quality-score', {
    format: 'huggingface',
    storageUri: 's3://models/efficientnet-quality/31',
    gpus: 1,
    life: 'failed-to-load',
  }),
  isvc(1800, vision, 'packaging-preview', {
    format: 'huggingface',
    storageUri: 's3://models/sdxl-packaging-lora/8',
    gpus: 1,
    stopped: true,
    component: 'packaging-studio',
  }),
  isvc(12000, language, 'ticket-routing', {
    format: 'xgboost',
    storageUri: 's3://models/ticket-routing/75',
    component: 'support-assistant',
  }),
  isvc(6, language, 'speech-to-text', {
    format: 'huggingface',
    storageUri: 's3://models/whisper-small-sv/3',
    gpus: 1,
    life: 'slow',
    component: 'speech-to-text',
  }),
  isvc(95, language, 'intent-classifier', {
    format: 'spacy',
    storageUri: 's3://models/intent-classifier/2',
    life: 'no-runtime',
  }),
  llm(
    4300,
    language,
    'support-assistant',
    'hf://meta-llama/Llama-3.1-8B-Instruct',
    1,
  ),
  llm(700, language, 'summaries', 'hf://Qwen/Qwen2.5-7B-Instruct', 1),
  llm(
    41,
    language,
    'support-assistant-70b',
    'hf://meta-llama/Llama-3.3-70B-Instruct',
    1,
    'out-of-memory',
  ),
];

/** ClusterServingRuntimes as KServe ships them, and one of a team's own. */
export function seedServingRuntimes(createdAt: string): ApiObject[] {
  const runtime = (
    name: string,
    formats: string[],
    image: string,
    protocols: string[],
  ): ApiObject => ({
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ClusterServingRuntime',
    metadata: { name, creationTimestamp: createdAt },
    spec: {
      annotations: {
        'prometheus.kserve.io/port': '8080',
        'prometheus.kserve.io/path': '/metrics',
      },
      supportedModelFormats: formats.map(format => ({
        name: format,
        version: '1',
        autoSelect: true,
        priority: 1,
      })),
      protocolVersions: protocols,
      containers: [
        {
          name: 'kserve-container',
          image,
          args: ['--model_name={{.Name}}'],
          resources: {
            requests: { cpu: '1', memory: '2Gi' },
            limits: { cpu: '1', memory: '2Gi' },
          },
        },
      ],
    },
  });
  const own = runtime(
    'whisper-server',
    ['whisper'],
    'ghcr.io/acme/whisper-server:1.3',
    ['v2'],
  );
  return [
    runtime(
      'kserve-huggingfaceserver',
      ['huggingface'],
      'kserve/huggingfaceserver:v0.20.0',
      ['v2', 'v1'],
    ),
    runtime(
      'kserve-sklearnserver',
      ['sklearn'],
      'kserve/sklearnserver:v0.20.0',
      ['v1', 'v2'],
    ),
    runtime('kserve-xgbserver', ['xgboost'], 'kserve/xgbserver:v0.20.0', [
      'v1',
      'v2',
    ]),
    runtime(
      'kserve-tritonserver',
      ['triton', 'tensorrt', 'onnx'],
      'nvcr.io/nvidia/tritonserver:25.10-py3',
      ['v2', 'grpc-v2'],
    ),
    {
      ...own,
      kind: 'ServingRuntime',
      metadata: { ...own.metadata, namespace: language.namespace },
    },
  ];
}
