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

const objective = {
  type: 'maximize',
  goal: 0.99,
  objectiveMetricName: 'accuracy',
  additionalMetricNames: ['loss'],
  metricStrategies: [
    { name: 'accuracy', value: 'max' },
    { name: 'loss', value: 'min' },
  ],
};

/** A batch Job, which is not listed anywhere else. */
const batchJob = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  spec: {
    parallelism: 2,
    template: {
      spec: {
        containers: [
          {
            name: 'training',
            image: 'example.com/train:1',
            args: ['--lr=${trialParameters.learningRate}'],
            resources: gpus(1),
          },
        ],
        restartPolicy: 'Never',
      },
    },
  },
};

/** A job that is listed under Training, and counts there. */
const pytorchJob = {
  apiVersion: 'kubeflow.org/v1',
  kind: 'PyTorchJob',
  spec: {
    pytorchReplicaSpecs: {
      Worker: {
        replicas: 4,
        template: {
          spec: { containers: [{ name: 'pytorch', resources: gpus(2) }] },
        },
      },
    },
  },
};

function experiment(
  status?: Record<string, unknown>,
  trialSpec: Record<string, unknown> = batchJob,
): KubernetesObject {
  return clusterObject('kubeflow.org/v1beta1', 'Experiment', {
    spec: {
      objective,
      algorithm: { algorithmName: 'bayesianoptimization' },
      maxTrialCount: 12,
      parallelTrialCount: 3,
      maxFailedTrialCount: 3,
      resumePolicy: 'Never',
      parameters: [
        {
          name: 'lr',
          parameterType: 'double',
          feasibleSpace: { min: '0.01', max: '0.1' },
        },
      ],
      trialTemplate: {
        primaryContainerName: 'training',
        trialParameters: [{ name: 'learningRate', reference: 'lr' }],
        trialSpec,
      },
    },
    status,
  });
}

const done = (type: string, reason: string, message: string) => [
  conditionOf('Created', 'True', 'ExperimentCreated', 'Experiment is created'),
  conditionOf('Running', 'False', 'ExperimentRunning', 'Experiment is running'),
  conditionOf(type, 'True', reason, message),
];

const currentOptimalTrial = {
  bestTrialName: 'flowers-x7k2p',
  parameterAssignments: [
    { name: 'lr', value: '0.031' },
    { name: 'optimizer', value: 'adam' },
  ],
  observation: {
    metrics: [
      { name: 'accuracy', latest: '0.95', max: '0.97', min: '0.11' },
      { name: 'loss', latest: '0.2', max: '2.3', min: 'unavailable' },
    ],
  },
};

const facts = {
  before: [
    { key: 'objective', value: 'maximize accuracy, until 0.99' },
    { key: 'algorithm', value: 'bayesianoptimization' },
  ],
  after: [
    { key: 'maxTrials', value: '12' },
    { key: 'parallelTrials', value: '3' },
    { key: 'maxFailedTrials', value: '3' },
  ],
};

