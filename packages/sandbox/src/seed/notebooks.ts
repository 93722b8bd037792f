import type { FamilySeed } from './FamilySeed';
import { seed } from './FamilySeed';
import type { Team } from './teams';
import { language, vision } from './teams';

function notebook(
  minutesAgo: number,
  team: Team,
  name: string,
  options: { image: string; gpus?: number; life?: string; stoppedAt?: string },
): FamilySeed {
  const { gpus = 0 } = options;
  return seed(minutesAgo, team, {
    apiVersion: 'kubeflow.org/v1',
    kind: 'Notebook',
    name,
    life: options.life,
    labels: { app: name },
    annotations: {
      'notebooks.kubeflow.org/server-type': 'jupyter',
      ...(options.stoppedAt
        ? { 'kubeflow-resource-stopped': options.stoppedAt }
        : {}),
    },
    spec: {
      template: {
        spec: {
          serviceAccountName: 'default-editor',
          containers: [
            {
              name,
              image: options.image,
              resources: {
                requests: { cpu: '2', memory: '8Gi' },
                limits: {
                  memory: '16Gi',
                  ...(gpus ? { 'nvidia.com/gpu': String(gpus) } : {}),
                },
              },
            },
          ],
        },
      },
    },
  });
}

function workspace(
  minutesAgo: number,
  team: Team,
  name: string,
  options: {
    podConfig: string;
    paused?: boolean;
    kind?: string;
    life?: string;
  },
): FamilySeed {
  return seed(minutesAgo, team, {
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'Workspace',
    name,
    life: options.life,
    spec: {
      paused: options.paused === true,
      kind: options.kind ?? 'jupyterlab',
      podTemplate: {
        podMetadata: { labels: {}, annotations: {} },
        volumes: { home: `${name}-home`, data: [] },
        options: {
          imageConfig: 'jupyterlab_scipy_200',
          podConfig: options.podConfig,
        },
      },
    },
  });
}

const jupyter =
  'ghcr.io/kubeflow/kubeflow/notebook-servers/jupyter-pytorch-cuda-full:v1.11.0';

export const notebookSeeds: readonly FamilySeed[] = [
  notebook(300, vision, 'alice-exploration', { image: jupyter, gpus: 1 }),
  notebook(4000, vision, 'label-review', {
    image: jupyter,
    stoppedAt: '2026-01-12T17:03:11Z',
  }),
  notebook(25, vision, 'sam2-demo', {
    image: 'ghcr.io/acme/jupyter-sam2:0.1',
    gpus: 1,
    life: 'image-pull',
  }),
  notebook(260, language, 'bob-tokenizers', { image: jupyter }),
  notebook(0.5, language, 'rag-prototype', { image: jupyter, gpus: 1 }),
  workspace(190, vision, 'alice-lab', { podConfig: 'small_cpu' }),
  workspace(6000, vision, 'data-cleaning', {
    podConfig: 'tiny_cpu',
    paused: true,
  }),
  workspace(280, language, 'bob-lab', { podConfig: 'big_gpu' }),
  workspace(70, language, 'rstudio-trial', {
    podConfig: 'tiny_cpu',
    kind: 'rstudio',
    life: 'unknown-kind',
  }),
];
