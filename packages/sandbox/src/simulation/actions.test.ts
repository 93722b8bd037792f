import type { ApiObject } from '../cluster/types';
import { at, records } from './kernel';
import { resources } from './resources';
import { aTrainJob } from './testing/jobs';
import { read } from './testing/readings';
import { quietStage, until } from './testing/scenes';
import { Stage } from './testing/Stage';

/** As `kubectl patch --type=merge` does. */
function patch(
  stage: Stage,
  object: ApiObject,
  change: Record<string, unknown>,
): void {
  stage.cluster.patch(stage.id(object), change);
}

function stateOf(stage: Stage, job: ApiObject): string {
  return read(stage, stage.fresh(job)).state;
}

describe('what people do', () => {
  it('suspending a job takes its pods, resuming it brings others that go on from the checkpoint', () => {
    using stage = quietStage();
    const job = stage.apply(aTrainJob('healthy'));
    until(stage, job, 'running');
    stage.advance(300);
    const before = stage.podsOf(job);
    patch(stage, job, { spec: { suspend: true } });
    stage.advance(5);
    expect(stateOf(stage, job)).toBe('suspended');
    expect(stage.podsOf(job)).toEqual([]);
    stage.advance(3600);
    expect(stateOf(stage, job)).toBe('suspended');

    patch(stage, job, { spec: { suspend: false } });
    until(stage, job, 'running');
    const after = stage.podsOf(job);
    expect(after).toHaveLength(before.length);
    const uids = new Set(before.map(({ metadata }) => metadata.uid));
    expect(after.some(({ metadata }) => uids.has(metadata.uid))).toBe(false);
    stage.advance(5);
    expect(stage.log(after[0]).join('\n')).toMatch(/resum|checkpoint/i);
    until(stage, job, 'succeeded');
    expect(stage.errors).toEqual([]);
  });

  it('deleting a job takes everything that belongs to it, and frees its quota', () => {
    using stage = quietStage();
    const large = { queued: true, nodes: 4, gpus: 4 };
    const first = stage.apply(
      aTrainJob('healthy', { ...large, name: 'first' }),
    );
    until(stage, first, 'running');
    const second = stage.apply(
      aTrainJob('healthy', { ...large, name: 'second' }),
    );
    stage.advance(30);
    expect(stateOf(stage, second)).toBe('queued');
    const parts = stage.partsOf(stage.fresh(first));
    expect(parts.map(({ kind }) => kind).sort()).toEqual([
      'JobSet',
      'Workload',
    ]);

    stage.cluster.delete(stage.id(first));
    stage.advance(5);
    expect(stage.podsOf(first)).toEqual([]);
    expect(parts.some(part => stage.exists(part))).toBe(false);
    until(stage, second, 'running');
    expect(stage.errors).toEqual([]);
  });

  it('deleting a pod of a running job brings another in its place', () => {
    using stage = quietStage();
    const job = stage.apply(aTrainJob('healthy', { nodes: 3 }));
    until(stage, job, 'running');
    const [pod, ...others] = stage.podsOf(job);
    stage.cluster.delete(stage.id(pod));
    stage.advance(1);
    expect(stage.podsOf(job)).toHaveLength(others.length);
    stage.advance(60);
    const now = stage.podsOf(job);
    expect(now).toHaveLength(3);
    expect(now.map(({ metadata }) => metadata.uid)).not.toContain(
      pod.metadata.uid,
    );
    expect(now.map(({ status }) => at(status, 'phase'))).toEqual(
      Array(3).fill('Running'),
    );
    until(stage, job, 'succeeded');
    expect(stage.errors).toEqual([]);
  });

  it('deactivating a Workload stops its job, activating it queues it again', () => {
    using stage = quietStage();
    const job = stage.apply(aTrainJob('healthy', { queued: true }));
    until(stage, job, 'running');
    const workload = stage
      .partsOf(stage.fresh(job))
      .find(({ kind }) => kind === 'Workload')!;
    patch(stage, workload, { spec: { active: false } });
    stage.advance(10);
    expect(stage.podsOf(job)).toEqual([]);
    expect(
      records(at(stage.fresh(workload).status, 'conditions')),
    ).toContainEqual(
      expect.objectContaining({
        type: 'Evicted',
        status: 'True',
        reason: 'Deactivated',
      }),
    );
    patch(stage, workload, { spec: { active: true } });
    until(stage, job, 'running');
    expect(stage.errors).toEqual([]);
  });

  it('a job whose runtime is missing waits for it', () => {
    using stage = quietStage();
    const job = stage.apply(
      aTrainJob('healthy', { runtime: { name: 'torch-next' } }),
    );
    stage.advance(60);
    expect(stage.podsOf(job)).toEqual([]);
    expect(stage.eventsAbout(job)).toContainEqual({
      reason: 'TrainJobResourcesCreationFailed',
      message: expect.stringContaining('torch-next'),
    });
    const [runtime] = stage.cluster.list(resources.clusterTrainingRuntimes);
    stage.cluster.create({
      ...runtime,
      metadata: { name: 'torch-next', labels: runtime.metadata.labels },
    });
    until(stage, job, 'running');
  });

  it('leaves alone what it is told to', () => {
    using stage = quietStage();
    const job = stage.apply(aTrainJob('none'));
    stage.advance(600);
    expect(stage.fresh(job).status).toBeUndefined();
    expect(stage.podsOf(job)).toEqual([]);
  });

  it('survives whatever is deleted under it: pods, events, jobs, parts, queues, a namespace, a definition', () => {
    using stage = new Stage();
    const removeAll = (resource: (typeof resources)[keyof typeof resources]) =>
      stage.cluster.list(resource).forEach(object => {
        if (stage.exists(object)) stage.cluster.delete(stage.id(object));
      });
    for (const resource of [
      resources.events,
      resources.pods,
      resources.jobSets,
      resources.workloads,
      resources.pyTorchJobs,
      resources.localQueues,
      resources.workflows,
      resources.experiments,
      resources.sparkApplications,
      resources.inferenceServices,
      resources.deployments,
      resources.notebooks,
    ]) {
      removeAll(resource);
      stage.advance(600, 60);
      expect(stage.errors).toEqual([]);
    }
    stage.cluster.delete({ ...resources.namespaces, name: 'team-vision' });
    stage.advance(3 * 3600, 600);
    expect(stage.errors).toEqual([]);
    expect(stage.pods(undefined, 'team-vision')).toEqual([]);
    // The other team works on.
    expect(
      stage
        .pods(undefined, 'team-language')
        .filter(({ status }) => at(status, 'phase') === 'Running').length,
    ).toBeGreaterThan(3);
    stage.cluster.delete({
      group: 'apiextensions.k8s.io',
      version: 'v1',
      plural: 'customresourcedefinitions',
      name: 'trainjobs.trainer.kubeflow.org',
    });
    stage.advance(3 * 3600, 600);
    expect(stage.errors).toEqual([]);
  }, 240_000);
});