export const experimentFixtures: Fixture[] = [
  {
    title: 'is running',
    object: experiment({
      startTime: created,
      lastReconcileTime: changed,
      completionTime: null,
      conditions: [
        conditionOf(
          'Created',
          'True',
          'ExperimentCreated',
          'Experiment is created',
        ),
        conditionOf(
          'Running',
          'True',
          'ExperimentRunning',
          'Experiment is running',
        ),
      ],
      currentOptimalTrial,
      trials: 8,
      trialsSucceeded: 3,
      trialsEarlyStopped: 1,
      trialsFailed: 1,
      trialsRunning: 2,
      trialsPending: 1,
      runningTrialList: ['flowers-a', 'flowers-b'],
    }),
    expected: {
      state: 'running',
      reason: 'ExperimentRunning',
      message: '5 of 12 trials finished, 2 running, 1 pending.',
      since: readChanged,
      startedAt: readCreated,
      progress: {
        percent: (5 / 12) * 100,
        metrics: [
          { name: 'accuracy', value: '0.97' },
          { name: 'loss', value: '0.2' },
        ],
        updatedAt: readChanged,
      },
      replicas: [
        { name: 'trials', desired: 12, active: 2, succeeded: 4, failed: 1 },
      ],
      // Three trials of two pods each.
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 6 },
      ],
      facts: [
        ...facts.before,
        {
          key: 'bestTrial',
          value: 'flowers-x7k2p',
          ref: {
            kind: 'trial',
            namespace: 'team-vision',
            name: 'flowers-x7k2p',
          },
        },
        { key: 'bestParameters', value: 'lr=0.031, optimizer=adam' },
        ...facts.after,
        { key: 'trialKind', value: 'Job' },
        { key: 'acceleratorsPerTrial', value: '2 × nvidia.com/gpu' },
        { key: 'resumePolicy', value: 'Never' },
      ],
    },
  },
  {
    title: 'runs jobs that are listed and counted under Training',
    object: experiment(
      {
        conditions: [
          conditionOf(
            'Running',
            'True',
            'ExperimentRunning',
            'Experiment is running',
          ),
        ],
        trialsRunning: 2,
      },
      pytorchJob,
    ),
    expected: {
      state: 'running',
      message: '0 of 12 trials finished, 2 running.',
      accelerators: [],
      facts: [
        ...facts.before,
        ...facts.after,
        { key: 'trialKind', value: 'PyTorchJob' },
        { key: 'acceleratorsPerTrial', value: '8 × nvidia.com/gpu' },
        { key: 'resumePolicy', value: 'Never' },
      ],
    },
  },
  {
    title: 'was just made',
    object: experiment(),
    expected: {
      state: 'pending',
      reason: 'NotReconciled',
      since: readCreated,
      progress: { percent: 0 },
    },
  },
  {
    title: 'makes its first trials',
    object: experiment({
      conditions: [
        conditionOf(
          'Created',
          'True',
          'ExperimentCreated',
          'Experiment is created',
        ),
      ],
    }),
    expected: { state: 'starting', reason: 'ExperimentCreated' },
  },
  {
    title: 'reached its goal before its last trial',
    object: experiment({
      startTime: created,
      completionTime: changed,
      conditions: done(
        'Succeeded',
        'ExperimentGoalReached',
        'Experiment has succeeded because Objective goal has reached',
      ),
      trialsSucceeded: 4,
    }),
    expected: {
      state: 'succeeded',
      reason: 'ExperimentGoalReached',
      message: 'Finished: a trial reached the goal.',
      finishedAt: readChanged,
      progress: { percent: 100 },
      accelerators: [],
    },
  },
  {
    title: 'has run all its trials',
    object: experiment({
      conditions: done(
        'Succeeded',
        'ExperimentMaxTrialsReached',
        'Experiment has succeeded because max trial count has reached',
      ),
      trialsSucceeded: 12,
    }),
    expected: {
      state: 'succeeded',
      message: 'Finished: all trials are done.',
      finishedAt: readChanged,
    },
  },
  {
    title: 'found nothing left to try',
    object: experiment({
      conditions: done(
        'Succeeded',
        'ExperimentSuggestionEndReached',
        'Experiment has succeeded because suggestion service has reached the end',
      ),
    }),
    expected: {
      state: 'succeeded',
      message: 'Finished: there was nothing left to try.',
    },
  },
  {
    title: 'failed with its trials',
    object: experiment({
      conditions: done(
        'Failed',
        'ExperimentFailed',
        'Experiment has failed because max failed count has reached',
      ),
      trialsSucceeded: 1,
      trialsFailed: 2,
      trialMetricsUnavailable: 1,
    }),
    expected: {
      state: 'failed',
      reason: 'ExperimentFailed',
      message: 'Failed: 3 trials failed, which is more than it allows.',
      progress: { percent: (4 / 12) * 100 },
    },
  },
  {
    title: 'is started again with more trials',
    object: experiment({
      conditions: [
        conditionOf(
          'Running',
          'False',
          'ExperimentRunning',
          'Experiment is running',
        ),
        conditionOf(
          'Restarting',
          'True',
          'ExperimentRestarting',
          'Experiment is restarted',
        ),
      ],
    }),
    expected: { state: 'restarting', reason: 'ExperimentRestarting' },
  },
  {
    title: 'runs again, and Katib forgot that it restarted',
    object: experiment({
      conditions: [
        conditionOf(
          'Restarting',
          'True',
          'ExperimentRestarting',
          'Experiment is restarted',
        ),
        conditionOf(
          'Running',
          'True',
          'ExperimentRunning',
          'Experiment is running',
        ),
      ],
    }),
    expected: { state: 'running', reason: 'ExperimentRunning' },
  },
];

function trial(
  conditions: Record<string, unknown>[] | undefined,
  status: Record<string, unknown> = {},
): KubernetesObject {
  return clusterObject('kubeflow.org/v1beta1', 'Trial', {
    name: 'flowers-x7k2p',
    labels: { 'katib.kubeflow.org/experiment': 'flowers' },
    owner: {
      apiVersion: 'kubeflow.org/v1beta1',
      kind: 'Experiment',
      name: 'flowers',
    },
    spec: {
      objective,
      parameterAssignments: [{ name: 'lr', value: '0.031' }],
      runSpec: batchJob,
    },
    status: conditions && { startTime: created, conditions, ...status },
  });
}

const over = (type: string, reason: string, message: string) => [
  conditionOf('Created', 'True', 'TrialCreated', 'Trial is created'),
  conditionOf('Running', 'False', 'TrialRunning', 'Trial is running'),
  conditionOf(type, 'True', reason, message),
];

