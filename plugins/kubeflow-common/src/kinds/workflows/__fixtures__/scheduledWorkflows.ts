import type { KubernetesObject } from '../../../kubernetesObject';
import {
  changed,
  clusterObject,
  conditionOf,
  created,
  readChanged,
  readCreated,
} from '../../../testing/clusterObject';
import type { Fixture } from '../../training/__fixtures__/fixture';

function scheduled(
  spec: Record<string, unknown>,
  condition?: string,
  status: Record<string, unknown> = {},
  message = 'The schedule is enabled.',
): KubernetesObject {
  return clusterObject('kubeflow.org/v1beta1', 'ScheduledWorkflow', {
    name: 'nightly',
    spec: {
      maxConcurrency: 1,
      maxHistory: 10,
      noCatchup: true,
      pipelineName: 'flowers',
      workflow: { spec: '{}' },
      ...spec,
    },
    status: condition
      ? {
          conditions: [
            {
              ...conditionOf(condition, 'True', condition, message),
              lastTransitionTime: undefined,
            },
          ],
          ...status,
        }
      : // The API demands a status.
        {},
  });
}

const cron = {
  enabled: true,
  trigger: { cronSchedule: { cron: '0 0 2 * * *' } },
};

const run = (name: string, phase: string) => ({
  name,
  namespace: 'team-vision',
  phase,
  createdAt: created,
  startedAt: created,
  scheduledAt: created,
  finishedAt: changed,
  index: 7,
});

export const scheduledWorkflowFixtures: Fixture[] = [
  {
    title: 'starts runs',
    object: scheduled(cron, 'Enabled', {
      trigger: {
        lastTriggeredTime: created,
        nextTriggeredTime: changed,
        lastWorkflowIndex: 7,
      },
      workflowHistory: {
        active: [run('nightly-8', 'Running')],
        completed: [run('nightly-7', 'Failed'), run('nightly-6', 'Succeeded')],
      },
    }),
    expected: {
      state: 'running',
      reason: 'Enabled',
      replicas: [{ name: 'runs', desired: 1, active: 1 }],
      facts: [
        { key: 'schedule', value: '0 0 2 * * *' },
        { key: 'nextRun', value: readChanged },
        { key: 'previousRun', value: readCreated },
        {
          key: 'lastRun',
          value: 'nightly-7',
          ref: {
            kind: 'workflow',
            namespace: 'team-vision',
            name: 'nightly-7',
          },
        },
        { key: 'lastRunPhase', value: 'Failed' },
        { key: 'runs', value: '7' },
        { key: 'maxConcurrency', value: '1' },
        { key: 'pipeline', value: 'flowers' },
      ],
    },
  },
  {
    title: 'was just made',
    object: scheduled(cron),
    expected: { state: 'pending', since: readCreated },
  },
  {
    title: 'is turned off',
    object: scheduled(
      {
        enabled: false,
        trigger: { periodicSchedule: { intervalSecond: 5400 } },
      },
      'Disabled',
      {},
      'The schedule is disabled.',
    ),
    expected: {
      state: 'suspended',
      reason: 'Disabled',
      facts: [
        { key: 'schedule', value: 'every 1 hour 30 minutes' },
        { key: 'maxConcurrency', value: '1' },
        { key: 'pipeline', value: 'flowers' },
      ],
    },
  },
  {
    title: 'was turned off a moment ago',
    object: scheduled({ ...cron, enabled: false }, 'Enabled'),
    expected: { state: 'suspended' },
  },
  {
    title: 'runs once',
    object: scheduled({}, 'Running', {}, 'The one-off schedule is running.'),
    expected: { state: 'running', reason: 'Running' },
  },
  {
    title: 'ran once',
    object: scheduled(
      { enabled: true },
      'Succeeded',
      { workflowHistory: { completed: [run('nightly-1', 'Succeeded')] } },
      'The one-off schedule has succeeded.',
    ),
    expected: { state: 'succeeded', finishedAt: readChanged },
  },
  {
    title: 'cannot be followed',
    object: scheduled(cron, 'Error', {}, 'Expected 5 to 6 fields, found 3'),
    expected: {
      state: 'failed',
      reason: 'Error',
      message: 'Expected 5 to 6 fields, found 3.',
    },
  },
];
