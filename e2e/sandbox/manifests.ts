const namespace = 'team-vision';

/** A TrainJob of a user's own; `life` is what becomes of it. */
export function trainJob(
  name: string,
  options: {
    life?: string;
    seconds?: number;
    nodes?: number;
    suspend?: boolean;
    runtime?: string;
  } = {},
): object {
  const { life = 'healthy', seconds = 600, nodes = 2 } = options;
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainJob',
    metadata: {
      name,
      namespace,
      annotations: {
        'sandbox.kubeflow.org/life': life,
        'sandbox.kubeflow.org/seconds': String(seconds),
      },
    },
    spec: {
      suspend: options.suspend ?? false,
      runtimeRef: { name: options.runtime ?? 'torch-distributed' },
      trainer: {
        image: 'ghcr.io/acme/train:1.0',
        command: ['torchrun', 'train.py'],
        numNodes: nodes,
      },
    },
  };
}

/** What the sandbox keeps and does nothing about. */
export function deployment(name: string, replicas: number): object {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name, image: `${name}:1` }] },
      },
    },
  };
}

const group = 'ml.example.com';

/** A kind that nobody has heard of. */
export const datasets = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `datasets.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: {
      plural: 'datasets',
      singular: 'dataset',
      kind: 'Dataset',
      shortNames: ['dset'],
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.shards',
            statusReplicasPath: '.status.shards',
          },
        },
        additionalPrinterColumns: [
          { name: 'Rows', type: 'integer', jsonPath: '.spec.rows' },
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['rows'],
                properties: {
                  rows: {
                    type: 'integer',
                    minimum: 1,
                    description: 'How many there are.',
                  },
                  shards: { type: 'integer', default: 1 },
                },
              },
              status: {
                type: 'object',
                properties: { shards: { type: 'integer' } },
              },
            },
          },
        },
      },
    ],
  },
};

export function dataset(name: string, rows: number): object {
  return {
    apiVersion: `${group}/v1`,
    kind: 'Dataset',
    metadata: { name, namespace },
    spec: { rows },
  };
}
