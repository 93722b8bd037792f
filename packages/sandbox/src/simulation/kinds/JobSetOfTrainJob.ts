import type { ApiObject } from '../../cluster/types';
import type { Condition } from '../conditions';
import { isTrue, setCondition } from '../conditions';
import type { Json } from '../kernel';
import { ownedBy } from '../objects';
import type { PodIdentity } from '../pods/SimPod';
import { resources } from '../resources';
import type { World } from '../World';
import { BatchJob } from './BatchJob';
import { jobSetKeys, stepLabel } from './jobSetKeys';
import type { PodSet, Replica } from './TrainingKind';

/** Counts of Jobs (not of pods) of one replicated job: what JobSet and TrainJob show. */
export interface ReplicatedJobStatus {
  name: string;
  ready: number;
  succeeded: number;
  failed: number;
  active: number;
  suspended: number;
}

/** The JobSet that Trainer makes for a TrainJob, with the Jobs that JobSet makes from it (one for each pod set). */
export class JobSetOfTrainJob {
  readonly #world: World;
  readonly #object: ApiObject;
  #sets: readonly PodSet[];
  readonly #jobs = new Map<string, BatchJob>();
  readonly #over = new Map<string, 'succeeded' | 'failed'>();
  #suspended: boolean;
  #restarts = 0;
  #conditions: Condition[] = [];
  #status: ReplicatedJobStatus[] = [];

