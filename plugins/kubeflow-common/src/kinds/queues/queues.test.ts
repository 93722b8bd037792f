import {
  childrenOf,
  describeFixtures,
  requestOf,
  verbsOf,
} from '../../testing/checkKinds';
import { KindRegistry } from '../registry';
import { queueKinds } from '.';
import {
  clusterQueueFixtures,
  localQueueFixtures,
  otherFixtures,
} from './__fixtures__/queues';
import { workloadFixtures } from './__fixtures__/workloads';

const kinds = KindRegistry.of(queueKinds);

describeFixtures('Workload', kinds, workloadFixtures);
describeFixtures('ClusterQueue', kinds, clusterQueueFixtures);
describeFixtures('LocalQueue', kinds, localQueueFixtures);
describeFixtures('other kinds of Kueue', kinds, otherFixtures);

it('finds the pods of the job that a workload stands for', () => {
  const object = workloadFixtures[0]?.object ?? {};
  expect(childrenOf(kinds, object)).toEqual([
    'pods jobset.sigs.k8s.io/jobset-name=bert',
  ]);
  // Nobody's pods rather than everybody's.
  const orphan = { ...object, metadata: { name: 'orphan' } };
  expect(childrenOf(kinds, orphan)).toEqual([]);
});

it('takes workloads out of their queues and puts them back', () => {
  const verbs = Object.fromEntries(
    workloadFixtures.map(fixture => [fixture.title, verbsOf(kinds, fixture)]),
  );
  expect(verbs).toMatchObject({
    'waits for quota': ['suspend', 'delete'],
    runs: ['suspend', 'delete'],
    'was taken out of its queue by a person': ['resume', 'delete'],
    'was taken out of its queue by Kueue': ['resume', 'delete'],
    // Only its own controller lets it go on.
    'is on hold, as its set has no pods': ['delete'],
    finished: ['delete'],
  });
  expect(requestOf(kinds, 'workload', 'suspend')).toMatchObject({
    body: { spec: { active: false } },
  });
});

it('holds and opens queues', () => {
  const verbs = clusterQueueFixtures.map(fixture => verbsOf(kinds, fixture)[0]);
  expect(verbs).toEqual([
    'suspend',
    'suspend',
    'suspend',
    'resume',
    'resume',
    'suspend',
    'delete',
  ]);
  expect(requestOf(kinds, 'localqueue', 'suspend')).toMatchObject({
    body: { spec: { stopPolicy: 'Hold' } },
  });
  expect(requestOf(kinds, 'clusterqueue', 'resume')).toMatchObject({
    body: { spec: { stopPolicy: 'None' } },
  });
});
