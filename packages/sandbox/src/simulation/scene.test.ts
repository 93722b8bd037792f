import type { ApiObject } from '../cluster/types';
import { families } from './families';
import { at, count, records } from './kernel';
import { trainingKinds } from './kinds';
import { resources } from './resources';
import { read } from './testing/readings';
import { Stage } from './testing/Stage';

function everything(stage: Stage): ApiObject[] {
  return Object.values(resources)
    .filter(resource => stage.serves(resource))
    .flatMap(resource => stage.cluster.list(resource));
}

function jobsOf(stage: Stage): ApiObject[] {
  return trainingKinds
    .filter(({ resource }) => stage.serves(resource))
    .flatMap(({ resource }) => stage.cluster.list(resource));
}

/** What must hold at every moment of the simulation. */
function expectSound(stage: Stage): void {
  expect(stage.errors).toEqual([]);
  const used = new Map<string, number>();
  for (const pod of stage.pods()) {
    const node = at(pod.spec, 'nodeName');
    const phase = at(pod.status, 'phase');
    if (
      typeof node === 'string' &&
      phase !== 'Succeeded' &&
      phase !== 'Failed'
    ) {
      for (const container of records(at(pod.spec, 'containers'))) {
        const gpus = count(
          at(container, 'resources', 'limits', 'nvidia.com/gpu'),
        );
        used.set(node, (used.get(node) ?? 0) + (gpus ?? 0));
      }
    }
  }
  for (const node of stage.cluster.list(resources.nodes)) {
    const capacity =
      count(at(node.status, 'allocatable', 'nvidia.com/gpu')) ?? 0;
    expect(used.get(node.metadata.name) ?? 0).toBeLessThanOrEqual(capacity);
  }
  for (const queue of stage.cluster.list(resources.clusterQueues)) {
    const [usage] = records(at(queue.status, 'flavorsUsage'));
    const gpus = records(usage?.resources).find(
      ({ name }) => name === 'nvidia.com/gpu',
    );
    expect(count(gpus?.total)).toBeLessThanOrEqual(16);
  }
}

describe('the first scene', () => {
  it('holds dozens of jobs of two teams in every state', () => {
    using stage = new Stage();
    const jobs = jobsOf(stage);
    expect(jobs.length).toBeGreaterThanOrEqual(40);
    expect(jobs.length).toBeLessThanOrEqual(70);
    expect(new Set(jobs.map(({ kind }) => kind))).toEqual(
      new Set(trainingKinds.map(({ kind }) => kind)),
    );
    expect(new Set(jobs.map(({ metadata }) => metadata.namespace))).toEqual(
      new Set(['team-vision', 'team-language']),
    );
    const states = jobs.map(job => read(stage, job).state);
    const number = (state: string) =>
      states.filter(other => other === state).length;
    expect(number('running')).toBeGreaterThanOrEqual(12);
    expect(number('queued')).toBeGreaterThanOrEqual(4);
    expect(number('failed')).toBeGreaterThanOrEqual(8);
    expect(number('succeeded')).toBeGreaterThanOrEqual(12);
    expect(number('suspended')).toBeGreaterThanOrEqual(2);
    expect(number('unknown')).toBe(0);
    expectSound(stage);
  });

  it('shows something of every other family', () => {
    using stage = new Stage();
    for (const { resource, kind } of [
      ...families,
      { resource: resources.workflows, kind: 'Workflow' },
      { resource: resources.scheduledWorkflows, kind: 'ScheduledWorkflow' },
    ]) {
      const states = stage.cluster
        .list(resource)
        .map(object => read(stage, object).state);
      expect([kind, states.length >= 2]).toEqual([kind, true]);
      expect([kind, states.includes('unknown')]).toEqual([kind, false]);
    }
    expect(stage.cluster.list(resources.trials).length).toBeGreaterThanOrEqual(
      10,
    );
  });

  it('has no time in the future and no owner that is not there', () => {
    using stage = new Stage();
    const objects = everything(stage);
    const known = new Set(objects.map(({ metadata }) => metadata.uid));
    const now = stage.now.getTime();
    for (const object of objects) {
      for (const { uid, name } of object.metadata.ownerReferences ?? []) {
        expect([object.kind, name, known.has(uid)]).toEqual([
          object.kind,
          name,
          true,
        ]);
      }
      const text = JSON.stringify([object.metadata, object.status]);
      for (const [time] of text.matchAll(/2026-\d\d-\d\dT[\d:.]+Z/g)) {
        // The next start of a schedule is yet to come.
        if (object.kind !== 'ScheduledWorkflow') {
          expect(Date.parse(time)).toBeLessThanOrEqual(now);
        }
      }
    }
  });

  it('is there at once in a cluster that holds jobs already', () => {
    using stage = new Stage({ populate: false });
    expect(stage.cluster.list(resources.trainJobs)).toEqual([]);
    expect(stage.cluster.list(resources.nodes)).toHaveLength(12);
  });
});

