import type { ApiObject } from '../cluster/types';
import type { LifeName } from '../simulation/lives';
import type { JobWish, ReplicaJobKind } from './jobs';
import { mpiJobObject, replicaJobObject, trainJobObject } from './jobs';
import type { Team } from './teams';
import { language, vision } from './teams';

type Kind = 'TrainJob' | 'MPIJob' | ReplicaJobKind;

/** Something that a team trains again and again. */
export interface TrainingIdea {
  kind: Kind;
  wish: Omit<JobWish, 'name'>;
  name: string;
}

export function objectOf(
  idea: TrainingIdea,
  name: string,
  change: Partial<JobWish> = {},
): ApiObject {
  const wish = { ...idea.wish, name, ...change };
  switch (idea.kind) {
    case 'TrainJob':
      return trainJobObject(wish);
    case 'MPIJob':
      return mpiJobObject(wish);
    default:
      return replicaJobObject(idea.kind, wish);
  }
}

/** What an idea is for: the component of the example catalog (`examples/components.yaml`) that it belongs to. */
const components: Readonly<Record<string, string>> = {
  'yolo-v9-defects': 'defect-detector',
  'sam2-crack-segmentation': 'defect-detector',
  'efficientnet-quality': 'defect-detector',
  'mobilenet-edge': 'defect-detector',
  'depth-anything-small': 'defect-detector',
  'clip-product-search': 'image-search',
  'vit-b16-pretrain': 'image-search',
  'resnet50-imagenet': 'image-search',
  'horovod-resnet101': 'image-search',
  'sdxl-packaging-lora': 'packaging-studio',
  'paddleocr-invoices': 'invoice-reader',
  'llama-3-8b-lora': 'support-assistant',
  'mistral-7b-sft': 'support-assistant',
  'reward-model': 'support-assistant',
  'ticket-routing': 'support-assistant',
  'e5-embeddings': 'support-assistant',
  'gpt-nordic-1b': 'support-assistant',
  'whisper-small-sv': 'speech-to-text',
  'spelling-small': 'speech-to-text',
  'nllb-translation': 'document-translation',
  't5-summaries-jax': 'document-translation',
  'bert-finetune': 'document-translation',
  'ner-contracts': 'contract-reader',
};

function idea(
  kind: Kind,
  team: Team,
  name: string,
  nodes: number,
  gpus: number,
  wish: Partial<JobWish> = {},
): TrainingIdea {
  return {
    kind,
    name,
    wish: {
      team,
      nodes,
      gpus,
      image: `ghcr.io/acme/${team.namespace.replace('team-', '')}-train:2.14`,
      command: ['torchrun', 'train.py'],
      queued: gpus > 0,
      ...(components[name]
        ? { labels: { 'app.kubernetes.io/part-of': components[name] } }
        : {}),
      ...wish,
    },
  };
}

const torch = { runtime: { name: 'torch-distributed' } };
const resilient = { runtime: { name: 'torch-distributed-resilient' } };
const deepspeed = {
  runtime: { name: 'deepspeed-distributed' },
  image: 'ghcr.io/acme/deepspeed:0.18',
  command: ['deepspeed', 'finetune.py'],
};
const jax = {
  runtime: { name: 'jax-distributed' },
  image: 'nvcr.io/nvidia/jax:25.10-py3',
  command: ['python', 'train_t5.py'],
};
const xgboost = {
  runtime: { name: 'xgboost-distributed' },
  image: 'ghcr.io/acme/tabular:1.9',
  command: ['python', 'train.py'],
};
const llm = {
  runtime: { name: 'llm-finetune', kind: 'TrainingRuntime' as const },
  image: 'ghcr.io/acme/llm-finetune:2.7',
  command: ['torchrun', 'finetune.py'],
};

