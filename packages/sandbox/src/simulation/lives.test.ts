import { readPod } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ApiObject } from '../cluster/types';
import type { JobWish } from '../seed/jobs';
import { at, records } from './kernel';
import { aPyTorchJob, aTrainJob } from './testing/jobs';
import { read } from './testing/readings';
import { quietStage, until } from './testing/scenes';
import type { Stage } from './testing/Stage';

const onFailure = { runtime: { name: 'torch-distributed' } };

function containerOf(pod: ApiObject) {
  return records(at(pod.status, 'containerStatuses'))[0] ?? {};
}

/** What the portal says about each pod, the phase included. */
function podsOf(stage: Stage, job: ApiObject) {
  return stage
    .podsOf(job)
    .map(readPod)
    .map(({ phase, reason }) => [phase, reason]);
}

function reasonsOf(stage: Stage, object: ApiObject): Set<string> {
  return new Set(stage.eventsAbout(object).map(({ reason }) => reason));
}

/** Both generations of the API, for what does not depend on it. */
const jobs: [string, (life: string, wish?: Partial<JobWish>) => ApiObject][] = [
  ['TrainJob', aTrainJob],
  ['PyTorchJob', aPyTorchJob],
];

describe.each(jobs)('a %s', (_, job) => {
  it('succeeds: starting, running with growing progress, succeeded', () => {
    using stage = quietStage();
    const healthy = stage.apply(job('healthy'));
    until(stage, healthy, 'starting');
    until(stage, healthy, 'running');
    expect(podsOf(stage, healthy)).toEqual([
      ['Running', undefined],
      ['Running', undefined],
    ]);
    const [pod] = stage.podsOf(healthy);
    const lines = stage.log(pod).length;
    stage.advance(120);
    expect(stage.log(pod).length).toBeGreaterThan(lines);
    until(stage, healthy, 'succeeded');
    expect(podsOf(stage, healthy).map(([phase]) => phase)).toEqual([
      'Succeeded',
      'Succeeded',
    ]);
    expect(stage.log(pod).at(-1)).toContain('saved model');
    expect(reasonsOf(stage, healthy)).toEqual(
      expect.toSatisfy(reasons =>
        ['Scheduled', 'Pulling', 'Pulled', 'Created', 'Started'].every(reason =>
          reasons.has(reason),
        ),
      ),
    );
    expect(stage.errors).toEqual([]);
  });

  it('is killed for its memory: exit code 137, and nothing in the log says why', () => {
    using stage = quietStage();
    const killed = stage.apply(job('out-of-memory'));
    until(stage, killed, 'failed');
    expect(podsOf(stage, killed)).toContainEqual(['Failed', 'OOMKilled']);
    const victim = stage
      .podsOf(killed)
      .find(pod => at(pod.status, 'phase') === 'Failed')!;
    expect(containerOf(victim)).toMatchObject({
      ready: false,
      state: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    });
    expect(stage.log(victim).join('\n')).not.toMatch(/error|traceback/i);
  });

  it('runs out of GPU memory: the log says so, the exit code does not', () => {
    using stage = quietStage();
    const failed = stage.apply(job('cuda-out-of-memory'));
    until(stage, failed, 'failed');
    const victim = stage
      .podsOf(failed)
      .find(pod => at(pod.status, 'phase') === 'Failed')!;
    expect(containerOf(victim)).toMatchObject({
      state: { terminated: { exitCode: 1, reason: 'Error' } },
    });
    expect(stage.log(victim).join('\n')).toContain(
      'torch.OutOfMemoryError: CUDA out of memory.',
    );
  });

  it('hangs in a collective: one rank of eight is behind, all eight abort', () => {
    using stage = quietStage();
    const hung = stage.apply(job('nccl-timeout', { nodes: 8 }));
    until(stage, hung, 'failed');
    const pods = stage.podsOf(hung);
    expect(podsOf(stage, hung)).toEqual(Array(8).fill(['Failed', 'Error']));
    const ranks = new Set<number>();
    const sequences = new Map<number, number>();
    for (const pod of pods) {
      const [, rank, sequence] =
        /\[Rank (\d+)\] Watchdog caught collective operation timeout: WorkNCCL\(SeqNum=(\d+)/.exec(
          stage.log(pod).join('\n'),
        ) ?? [];
      ranks.add(Number(rank));
      sequences.set(
        Number(sequence),
        (sequences.get(Number(sequence)) ?? 0) + 1,
      );
    }
    expect(ranks).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
    expect([...sequences.values()].sort()).toEqual([1, 7]);
    const [behind, ahead] = [...sequences.keys()].sort((a, b) => a - b);
    expect(ahead - behind).toBe(1);
    expect(sequences.get(behind)).toBe(1);
  });

  it('names a program that is not in the image: no container ever starts', () => {
    using stage = quietStage();
    const wrong = stage.apply(
      job('bad-entry-point', { command: ['trochrun', 'train.py'] }),
    );
    until(stage, wrong, 'failed');
    expect(podsOf(stage, wrong)).toEqual([
      ['Failed', 'StartError'],
      ['Failed', 'StartError'],
    ]);
    const [pod] = stage.podsOf(wrong);
    expect(containerOf(pod)).toMatchObject({
      state: {
        terminated: {
          exitCode: 128,
          message: expect.stringContaining(
            'exec: "trochrun": executable file not found in $PATH',
          ),
        },
      },
    });
    expect(stage.log(pod)).toEqual([]);
    const reasons = reasonsOf(stage, pod);
    expect([reasons.has('Failed'), reasons.has('Started')]).toEqual([
      true,
      false,
    ]);
  });

  it('calls a command that the shell does not find: exit code 127', () => {
    using stage = quietStage();
    const wrong = stage.apply(
      job('command-not-found', { command: ['bash', '-c', 'acclerate'] }),
    );
    until(stage, wrong, 'failed');
    const victim = stage
      .podsOf(wrong)
      .find(pod => at(pod.status, 'phase') === 'Failed')!;
    expect(containerOf(victim)).toMatchObject({
      state: { terminated: { exitCode: 127, reason: 'Error' } },
    });
    expect(stage.log(victim).at(-1)).toContain('acclerate: command not found');
  });

  it('cannot pull its image: waits, and goes on waiting', () => {
    using stage = quietStage();
    const waiting = stage.apply(
      job('image-pull', { image: 'ghcr.io/acme/train:1.O' }),
    );
    const seen = new Set<string>();
    for (let minute = 0; minute < 30; minute += 0.25) {
      stage.advance(15);
      podsOf(stage, waiting).forEach(([, reason]) => seen.add(String(reason)));
    }
    expect([...seen].sort()).toEqual(['ErrImagePull', 'ImagePullBackOff']);
    expect(read(stage, stage.fresh(waiting)).state).toBe('starting');
    const [pod] = stage.podsOf(waiting);
    const reasons = reasonsOf(stage, pod);
    for (const reason of ['Pulling', 'Failed', 'BackOff']) {
      expect(reasons).toContain(reason);
    }
    expect(stage.eventsAbout(pod)).toContainEqual({
      reason: 'Failed',
      message: expect.stringContaining('ghcr.io/acme/train:1.O: not found'),
    });
  });

  it('wants more GPUs than any node has: pending, in the words of the scheduler', () => {
    using stage = quietStage();
    const large = stage.apply(job('healthy', { gpus: 16 }));
    stage.advance(900);
    expect(podsOf(stage, large)).toEqual([
      ['Pending', 'Unschedulable'],
      ['Pending', 'Unschedulable'],
    ]);
    expect(read(stage, stage.fresh(large)).state).toBe('starting');
    expect(stage.eventsAbout(stage.podsOf(large)[0])).toContainEqual({
      reason: 'FailedScheduling',
      message: expect.stringMatching(
        /^0\/12 nodes are available: .*Insufficient nvidia\.com\/gpu.*\. preemption: 0\/12 nodes are available/,
      ),
    });
  });

  it('takes longer than its deadline', () => {
    using stage = quietStage();
    const slow = stage.apply(job('healthy', { deadlineSeconds: 240 }));
    until(stage, slow, 'failed');
    expect(read(stage, stage.fresh(slow))).toMatchObject({
      reason: 'DeadlineExceeded',
    });
    expect(
      stage.podsOf(slow).filter(pod => at(pod.status, 'phase') === 'Running'),
    ).toEqual([]);
  });

  it('loses a pod, starts anew and succeeds', () => {
    using stage = quietStage();
    const unlucky = stage.apply(job('restarts-once'));
    until(stage, unlucky, 'running');
    until(stage, unlucky, 'restarting');
    until(stage, unlucky, 'succeeded');
    expect(stage.errors).toEqual([]);
  });
});

describe('a job whose containers are restarted', () => {
  it('falls over and over again, with the log of the run before, until it is given up', () => {
    using stage = quietStage();
    const looping = stage.apply(aTrainJob('crash-loop', onFailure));
    let restarts = 0;
    const waits = new Set<string>();
    while (read(stage, stage.fresh(looping)).state !== 'failed') {
      stage.advance(1);
      for (const pod of stage.podsOf(looping)) {
        const container = containerOf(pod);
        const reason = at(container, 'state', 'waiting', 'reason');
        if (reason === 'CrashLoopBackOff') {
          expect(readPod(pod)).toMatchObject({
            phase: 'Running',
            reason: 'CrashLoopBackOff',
          });
          expect(container).toMatchObject({
            ready: false,
            lastState: { terminated: { exitCode: 1, reason: 'Error' } },
          });
          waits.add(String(at(container, 'state', 'waiting', 'message')));
        }
        if (Number(container.restartCount) > restarts) {
          restarts = Number(container.restartCount);
          const before = stage.log(pod, true).join('\n');
          expect(before).toContain(`KeyError: 'class_${916 + restarts}'`);
        }
      }
    }
    expect(restarts).toBeGreaterThanOrEqual(3);
    // Each wait is longer than the one before.
    expect(waits.size).toBe(restarts);
    expect(reasonsOf(stage, looping)).toContain('BackOff');
  });

  it('is given up at once where restarting is not allowed', () => {
    using stage = quietStage();
    const single = stage.apply(aTrainJob('crash-loop'));
    until(stage, single, 'failed');
    expect(podsOf(stage, single)).toContainEqual(['Failed', 'Error']);
  });
});
