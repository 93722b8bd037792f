import type { KubernetesObject } from '../../../kubernetesObject';
import { created } from './fixture';

/** A Kueue Workload that stands for the TrainJob `bert`. */
export function workload(
  conditions: Record<string, unknown>[],
): KubernetesObject {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'Workload',
    metadata: {
      name: 'trainjob-bert-3f7a1',
      namespace: 'team-nlp',
      uid: '1c2f6d52-6a0e-4c55-8a7e-0b8f4f1f9d21',
      creationTimestamp: created,
      ownerReferences: [
        {
          apiVersion: 'trainer.kubeflow.org/v1alpha1',
          kind: 'TrainJob',
          name: 'bert',
          uid: '5b0d6f0e-0a3f-4a8e-9f0b-2f6a1d3c7e11',
          controller: true,
        },
      ],
    },
    spec: {
      active: true,
      queueName: 'gpu-a',
      podSets: [
        {
          name: 'node',
          count: 4,
          template: {
            spec: {
              containers: [
                { name: 'node', image: 'registry.example.com/nlp/bert:1.4' },
              ],
              restartPolicy: 'Never',
            },
          },
        },
      ],
    },
    status: { conditions },
  };
}
