import {
  KubeConfig,
  KubernetesObjectApi,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { inject } from 'vitest';

/** Any object, with whatever it holds. */
export type AnyObject = KubernetesObject & { [key: string]: unknown };

/** The sandbox's API, as its administrator. */
export function sandboxClient(): KubernetesObjectApi {
  const config = new KubeConfig();
  config.loadFromFile(inject('kubeconfigFile'));
  return KubernetesObjectApi.makeApiClient(config);
}

/** Creates an object and deletes it when disposed. */
export async function createObject(
  object: AnyObject,
): Promise<AsyncDisposable> {
  const client = sandboxClient();
  await client.create(object);
  return {
    async [Symbol.asyncDispose]() {
      await client.delete(object).catch((error: { code?: number }) => {
        if (error.code !== 404) {
          throw error;
        }
      });
    },
  };
}

/** A TrainJob that asks for what is given; no queue, so it starts at once. */
export function trainJob(
  name: string,
  change: Record<string, unknown> = {},
): AnyObject {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainJob',
    metadata: {
      name,
      namespace: 'team-vision',
      ...(change.metadata as object),
    },
    spec: {
      runtimeRef: { name: 'torch-distributed' },
      trainer: {
        image: 'registry.example.com/vision/train:1',
        command: ['torchrun', 'train.py'],
        numNodes: 2,
        resourcesPerNode: { limits: { 'nvidia.com/gpu': '1' } },
      },
      ...(change.spec as object),
    },
  };
}