describe('as time goes by', () => {
  /** All that a person can see, without what the server counts and draws by itself. */
  function visible(stage: Stage): string[] {
    return everything(stage)
      .map(
        ({
          metadata: { resourceVersion: _, managedFields: __, ...metadata },
          ...object
        }) => JSON.stringify({ ...object, metadata }),
      )
      .sort();
  }

  it('lives the same lives with the same seed, however often it looks at the clock', () => {
    using often = new Stage({ seed: 'same' });
    using once = new Stage({ seed: 'same' });
    using other = new Stage({ seed: 'other' });
    often.advance(900, 7);
    once.advance(900);
    other.advance(900);
    expect(visible(often)).toEqual(visible(once));
    expect(visible(other)).not.toEqual(visible(once));
  });

  it('changes before the eyes: something every few seconds', () => {
    using stage = new Stage();
    let changes = 0;
    for (const { resource } of trainingKinds) {
      if (stage.serves(resource)) {
        stage.cluster.watch(resource, () => changes++);
      }
    }
    stage.advance(120, 1);
    expect(changes).toBeGreaterThan(40);
  });

  it('stays sound and bounded over hours', () => {
    using stage = new Stage();
    const seen = new Set<string>();
    const sizes: { objects: number; logLines: number }[] = [];
    for (let hour = 0; hour < 6; hour++) {
      stage.advance(3600, 300);
      sizes.push(stage.size);
      expectSound(stage);
      const jobs = jobsOf(stage);
      expect(jobs.length).toBeGreaterThan(30);
      expect(jobs.length).toBeLessThan(90);
      expect(stage.pods().length).toBeLessThan(750);
      expect(stage.cluster.list(resources.events).length).toBeLessThan(5000);
      for (const job of jobs) {
        seen.add(read(stage, job).state);
      }
    }
    for (const state of ['running', 'queued', 'failed', 'succeeded']) {
      expect(seen).toContain(state);
    }
    // Nothing is added up: as much after six hours as after three.
    for (const key of ['objects', 'logLines'] as const) {
      const [early, late] = [sizes.slice(0, 3), sizes.slice(3)].map(part =>
        Math.max(...part.map(size => size[key])),
      );
      expect(late).toBeLessThan(early * 1.4);
    }
  }, 240_000);

  it('goes faster when told to, with times that fit the wall', () => {
    using stage = new Stage({ speed: 60 });
    const late = () =>
      stage.cluster
        .list(resources.trainJobs)
        .filter(
          ({ metadata }) =>
            Date.parse(metadata.creationTimestamp ?? '') >
            Date.parse('2026-11-23T12:00:00Z'),
        );
    stage.advance(60);
    // An hour of lives in a minute.
    expect(late().length).toBeGreaterThan(15);
    for (const job of late()) {
      const seconds = count(
        at(job.status, 'trainerStatus', 'estimatedRemainingSeconds'),
      );
      expect(seconds ?? 0).toBeLessThan(60);
    }
    expectSound(stage);
  });
});
