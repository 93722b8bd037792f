import type { KubernetesObject } from '../../kubernetesObject';
import {
  childrenOf,
  describeFixtures,
  readFixture,
  requestOf,
  verbsOf,
} from '../../testing/checkKinds';
import { builtInKinds } from '../builtIn';
import { jobSetFixtures } from './__fixtures__/jobSets';
import {
  fixturesOf,
  jobShapes,
  kubeflowJob,
  mpiFixtures,
  pytorchFixtures,
} from './__fixtures__/kubeflowJobs';
import { runtimeFixtures } from './__fixtures__/trainingRuntimes';
import { trainJobFixtures } from './__fixtures__/trainJobs';

function trainJobIn(title: string) {
  const fixture = trainJobFixtures.find(candidate => candidate.title === title);
  if (!fixture) {
    throw new Error(`No fixture '${title}'`);
  }
  return fixture;
}

describeFixtures('TrainJob', builtInKinds, trainJobFixtures);
describeFixtures('JobSet', builtInKinds, jobSetFixtures);
describeFixtures('runtimes', builtInKinds, runtimeFixtures);
describeFixtures('MPIJob of the MPI operator', builtInKinds, mpiFixtures);
describeFixtures('PyTorchJob', builtInKinds, pytorchFixtures);
for (const shape of jobShapes) {
  describeFixtures(
    `${shape.kind} ${shape.apiVersion}`,
    builtInKinds,
    fixturesOf(shape),
  );
}

describe('parts', () => {
  it('tell how often a TrainJob was restarted, and leave what it says itself', () => {
    const { facts } = readFixture(
      builtInKinds,
      trainJobIn('was queued, now runs: the JobSet knows more'),
    );
    expect(facts.map(({ key, value }) => `${key} ${value}`)).toEqual([
      'runtime torch-distributed',
      'image registry.example.com/nlp/bert:1.4',
      'command torchrun train.py --epochs 3',
      'numNodes 4',
      'restarts 1',
    ]);
  });

  it('do not bring a job back to life that is over', () => {
    const { object } = trainJobIn('failed');
    const { parts } = trainJobIn('being tried again');
    expect(readFixture(builtInKinds, { object, parts }).state).toBe('failed');
  });

  it('of an earlier life do not count', () => {
    const { object, parts: waiting = [] } = trainJobIn('waits for quota');
    const [current] = waiting;
    const over = {
      ...current,
      status: {
        conditions: [{ type: 'Finished', status: 'True', reason: 'Succeeded' }],
      },
    };
    const reading = readFixture(builtInKinds, {
      object,
      parts: [over, ...waiting],
    });
    expect(reading.message).toBe(
      'Waits for quota in queue gpu-a: 8 more nvidia.com/gpu (h100) needed.',
    );
  });
});

describe('children', () => {
  it('of a TrainJob are its pods, its Jobs and its JobSet', () => {
    expect(childrenOf(builtInKinds, trainJobIn('finished').object)).toEqual([
      'pods jobset.sigs.k8s.io/jobset-name=bert',
      'jobs jobset.sigs.k8s.io/jobset-name=bert',
      'jobsets bert',
    ]);
  });

  it.each(jobShapes)('of a $kind $apiVersion are its pods', shape => {
    expect(childrenOf(builtInKinds, kubeflowJob(shape))).toEqual([
      'pods training.kubeflow.org/job-name=resnet',
    ]);
  });

  it.each(['', 'a,b', 'x'.repeat(64), 'a=b', '-a', undefined, 7])(
    'are none that the impossible name %j would select',
    name => {
      const object = { metadata: { name } } as unknown as KubernetesObject;
      for (const id of ['trainjob', 'jobset', 'pytorchjob', 'mpijob']) {
        const children = builtInKinds.get(id)?.children(object) ?? [];
        expect(children.filter(child => child.labelSelector)).toEqual([]);
      }
    },
  );
});

describe('verbs', () => {
  it('fit the state', () => {
    const verbsIn = (title: string) =>
      verbsOf(builtInKinds, trainJobIn(title)).join(' ');
    expect(verbsIn('running and reporting')).toBe('suspend delete');
    expect(verbsIn('held by a person')).toBe('resume delete');
    expect(verbsIn('finished')).toBe('delete');
    // Kueue sets `suspend` of the jobs in its queues, and sets it back.
    expect(verbsIn('waits for quota')).toBe('delete');
    expect(verbsIn('was queued, now runs: the JobSet knows more')).toBe(
      'delete',
    );
  });

  it.each([
    ['trainjob', true, { spec: { suspend: true } }],
    ['trainjob', false, { spec: { suspend: false } }],
    ['pytorchjob', true, { spec: { runPolicy: { suspend: true } } }],
    ['mpijob', false, { spec: { runPolicy: { suspend: false } } }],
  ])('of a %s: suspend %s is the smallest patch', (id, suspend, body) => {
    const verb = suspend ? 'suspend' : 'resume';
    expect(requestOf(builtInKinds, id, verb)).toEqual({
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body,
    });
    expect(requestOf(builtInKinds, id, 'delete')).toEqual({ method: 'DELETE' });
  });
});
