import type { ApiObject } from '../cluster/types';
import { language } from './teams';

/** Label of a runtime. */
export const FRAMEWORK = 'trainer.kubeflow.org/framework';
/** Label of a replicated job: what it is for. */
export const STEP = 'trainer.kubeflow.org/trainjob-ancestor-step';

/** A runtime that first fetches data and model, then trains. */
function withInitializers(
  trainerImage: string,
  trainer: Record<string, unknown>,
) {
  const initializer = (name: string) => ({
    name,
    template: {
      metadata: { labels: { [STEP]: name } },
      spec: {
        template: {
          spec: {
            containers: [
              {
                name,
                image: `ghcr.io/kubeflow/trainer/${name}`,
                volumeMounts: [
                  { name: 'initializer', mountPath: '/workspace' },
                ],
              },
            ],
            volumes: [
              {
                name: 'initializer',
                persistentVolumeClaim: { claimName: 'initializer' },
              },
            ],
          },
        },
      },
    },
  });
  return {
    replicatedJobs: [
      initializer('dataset-initializer'),
      initializer('model-initializer'),
      {
        name: 'node',
        dependsOn: [
          { name: 'dataset-initializer', status: 'Complete' },
          { name: 'model-initializer', status: 'Complete' },
        ],
        template: {
          metadata: { labels: { [STEP]: 'trainer' } },
          spec: {
            template: {
              spec: {
                containers: [
                  {
                    name: 'node',
                    image: trainerImage,
                    volumeMounts: [
                      { name: 'initializer', mountPath: '/workspace' },
                    ],
                    ...trainer,
                  },
                ],
                volumes: [
                  {
                    name: 'initializer',
                    persistentVolumeClaim: { claimName: 'initializer' },
                  },
                ],
              },
            },
          },
        },
      },
    ],
  };
}

export function torchtune(name: string, createdAt: string): ApiObject {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'ClusterTrainingRuntime',
    metadata: {
      name,
      creationTimestamp: createdAt,
      labels: { [FRAMEWORK]: 'torchtune' },
    },
    spec: {
      mlPolicy: { numNodes: 1, torch: { numProcPerNode: 'auto' } },
      template: {
        spec: withInitializers('ghcr.io/kubeflow/trainer/torchtune-trainer', {
          command: ['tune', 'run'],
          resources: {
            limits: { 'nvidia.com/gpu': '2' },
            requests: { 'nvidia.com/gpu': '2' },
          },
        }),
      },
    },
  };
}

/** A runtime of one team's own. */
export function teamRuntime(createdAt: string): ApiObject {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainingRuntime',
    metadata: {
      name: 'llm-finetune',
      namespace: language.namespace,
      creationTimestamp: createdAt,
      labels: { [FRAMEWORK]: 'torch', team: language.namespace },
    },
    spec: {
      mlPolicy: { numNodes: 1, torch: { numProcPerNode: 'auto' } },
      template: {
        spec: withInitializers('ghcr.io/acme/llm-finetune:2.7', {
          command: ['torchrun', 'finetune.py'],
          resources: {
            limits: { 'nvidia.com/gpu': '4' },
            requests: { cpu: '32', memory: '256Gi', 'nvidia.com/gpu': '4' },
          },
        }),
      },
    },
  };
}
