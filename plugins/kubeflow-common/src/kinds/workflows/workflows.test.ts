import {
  childrenOf,
  describeFixtures,
  readFixture,
  requestOf,
  verbsOf,
} from '../../testing/checkKinds';
import { clusterObject, conditionOf } from '../../testing/clusterObject';
import { queueKinds } from '../queues';
import { KindRegistry } from '../registry';
import { workflowKinds } from '.';
import { scheduledWorkflowFixtures } from './__fixtures__/scheduledWorkflows';
import {
  scheduledSparkApplicationFixtures,
  sparkApplication,
  sparkApplicationFixtures,
  sparkConnectFixtures,
} from './__fixtures__/spark';
import {
  pipelineRunFixtures,
  workflowFixtures,
} from './__fixtures__/workflows';

const kinds = KindRegistry.of([...workflowKinds, ...queueKinds]);

describeFixtures('Workflow', kinds, workflowFixtures);
describeFixtures('Workflow of Pipelines', kinds, pipelineRunFixtures);
describeFixtures('ScheduledWorkflow', kinds, scheduledWorkflowFixtures);
describeFixtures('SparkApplication', kinds, sparkApplicationFixtures);
describeFixtures(
  'ScheduledSparkApplication',
  kinds,
  scheduledSparkApplicationFixtures,
);
describeFixtures('SparkConnect', kinds, sparkConnectFixtures);

it('finds pods and runs by the labels that the controllers set', () => {
  const children = [
    workflowFixtures,
    scheduledWorkflowFixtures,
    sparkApplicationFixtures,
    scheduledSparkApplicationFixtures,
    sparkConnectFixtures,
  ].map(([first]) => childrenOf(kinds, first?.object ?? {}));
  expect(children).toEqual([
    ['pods workflows.argoproj.io/workflow=flowers'],
    ['workflows scheduledworkflows.kubeflow.org/scheduledWorkflowName=nightly'],
    ['pods sparkoperator.k8s.io/app-name=flowers'],
    ['sparkapplications sparkoperator.k8s.io/scheduled-app-name=hourly'],
    ['pods sparkoperator.k8s.io/connect-name=flowers'],
  ]);
});

it('holds, resumes and stops workflows, and leaves the runs of Pipelines to Pipelines', () => {
  const verbs = Object.fromEntries(
    [...workflowFixtures, ...pipelineRunFixtures].map(fixture => [
      fixture.title,
      verbsOf(kinds, fixture),
    ]),
  );
  const active = ['stop', 'terminate', 'delete'];
  expect(verbs).toMatchObject({
    'is running': ['suspend', ...active],
    'is held by a person': ['resume', ...active],
    // Resuming a step is more than a patch of one field.
    'waits for an approval': ['suspend', ...active],
    finished: ['delete'],
    'runs a task on two GPUs': ['suspend', 'stop', 'terminate'],
    'failed: the task is named, not its executor': [],
  });
  expect(requestOf(kinds, 'workflow', 'stop')).toMatchObject({
    body: { spec: { shutdown: 'Stop' } },
  });
  expect(requestOf(kinds, 'workflow', 'terminate')).toMatchObject({
    body: { spec: { shutdown: 'Terminate' } },
  });
  expect(requestOf(kinds, 'workflow', 'resume')).toMatchObject({
    body: { spec: { suspend: null } },
  });
});

it('holds Spark jobs and their schedules', () => {
  const verbs = Object.fromEntries(
    sparkApplicationFixtures.map(fixture => [
      fixture.title,
      verbsOf(kinds, fixture),
    ]),
  );
  expect(verbs).toMatchObject({
    'is running': ['suspend', 'delete'],
    'is held': ['resume', 'delete'],
    // Kueue would set it back.
    'waits in a queue': ['delete'],
    finished: ['delete'],
  });
  expect(
    requestOf(kinds, 'scheduledsparkapplication', 'suspend'),
  ).toMatchObject({ body: { spec: { suspend: true } } });
});

it('tells why Kueue holds a Spark job', () => {
  const held = sparkApplication('SUSPENDED', {
    spec: { suspend: true },
    labels: { 'kueue.x-k8s.io/queue-name': 'gpu-a' },
  });
  const workload = clusterObject('kueue.x-k8s.io/v1beta2', 'Workload', {
    spec: { queueName: 'gpu-a', podSets: [] },
    status: {
      conditions: [
        conditionOf(
          'QuotaReserved',
          'False',
          'WaitingForQuota',
          "couldn't assign flavors to pod set executor: insufficient unused quota for nvidia.com/gpu in flavor l4, 6 more needed",
        ),
      ],
    },
  });
  expect(readFixture(kinds, { object: held, parts: [workload] })).toMatchObject(
    {
      state: 'queued',
      reason: 'WaitingForQuota',
      message:
        'Waits for quota in queue gpu-a: 6 more nvidia.com/gpu (l4) needed.',
    },
  );
});
