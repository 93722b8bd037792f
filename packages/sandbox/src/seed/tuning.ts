import type { FamilySeed } from './FamilySeed';
import { seed } from './FamilySeed';
import type { Team } from './teams';
import { language, vision } from './teams';

export function tuning(
  minutesAgo: number,
  team: Team,
  name: string,
  options: {
    image: string;
    trials: number;
    parallel: number;
    life?: string;
    retain?: boolean;
  },
): FamilySeed {
  return seed(minutesAgo, team, {
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'Experiment',
    name,
    life: options.life,
    spec: {
      objective: {
        type: 'maximize',
        objectiveMetricName: 'accuracy',
        goal: 0.99,
        metricStrategies: [{ name: 'accuracy', value: 'max' }],
      },
      algorithm: { algorithmName: 'bayesianoptimization' },
      parallelTrialCount: options.parallel,
      maxTrialCount: options.trials,
      maxFailedTrialCount: 5,
      resumePolicy: 'Never',
      parameters: [
        {
          name: 'lr',
          parameterType: 'double',
          feasibleSpace: { min: '0.0001', max: '0.03' },
        },
        {
          name: 'batch-size',
          parameterType: 'int',
          feasibleSpace: { min: '16', max: '128' },
        },
        {
          name: 'optimizer',
          parameterType: 'categorical',
          feasibleSpace: { list: ['adamw', 'lion', 'sgd'] },
        },
      ],
      metricsCollectorSpec: { collector: { kind: 'StdOut' } },
      trialTemplate: {
        primaryContainerName: 'training-container',
        retain: options.retain === true,
        trialParameters: ['lr', 'batch-size', 'optimizer'].map(parameter => ({
          name: parameter.replace('-', ''),
          reference: parameter,
        })),
        trialSpec: {
          apiVersion: 'batch/v1',
          kind: 'Job',
          spec: {
            backoffLimit: 0,
            template: {
              spec: {
                restartPolicy: 'Never',
                containers: [
                  {
                    name: 'training-container',
                    image: options.image,
                    command: [
                      'python',
                      'train.py',
                      '--lr=${trialParameters.lr}',
                    ],
                    resources: {
                      requests: { cpu: '4', memory: '8Gi' },
                      limits: { memory: '8Gi' },
                    },
                  },
                ],
              },
            },
          },
        },
      },
    },
  });
}

export const tuningSeeds: readonly FamilySeed[] = [
  tuning(330, vision, 'edge-model-search', {
    image: 'ghcr.io/acme/vision-train:2.14',
    trials: 12,
    parallel: 3,
  }),
  tuning(22, vision, 'augmentation-search', {
    image: 'ghcr.io/acme/vision-train:2.14',
    trials: 40,
    parallel: 3,
  }),
  tuning(200, language, 'churn-hyperparameters', {
    image: 'ghcr.io/acme/tabular:1.9',
    trials: 9,
    parallel: 3,
  }),
  tuning(9, language, 'ner-learning-rate', {
    image: 'ghcr.io/acme/ner:4.2',
    trials: 60,
    parallel: 2,
    retain: true,
  }),
  tuning(48, language, 'tokenizer-search', {
    image: 'ghcr.io/acme/tokenizer:0.3',
    trials: 20,
    parallel: 3,
    life: 'failing',
  }),
];
