import type { KubernetesObject } from '../../../kubernetesObject';
import {
  changed,
  clusterObject,
  conditionOf,
  created,
  gpus,
  readChanged,
  readCreated,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

const host = 'flowers-team-vision.example.com';

const model = {
  modelFormat: { name: 'huggingface', version: '1' },
  storageUri: 's3://models/flowers/7',
  protocolVersion: 'v2',
  resources: gpus(2),
};

export function inferenceService(
  predictor: Record<string, unknown>,
  status?: Record<string, unknown>,
  over: Parameters<typeof clusterObject>[2] = {},
): KubernetesObject {
  return clusterObject('serving.kserve.io/v1beta1', 'InferenceService', {
    spec: { predictor: { model, ...predictor } },
    status,
    ...over,
  });
}

/** Conditions of a server in Standard mode, all with the same status. */
function conditions(
  status: 'True' | 'False' | 'Unknown',
  reason?: string,
  message?: string,
) {
  return [
    conditionOf('IngressReady', 'True'),
    conditionOf('PredictorReady', status, reason, message),
    conditionOf('Ready', status, reason, message),
    conditionOf('Stopped', 'False'),
  ];
}

const loaded = {
  transitionStatus: 'UpToDate',
  states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
  copies: { failedCopies: 0, totalCopies: 1 },
};

const stop = { annotations: { 'serving.kserve.io/stop': 'true' } };

export const inferenceServiceFixtures: Fixture[] = [
  {
    title: 'answers requests',
    object: inferenceService(
      { minReplicas: 1, maxReplicas: 4 },
      {
        url: `http://${host}`,
        address: {
          url: 'http://flowers-predictor.team-vision.svc.cluster.local',
        },
        clusterServingRuntimeName: 'kserve-huggingfaceserver',
        deploymentMode: 'Standard',
        components: { predictor: { url: `http://${host}` } },
        conditions: conditions('True'),
        modelStatus: loaded,
      },
    ),
    expected: {
      state: 'running',
      reason: 'Ready',
      message: 'Answers requests.',
      since: readChanged,
      startedAt: readChanged,
      replicas: [{ name: 'predictor', desired: 1, ready: 1, failed: 0 }],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 2 },
      ],
      facts: [
        { key: 'url', value: `http://${host}` },
        {
          key: 'address',
          value: 'http://flowers-predictor.team-vision.svc.cluster.local',
        },
        { key: 'model', value: 's3://models/flowers/7' },
        { key: 'modelFormat', value: 'huggingface 1' },
        {
          key: 'runtime',
          value: 'kserve-huggingfaceserver',
          ref: {
            kind: 'clusterservingruntime',
            name: 'kserve-huggingfaceserver',
          },
        },
        { key: 'protocol', value: 'v2' },
        { key: 'deploymentMode', value: 'Standard' },
        { key: 'scale', value: '1–4' },
      ],
    },
  },
  {
    title: 'was just made',
    object: inferenceService({}),
    expected: {
      state: 'pending',
      reason: 'NotReconciled',
      since: readCreated,
      startedAt: undefined,
    },
  },
  {
    title: 'waits for its pods',
    object: inferenceService(
      {},
      {
        conditions: conditions(
          'False',
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
        ),
        modelStatus: {
          transitionStatus: 'InProgress',
          states: { activeModelState: '', targetModelState: 'Pending' },
          copies: { failedCopies: 0 },
        },
      },
    ),
    expected: {
      state: 'starting',
      reason: 'MinimumReplicasUnavailable',
      message: 'Not ready: not enough of its pods are ready yet.',
      since: readChanged,
    },
  },
  {
    title: 'makes its first revision in Knative mode',
    object: inferenceService(
      {},
      {
        conditions: [
          conditionOf('IngressReady', 'Unknown', 'Uninitialized'),
          conditionOf('LatestDeploymentReady', 'Unknown'),
          conditionOf('PredictorConfigurationReady', 'Unknown'),
          conditionOf(
            'PredictorReady',
            'Unknown',
            'RevisionMissing',
            'Configuration "flowers-predictor" is waiting for a Revision to become ready.',
          ),
          conditionOf(
            'Ready',
            'Unknown',
            'RevisionMissing',
            'Configuration "flowers-predictor" is waiting for a Revision to become ready.',
          ),
        ],
      },
      { annotations: { 'serving.kserve.io/deploymentMode': 'Serverless' } },
    ),
    expected: {
      state: 'starting',
      reason: 'RevisionMissing',
      message: 'Not ready: its first revision is being made.',
      facts: [
        { key: 'model', value: 's3://models/flowers/7' },
        { key: 'modelFormat', value: 'huggingface 1' },
        { key: 'protocol', value: 'v2' },
        { key: 'deploymentMode', value: 'Knative' },
      ],
    },
  },
  {
    title: 'names the part that is not ready when nothing else is said',
    object: inferenceService(
      {},
      {
        conditions: [
          conditionOf('PredictorReady', 'True'),
          conditionOf('TransformerReady', 'Unknown'),
          conditionOf('Ready', 'Unknown'),
        ],
      },
    ),
    expected: {
      state: 'starting',
      reason: 'NotReady',
      message: 'Not ready: waits for transformer.',
    },
  },
  {
    title: 'cannot load its model',
    object: inferenceService(
      {},
      {
        conditions: conditions(
          'False',
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
        ),
        modelStatus: {
          transitionStatus: 'BlockedByFailedLoad',
          states: { activeModelState: '', targetModelState: 'FailedToLoad' },
          copies: { failedCopies: 1, totalCopies: 0 },
          lastFailureInfo: {
            reason: 'ModelLoadFailed',
            exitCode: 1,
            time: created,
            message:
              'Traceback (most recent call last):\n  File "/mnt/load.py", line 12\nbotocore.exceptions.ClientError: An error occurred (403): Forbidden\n',
          },
        },
      },
    ),
    expected: {
      state: 'failed',
      reason: 'ModelLoadFailed',
      message:
        'The model could not be loaded (exit code 1): botocore.exceptions.ClientError: An error occurred (403): Forbidden.',
      since: readCreated,
      finishedAt: undefined,
    },
  },
  {
    title: 'finds no runtime for its model',
    object: inferenceService(
      {},
      {
        modelStatus: {
          transitionStatus: 'InvalidSpec',
          states: { activeModelState: '', targetModelState: 'FailedToLoad' },
          lastFailureInfo: {
            reason: 'NoSupportingRuntime',
            message:
              'No runtime found to support specified predictor model type',
          },
        },
      },
    ),
    expected: {
      state: 'failed',
      reason: 'NoSupportingRuntime',
      message:
        'No serving runtime of this cluster fits its model: No runtime found to support specified predictor model type.',
    },
  },
  {
    title: 'serves the version before, because the new one failed',
    object: inferenceService(
      { canaryTrafficPercent: 20 },
      {
        conditions: conditions('True'),
        components: {
          predictor: {
            latestReadyRevision: 'flowers-predictor-00001',
            traffic: [
              {
                latestRevision: true,
                percent: 20,
                revisionName: 'flowers-predictor-00002',
              },
              {
                latestRevision: false,
                percent: 80,
                revisionName: 'flowers-predictor-00001',
                tag: 'prev',
              },
            ],
          },
        },
        modelStatus: {
          transitionStatus: 'BlockedByFailedLoad',
          states: {
            activeModelState: 'Loaded',
            targetModelState: 'FailedToLoad',
          },
          lastFailureInfo: {
            reason: 'RuntimeUnhealthy',
            message: 'CUDA out of memory',
          },
        },
      },
    ),
    expected: {
      state: 'running',
      reason: 'RuntimeUnhealthy',
      message:
        'Answers requests with the version before, because the new one failed. The model server does not come up: CUDA out of memory.',
      facts: [
        { key: 'model', value: 's3://models/flowers/7' },
        { key: 'modelFormat', value: 'huggingface 1' },
        { key: 'protocol', value: 'v2' },
        {
          key: 'traffic',
          value: 'flowers-predictor-00002 20 %, flowers-predictor-00001 80 %',
        },
        { key: 'canary', value: '20 %' },
      ],
    },
  },
  {
    title: 'was ready and is not any more',
    object: inferenceService(
      {},
      {
        conditions: conditions(
          'False',
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
        ),
        modelStatus: {
          ...loaded,
          transitionStatus: 'InProgress',
          copies: { failedCopies: 0, totalCopies: 0 },
        },
      },
    ),
    expected: {
      state: 'restarting',
      reason: 'MinimumReplicasUnavailable',
      message:
        'Was ready and is not any more: not enough of its pods are ready yet.',
    },
  },
  {
    title: 'does not come up in time',
    object: inferenceService(
      {},
      {
        conditions: conditions(
          'False',
          'ProgressDeadlineExceeded',
          'ReplicaSet "flowers-predictor-6d5f" has timed out progressing.',
        ),
      },
    ),
    expected: {
      state: 'failed',
      reason: 'ProgressDeadlineExceeded',
      message: 'Does not come up: its pods did not become ready in time.',
    },
  },
  {
    title: 'was stopped',
    object: inferenceService(
      {},
      {
        conditions: [
          conditionOf('PredictorReady', 'False', 'Stopped'),
          conditionOf('Ready', 'False', 'Stopped'),
          conditionOf('Stopped', 'True'),
        ],
      },
      stop,
    ),
    expected: {
      state: 'suspended',
      reason: 'Stopped',
      message: 'Stopped on purpose; it can be started again.',
      since: readChanged,
    },
  },
  {
    title: 'was started again a moment ago',
    object: inferenceService(
      {},
      { conditions: [conditionOf('Stopped', 'True')] },
    ),
    expected: { state: 'starting', reason: 'Resuming' },
  },
  {
    title: 'spreads over several nodes',
    object: inferenceService(
      {
        workerSpec: { pipelineParallelSize: 2, tensorParallelSize: 8 },
        minReplicas: 2,
      },
      { conditions: conditions('True'), servingRuntimeName: 'vllm-multinode' },
    ),
    expected: {
      state: 'running',
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 32 },
      ],
    },
  },
  {
    title: 'has scaled to zero',
    object: inferenceService(
      { minReplicas: 0 },
      {
        conditions: conditions('True'),
        modelStatus: { ...loaded, copies: { failedCopies: 0 } },
      },
    ),
    expected: {
      state: 'running',
      replicas: [{ name: 'predictor', desired: 0, failed: 0 }],
      accelerators: [],
    },
  },
  {
    title: 'has a transformer and a predictor of an older shape',
    object: clusterObject('serving.kserve.io/v1beta1', 'InferenceService', {
      spec: {
        predictor: {
          minReplicas: 3,
          triton: {
            storageUri: 'gs://models/resnet',
            runtimeVersion: '24.08-py3',
            resources: gpus(1, 'nvidia.com/mig-1g.5gb'),
          },
        },
        transformer: {
          containers: [
            { name: 'kserve-container', image: 'example.com/resize:1' },
          ],
        },
      },
      status: {
        conditions: [
          conditionOf('Ready', 'True', undefined, undefined, changed),
        ],
      },
    }),
    expected: {
      state: 'running',
      replicas: [
        { name: 'predictor', desired: 3 },
        { name: 'transformer', desired: 1 },
      ],
      accelerators: [
        { resource: 'nvidia.com/mig-1g.5gb', vendor: 'nvidia', count: 3 },
      ],
      facts: [
        { key: 'model', value: 'gs://models/resnet' },
        { key: 'modelFormat', value: 'triton 24.08-py3' },
      ],
    },
  },
];