  constructor(
    world: World,
    trainJob: ApiObject,
    spec: Json,
    sets: readonly PodSet[],
    suspended: boolean,
  ) {
    this.#world = world;
    this.#sets = sets;
    this.#suspended = suspended;
    const { namespace, name, labels, annotations } = trainJob.metadata;
    this.#object = world.create({
      apiVersion: 'jobset.x-k8s.io/v1alpha2',
      kind: 'JobSet',
      metadata: {
        namespace,
        name,
        labels: labels ?? {},
        annotations: annotations ?? {},
        ownerReferences: [ownedBy(trainJob)],
      },
      spec: { ...spec, suspend: suspended },
      status: { restarts: 0 },
    });
    if (suspended) {
      this.#condition(
        'Suspended',
        'True',
        'SuspendedJobs',
        'jobset is suspended',
      );
    }
    // Jobs of sets that depend on others come when those are done.
    for (const set of sets) {
      if (
        set.role === 'prepare' ||
        !sets.some(other => other.role === 'prepare')
      ) {
        this.#job(set);
      }
    }
    this.sync([]);
  }

  get status(): readonly ReplicatedJobStatus[] {
    return this.#status;
  }

  get conditions(): readonly Condition[] {
    return this.#conditions;
  }

  identity(set: PodSet, index: number): PodIdentity {
    return this.#job(set).identity(index);
  }

  sync(replicas: readonly Replica[]): void {
    for (const [name, job] of this.#jobs) {
      const own = ofSet(replicas, name);
      if (this.#over.has(name)) {
        continue;
      }
      const set = this.#sets.find(other => other.name === name);
      if (
        own.length > 0 &&
        own.length === set?.count &&
        own.every(({ pod }) => pod.phase === 'Succeeded')
      ) {
        this.#over.set(name, 'succeeded');
        job.complete(own);
      } else {
        job.sync(own);
      }
    }
    this.#write(replicas);
  }

  suspend(): void {
    this.#suspended = true;
    this.#world.patch(this.#id, { spec: { suspend: true } });
    this.#condition(
      'Suspended',
      'True',
      'SuspendedJobs',
      'jobset is suspended',
    );
    this.#event('Normal', 'SuspendedJobs', 'jobset is suspended');
    for (const job of this.#jobs.values()) {
      job.suspend();
    }
    this.#write([]);
  }

  /** Starts the Jobs, with what the plan says now: while they were suspended Kueue may have put a node selector in. */
  resume(spec: Json, sets: readonly PodSet[]): void {
    this.#suspended = false;
    this.#sets = sets;
    this.#world.patch(this.#id, { spec: { ...spec, suspend: false } });
    if (isTrue(this.#conditions, 'Suspended')) {
      this.#condition('Suspended', 'False', 'ResumeJobs', 'jobset is resumed');
      this.#event('Normal', 'ResumeJobs', 'jobset is resumed');
    }
    for (const [name, job] of this.#jobs) {
      const set = sets.find(other => other.name === name);
      job.resume(set?.template);
    }
    this.#write([]);
  }

  /** All Jobs are deleted and made anew, as a failure policy with `maxRestarts` does. */
  restart(set: PodSet): void {
    const failed = this.#jobName(set);
    this.#restarts += 1;
    for (const job of this.#jobs.values()) {
      job.remove();
    }
    this.#jobs.clear();
    this.#over.clear();
    const message = `applying RestartJobSet failure policy action (first failed job: ${failed})`;
    this.#condition(
      'RestartingJobSet',
      'True',
      'DefaultFailurePolicy',
      message,
    );
    this.#event('Warning', 'RestartJobSetFailurePolicyAction', message);
    for (const other of this.#sets) {
      this.#job(other);
    }
    this.#write([]);
  }

  /** After a restart: every Job has its pods again. */
  restarted(): void {
    if (isTrue(this.#conditions, 'RestartingJobSet')) {
      this.#condition(
        'RestartingJobSet',
        'False',
        'JobsReady',
        'all jobs are ready',
      );
    }
  }

  get restarts(): number {
    return this.#restarts;
  }

  succeeded(replicas: readonly Replica[]): void {
    this.sync(replicas);
    this.#condition(
      'Completed',
      'True',
      'AllJobsCompleted',
      'jobset completed successfully',
    );
    this.#event('Normal', 'AllJobsCompleted', 'jobset completed successfully');
    this.#world.patchStatus(this.#id, {
      conditions: this.#conditions,
      terminalState: 'Completed',
    });
  }

  failed(
    set: PodSet,
    reason: string,
    message: string,
    replicas: readonly Replica[],
  ): void {
    this.#over.set(set.name, 'failed');
    this.#jobs.get(set.name)?.fail(reason, message, ofSet(replicas, set.name));
    const suffix = `(first failed job: ${this.#jobName(set)})`;
    const [word, sentence] =
      this.#restarts > 0
        ? [
            'ReachedMaxRestarts',
            'jobset failed due to reaching max number of restarts',
          ]
        : ['FailedJobs', 'jobset failed due to one or more job failures'];
    this.#condition('Failed', 'True', word, `${sentence} ${suffix}`);
    this.#event('Warning', word, `${sentence} ${suffix}`);
    // JobSet deletes the Jobs that are still active.
    for (const [name, job] of this.#jobs) {
      if (!this.#over.has(name)) {
        job.remove();
        this.#jobs.delete(name);
      }
    }
    this.#write(replicas);
    this.#world.patchStatus(this.#id, { terminalState: 'Failed' });
  }

  remove(): void {
    this.#world.cluster.delete(this.#id);
  }

  get #id() {
    const { namespace, name } = this.#object.metadata;
    return { ...resources.jobSets, namespace, name };
  }

  #jobName(set: PodSet): string {
    return `${this.#object.metadata.name}-${set.name}-0`;
  }

  #job(set: PodSet): BatchJob {
    const present = this.#jobs.get(set.name);
    if (present) {
      return present;
    }
    const { namespace = '' } = this.#object.metadata;
    const jobName = this.#jobName(set);
    const keys = jobSetKeys(this.#object, jobName, set, {
      position: this.#sets.findIndex(({ name }) => name === set.name),
      jobs: this.#sets.length,
      restarts: this.#restarts,
    });
    const job = new BatchJob(this.#world, {
      namespace,
      name: jobName,
      labels: { ...keys, ...stepLabel(set) },
      annotations: keys,
      owner: this.#object,
      pods: set.count,
      backoffLimit: set.backoffLimit,
      restartPolicy: set.restartPolicy,
      template: set.template,
      suspended: this.#suspended,
      indexed: true,
    });
    this.#jobs.set(set.name, job);
    return job;
  }

  #write(replicas: readonly Replica[]): void {
    this.#status = this.#sets.map(set => {
      const own = ofSet(replicas, set.name).filter(({ pod }) => !pod.isGone);
      const over = this.#over.get(set.name);
      const isCreated = this.#jobs.has(set.name);
      const up = own.filter(
        ({ pod }) => pod.isReady || pod.phase === 'Succeeded',
      ).length;
      const active = !over && own.some(({ pod }) => !pod.isOver);
      return {
        name: set.name,
        ready: active && up >= set.count ? 1 : 0,
        succeeded: over === 'succeeded' ? 1 : 0,
        failed: over === 'failed' ? 1 : 0,
        active: active ? 1 : 0,
        suspended: isCreated && this.#suspended && !over ? 1 : 0,
      };
    });
    this.#world.patchStatus(this.#id, {
      conditions: this.#conditions,
      replicatedJobsStatus: this.#status,
      restarts: this.#restarts,
      ...(this.#restarts > 0
        ? { restartsCountTowardsMax: this.#restarts }
        : {}),
    });
  }

  #condition(
    type: string,
    status: Condition['status'],
    reason: string,
    message: string,
  ): void {
    this.#conditions = setCondition(this.#conditions, {
      type,
      status,
      reason,
      message,
      lastTransitionTime: this.#world.time,
    });
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#world.events.record(this.#object, {
      type,
      reason,
      message,
      component: 'jobset',
      action: 'Reconciling',
    });
  }
}

function ofSet(replicas: readonly Replica[], name: string): Replica[] {
  return replicas.filter(({ set }) => set.name === name);
}
