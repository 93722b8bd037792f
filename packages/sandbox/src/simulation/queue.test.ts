import { at, records } from './kernel';
import { aTrainJob } from './testing/jobs';
import { read } from './testing/readings';
import { quietStage, until } from './testing/scenes';

describe('the queue', () => {
  it('holds what does not fit, and lets it go in time', () => {
    using stage = quietStage();
    const first = stage.apply(
      aTrainJob('healthy', { name: 'first', queued: true, nodes: 4, gpus: 4 }),
    );
    until(stage, first, 'running');
    const second = stage.apply(
      aTrainJob('healthy', { name: 'second', queued: true }),
    );
    stage.advance(60);
    expect(read(stage, stage.fresh(second))).toMatchObject({
      state: 'queued',
      queue: 'vision',
    });
    expect(stage.podsOf(second)).toEqual([]);
    until(stage, first, 'succeeded');
    until(stage, second, 'running');
  });

  it('takes from the less urgent what the urgent needs, and gives it back', () => {
    using stage = quietStage();
    const patient = stage.apply(
      aTrainJob('healthy', {
        name: 'patient',
        queued: true,
        nodes: 4,
        gpus: 4,
      }),
    );
    until(stage, patient, 'running');
    const urgent = stage.apply(
      aTrainJob('healthy', {
        name: 'urgent',
        queued: true,
        priority: 'production',
      }),
    );
    until(stage, urgent, 'running');
    expect(read(stage, stage.fresh(patient)).state).toBe('queued');
    expect(stage.podsOf(patient)).toEqual([]);
    const [workload] = stage
      .partsOf(stage.fresh(patient))
      .filter(({ kind }) => kind === 'Workload');
    const conditions = records(at(workload.status, 'conditions'));
    expect(conditions).toContainEqual(
      expect.objectContaining({
        type: 'Preempted',
        status: 'True',
        reason: 'InClusterQueue',
      }),
    );
    expect(conditions).toContainEqual(
      expect.objectContaining({
        type: 'Evicted',
        status: 'True',
        reason: 'Preempted',
      }),
    );
    expect(stage.eventsAbout(workload)).toContainEqual({
      reason: 'EvictedDueToPreempted',
      message: expect.stringContaining('Preempted to accommodate a workload'),
    });
    until(stage, urgent, 'succeeded');
    until(stage, patient, 'running');
    expect(stage.errors).toEqual([]);
  });
});