export const trialFixtures: Fixture[] = [
  {
    title: 'is running',
    object: trial([
      conditionOf('Running', 'True', 'TrialRunning', 'Trial is running'),
    ]),
    expected: {
      state: 'running',
      message: 'Its job is running.',
      startedAt: readCreated,
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 2 },
      ],
      facts: [
        { key: 'parameters', value: 'lr=0.031' },
        { key: 'trialKind', value: 'Job' },
      ],
    },
  },
  {
    title: 'was just made',
    object: trial(undefined),
    expected: { state: 'pending' },
  },
  {
    title: 'makes its job',
    object: trial([
      conditionOf('Created', 'True', 'TrialCreated', 'Trial is created'),
    ]),
    expected: { state: 'starting' },
  },
  {
    title: 'finished',
    object: trial(over('Succeeded', 'TrialSucceeded', 'Trial has succeeded'), {
      completionTime: changed,
      observation: {
        metrics: [
          { name: 'accuracy', latest: '0.95', max: '0.97', min: '0.1' },
        ],
      },
    }),
    expected: {
      state: 'succeeded',
      reason: 'TrialSucceeded',
      finishedAt: readChanged,
      progress: {
        percent: 100,
        metrics: [{ name: 'accuracy', value: '0.97' }],
      },
    },
  },
  {
    title: 'failed with its job',
    object: trial(
      over(
        'Failed',
        'TrialFailed. Job reason: BackoffLimitExceeded',
        'Trial has failed. Job message: Job has reached the specified backoff limit',
      ),
    ),
    expected: {
      state: 'failed',
      reason: 'BackoffLimitExceeded',
      message: 'Its job failed: Job has reached the specified backoff limit.',
    },
  },
  {
    title: 'finished without a metric',
    object: trial(
      over(
        'MetricsUnavailable',
        'MetricsUnavailable',
        'Metrics are not available',
      ),
    ),
    expected: {
      state: 'failed',
      reason: 'MetricsUnavailable',
      message: 'Its job finished without a metric.',
    },
  },
  {
    title: 'was stopped early',
    object: trial(
      over('EarlyStopped', 'TrialEarlyStopped', 'Trial is early stopped'),
    ),
    expected: { state: 'succeeded', reason: 'TrialEarlyStopped' },
  },
  {
    title: 'was killed',
    object: trial(over('Killed', 'TrialKilled', 'Trial is killed')),
    expected: { state: 'cancelled', reason: 'TrialKilled' },
  },
];

const suggestion = (conditions?: Record<string, unknown>[]) =>
  clusterObject('kubeflow.org/v1beta1', 'Suggestion', {
    spec: { algorithm: { algorithmName: 'random' }, requests: 5 },
    status: conditions && {
      startTime: created,
      suggestionCount: 5,
      conditions,
    },
  });

export const suggestionFixtures: Fixture[] = [
  {
    title: 'makes suggestions',
    object: suggestion([
      conditionOf(
        'Created',
        'True',
        'SuggestionCreated',
        'Suggestion is created',
      ),
      conditionOf(
        'DeploymentReady',
        'True',
        'DeploymentReady',
        'Deployment is ready',
      ),
      conditionOf(
        'Running',
        'True',
        'SuggestionRunning',
        'Suggestion is running',
      ),
    ]),
    expected: {
      state: 'running',
      facts: [
        { key: 'algorithm', value: 'random' },
        { key: 'requested', value: '5' },
        { key: 'suggested', value: '5' },
      ],
    },
  },
  {
    title: 'was just made',
    object: suggestion(),
    expected: { state: 'pending' },
  },
  {
    title: 'is being started',
    object: suggestion([
      conditionOf(
        'Created',
        'True',
        'SuggestionCreated',
        'Suggestion is created',
      ),
    ]),
    expected: { state: 'starting' },
  },
  {
    title: 'has a service, but no suggestion yet',
    object: suggestion([
      conditionOf(
        'DeploymentReady',
        'True',
        'DeploymentReady',
        'Deployment is ready',
      ),
    ]),
    expected: { state: 'starting', message: 'Its service is ready.' },
  },
  {
    title: 'failed',
    object: suggestion([
      conditionOf(
        'Running',
        'False',
        'SuggestionRunning',
        'Suggestion is running',
      ),
      conditionOf(
        'Failed',
        'True',
        'SuggestionFailed',
        'rpc error: bad settings',
      ),
    ]),
    expected: {
      state: 'failed',
      message: 'The algorithm failed. Rpc error: bad settings.',
    },
  },
  {
    title: 'has nothing more to do',
    object: suggestion([
      conditionOf(
        'Succeeded',
        'True',
        'SuggestionSucceeded',
        'Suggestion is succeeded',
      ),
    ]),
    expected: { state: 'succeeded', finishedAt: readChanged },
  },
];