/** What both teams train. GPU jobs go through the queue; small ones on CPUs do not. */
export const ideas = {
  resnet50: idea('TrainJob', vision, 'resnet50-imagenet', 2, 2, {
    args: ['--epochs', '90', '--amp'],
  }),
  yolo: idea('TrainJob', vision, 'yolo-v9-defects', 1, 2),
  vit: idea('TrainJob', vision, 'vit-b16-pretrain', 4, 1, resilient),
  segmentAnything: idea('TrainJob', vision, 'sam2-crack-segmentation', 1, 4),
  depth: idea('TrainJob', vision, 'depth-anything-small', 1, 1),
  diffusion: idea('TrainJob', vision, 'sdxl-packaging-lora', 1, 1),
  clip: idea('PyTorchJob', vision, 'clip-product-search', 3, 1, {
    image: 'ghcr.io/acme/clip:1.4',
  }),
  efficientnet: idea('TFJob', vision, 'efficientnet-quality', 2, 1, {
    image: 'tensorflow/tensorflow:2.19.0-gpu',
    command: ['python', 'train.py'],
  }),
  mobilenet: idea('TFJob', vision, 'mobilenet-edge', 2, 0, {
    image: 'tensorflow/tensorflow:2.19.0',
    command: ['python', 'train.py'],
  }),
  horovod: idea('MPIJob', vision, 'horovod-resnet101', 2, 1, {
    image: 'horovod/horovod:0.28.1',
    command: ['mpirun', '-np', '2', 'python', 'train.py'],
  }),
  paddleOcr: idea('PaddleJob', vision, 'paddleocr-invoices', 2, 1, {
    image: 'paddlepaddle/paddle:3.1.0-gpu-cuda12.6',
    command: ['python', '-m', 'paddle.distributed.launch', 'train.py'],
  }),
  bert: idea('TrainJob', language, 'bert-finetune', 2, 1, torch),
  llama: idea('TrainJob', language, 'llama-3-8b-lora', 1, 4, llm),
  mistral: idea('TrainJob', language, 'mistral-7b-sft', 2, 1, deepspeed),
  whisper: idea('TrainJob', language, 'whisper-small-sv', 1, 1),
  t5: idea('TrainJob', language, 't5-summaries-jax', 2, 1, jax),
  pretrain: idea('TrainJob', language, 'gpt-nordic-1b', 8, 1),
  embeddings: idea('TrainJob', language, 'e5-embeddings', 1, 2),
  reward: idea('PyTorchJob', language, 'reward-model', 2, 1, {
    image: 'ghcr.io/acme/rlhf:0.9',
  }),
  ner: idea('PyTorchJob', language, 'ner-contracts', 1, 1, {
    image: 'ghcr.io/acme/ner:4.2',
  }),
  translation: idea('JAXJob', language, 'nllb-translation', 2, 1, {
    image: 'ghcr.io/acme/jax-train:0.7',
    command: ['python', 'train.py'],
  }),
  churn: idea('XGBoostJob', language, 'churn-forecast', 3, 0, {
    image: 'ghcr.io/acme/tabular:1.9',
    command: ['python', 'train.py'],
  }),
  tickets: idea('TrainJob', language, 'ticket-routing', 2, 0, xgboost),
  spelling: idea('TrainJob', language, 'spelling-small', 1, 0, torch),
} as const satisfies Record<string, TrainingIdea>;

/** How lives are spread over the jobs that come while the simulation runs. */
export const lifeWeights: readonly { weight: number; value: LifeName }[] = [
  { weight: 68, value: 'healthy' },
  { weight: 5, value: 'out-of-memory' },
  { weight: 5, value: 'cuda-out-of-memory' },
  { weight: 4, value: 'command-not-found' },
  { weight: 3, value: 'bad-entry-point' },
  { weight: 4, value: 'crash-loop' },
  { weight: 4, value: 'too-slow' },
  { weight: 3, value: 'image-pull' },
  { weight: 4, value: 'restarts-once' },
];
