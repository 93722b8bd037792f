import type { FamilySeed } from './FamilySeed';
import { seed } from './FamilySeed';
import type { Team } from './teams';
import { language, vision } from './teams';

export function pipelineRun(
  minutesAgo: number,
  team: Team,
  options: {
    pipeline: string;
    suffix: string;
    runId: string;
    steps: string[];
    image: string;
    life?: string;
  },
): FamilySeed {
  const { pipeline, steps } = options;
  return seed(minutesAgo, team, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    name: `${pipeline}-${options.suffix}`,
    life: options.life,
    labels: {
      'pipeline/runid': options.runId,
      'pipeline/persistedFinalState': 'false',
      'pipelines.kubeflow.org/v2_component': 'true',
    },
    annotations: {
      'pipelines.kubeflow.org/run_name': `${pipeline} ${options.suffix}`,
      'pipelines.kubeflow.org/v2_pipeline': 'true',
    },
    spec: {
      entrypoint: 'entrypoint',
      serviceAccountName: 'pipeline-runner',
      templates: [
        {
          name: 'entrypoint',
          dag: {
            tasks: steps.map((step, index) => ({
              name: step,
              template: step,
              ...(index > 0
                ? { depends: `${steps[index - 1]}.Succeeded` }
                : {}),
            })),
          },
        },
        ...steps.map(step => ({
          name: step,
          container: {
            image: options.image,
            command: ['python', '-m', step.replaceAll('-', '_')],
            resources: {
              requests: { cpu: '2', memory: '4Gi' },
              limits: { memory: '4Gi' },
            },
          },
        })),
      ],
    },
  });
}

export const visionSteps = [
  'ingest-images',
  'split-dataset',
  'train-detector',
  'evaluate',
  'register-model',
];
export const textSteps = [
  'download-corpus',
  'tokenize',
  'fine-tune',
  'evaluate',
  'publish',
];
export const visionImage = 'ghcr.io/acme/vision-pipeline:0.31';
export const textImage = 'ghcr.io/acme/text-pipeline:1.12';

function recurring(
  minutesAgo: number,
  team: Team,
  name: string,
  options: { cron: string; enabled: boolean; pipelineId: string },
): FamilySeed {
  return seed(minutesAgo, team, {
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'ScheduledWorkflow',
    name,
    labels: {
      'scheduledworkflows.kubeflow.org/enabled': String(options.enabled),
      'scheduledworkflows.kubeflow.org/status': options.enabled
        ? 'Enabled'
        : 'Disabled',
    },
    spec: {
      enabled: options.enabled,
      maxConcurrency: 1,
      noCatchup: true,
      trigger: { cronSchedule: { cron: options.cron } },
      workflow: { parameters: [{ name: 'epochs', value: '10' }] },
      pipelineId: options.pipelineId,
      pipelineName: name,
      serviceAccount: 'pipeline-runner',
    },
  });
}

export const workflowSeeds: readonly FamilySeed[] = [
  pipelineRun(240, vision, {
    pipeline: 'defect-detection',
    suffix: 'k7xw2',
    runId: '1f0a3c5e-52d4-4a0c-9c1e-7f5b8e0a1d01',
    steps: visionSteps,
    image: visionImage,
  }),
  pipelineRun(7, vision, {
    pipeline: 'defect-detection',
    suffix: 'p9dgq',
    runId: '2b7e4d61-0f3a-4b52-8a7d-93c6e2f41b02',
    steps: visionSteps,
    image: visionImage,
  }),
  pipelineRun(52, vision, {
    pipeline: 'defect-detection',
    suffix: 'm4tzc',
    runId: '3c9f5e72-1a4b-4c63-9b8e-a4d7f3052c03',
    steps: visionSteps,
    image: visionImage,
    life: 'failed-step',
  }),
  pipelineRun(150, language, {
    pipeline: 'support-finetune',
    suffix: 'r2bnh',
    runId: '4da06f83-2b5c-4d74-8c9f-b5e804163d04',
    steps: textSteps,
    image: textImage,
  }),
  pipelineRun(4, language, {
    pipeline: 'support-finetune',
    suffix: 'z8fcl',
    runId: '5eb17094-3c6d-4e85-9da0-c6f915274e05',
    steps: textSteps,
    image: textImage,
  }),
  recurring(20000, vision, 'nightly-defect-detection', {
    cron: '0 0 * * * *',
    enabled: true,
    pipelineId: '6fc281a5-4d7e-4f96-8eb1-d70a26385f06',
  }),
  recurring(31000, language, 'weekly-support-finetune', {
    cron: '0 0 3 * * 1',
    enabled: false,
    pipelineId: '70d392b6-5e8f-40a7-9fc2-e81b37496007',
  }),
];
