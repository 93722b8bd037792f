import type { KubernetesObject } from '../../../kubernetesObject';
import {
  clusterObject,
  conditionOf,
  created,
  readChanged,
  readCreated,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

const trainJobSpec = {
  runtimeRef: { name: 'torch-distributed' },
  trainer: {
    numNodes: 2,
    resourcesPerNode: { limits: { 'nvidia.com/gpu': '4' } },
  },
};

function optimizationJob(status?: Record<string, unknown>): KubernetesObject {
  return clusterObject('trainer.kubeflow.org/v1alpha1', 'OptimizationJob', {
    spec: {
      objectives: [{ metric: 'val_loss', direction: 'Minimize' }],
      searchAlgorithm: { random: { seed: 7 } },
      parameters: [
        {
          name: 'lr',
          searchSpace: { logUniform: { min: '0.0001', max: '0.1' } },
        },
      ],
      numTrials: 4,
      parallelTrials: 2,
      trainJobTemplate: { spec: trainJobSpec },
    },
    status,
  });
}

const trial = (name: string, status: Record<string, unknown>) =>
  clusterObject('trainer.kubeflow.org/v1alpha1', 'TrainJob', {
    name,
    owner: {
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      kind: 'OptimizationJob',
      name: 'flowers',
    },
    spec: trainJobSpec,
    status,
  });

const madeAt = conditionOf(
  'Created',
  'True',
  'TrialsCreated',
  'Trials are being provisioned',
  created,
);

export const optimizationJobFixtures: Fixture[] = [
  {
    title: 'runs its trials',
    object: optimizationJob({ conditions: [madeAt] }),
    parts: [
      trial('flowers-a', {
        conditions: [conditionOf('Complete', 'True', 'JobsCompleted', 'done')],
      }),
      trial('flowers-b', {
        conditions: [conditionOf('Failed', 'True', 'FailedJobs', 'failed')],
      }),
      trial('flowers-c', {
        jobsStatus: [
          {
            name: 'node',
            ready: 1,
            succeeded: 0,
            failed: 0,
            active: 1,
            suspended: 0,
          },
        ],
      }),
    ],
    expected: {
      state: 'running',
      message: '2 of 4 trials finished, 1 running.',
      startedAt: readCreated,
      progress: { percent: 50 },
      replicas: [
        { name: 'trials', desired: 4, active: 1, succeeded: 1, failed: 1 },
      ],
      // Its TrainJobs count theirs.
      accelerators: [],
      facts: [
        { key: 'objective', value: 'minimize val_loss' },
        { key: 'algorithm', value: 'random' },
        { key: 'maxTrials', value: '4' },
        { key: 'parallelTrials', value: '2' },
        { key: 'acceleratorsPerTrial', value: '8 × nvidia.com/gpu' },
      ],
    },
  },
  {
    title: 'was just made',
    object: optimizationJob(),
    expected: { state: 'pending', replicas: [{ name: 'trials', desired: 4 }] },
  },
  {
    title: 'cannot make its trials',
    object: optimizationJob({
      conditions: [
        conditionOf(
          'Created',
          'False',
          'TrainJobsCreationFailed',
          'runtime torch-distributed not found',
        ),
      ],
    }),
    expected: {
      state: 'starting',
      reason: 'TrainJobsCreationFailed',
      message: 'Cannot begin yet: runtime torch-distributed not found.',
    },
  },
  {
    title: 'finished',
    object: optimizationJob({
      conditions: [
        madeAt,
        conditionOf('Complete', 'True', 'MaxTrialsReached', 'all trials done'),
      ],
      result: {
        trainJobName: 'flowers-a',
        parameters: [{ name: 'lr', value: '0.0021' }],
      },
    }),
    expected: {
      state: 'succeeded',
      reason: 'MaxTrialsReached',
      finishedAt: readChanged,
      progress: { percent: 100 },
      facts: [
        { key: 'objective', value: 'minimize val_loss' },
        { key: 'algorithm', value: 'random' },
        {
          key: 'bestTrial',
          value: 'flowers-a',
          ref: {
            kind: 'trainjob',
            namespace: 'team-vision',
            name: 'flowers-a',
          },
        },
        { key: 'bestParameters', value: 'lr=0.0021' },
        { key: 'maxTrials', value: '4' },
        { key: 'parallelTrials', value: '2' },
        { key: 'acceleratorsPerTrial', value: '8 × nvidia.com/gpu' },
      ],
    },
  },
  {
    title: 'failed',
    object: optimizationJob({
      conditions: [
        madeAt,
        conditionOf(
          'Failed',
          'True',
          'AllTrialsFailed',
          '4 out of 4 trials failed',
        ),
      ],
    }),
    expected: {
      state: 'failed',
      reason: 'AllTrialsFailed',
      message: 'Failed: 4 out of 4 trials failed.',
    },
  },
];
