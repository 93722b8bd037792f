import { stringify } from 'yaml';
import type { ApiObject } from '../../cluster/types';
import type { Condition } from '../conditions';
import { isTrue, setCondition } from '../conditions';
import type { Json } from '../kernel';
import { at, records } from '../kernel';
import { ownedBy } from '../objects';
import type { PodIdentity } from '../pods/SimPod';
import { resources } from '../resources';
import type { World } from '../World';
import { JobSetOfTrainJob } from './JobSetOfTrainJob';
import type {
  FailureCause,
  PlanError,
  PodSet,
  Replica,
  TrainingController,
  TrainingKind,
  TrainingProgress,
} from './TrainingKind';
import type { RuntimePlan } from './trainingRuntime';
import { planFromRuntime } from './trainingRuntime';

/** TrainJob as Trainer v2.3 keeps it (gate `TrainJobStatus` on, so jobs report their progress). */
export const trainJob: TrainingKind = {
  kind: 'TrainJob',
  resource: resources.trainJobs,
  isSuspended: object => at(object.spec, 'suspend') === true,
  suspendPatch: suspend => ({ spec: { suspend } }),
  isOver: object =>
    records(at(object.status, 'conditions')).some(
      ({ type, status }) =>
        (type === 'Complete' || type === 'Failed') && status === 'True',
    ),
  control: (world, object) => new TrainJobController(world, object),
};

class TrainJobController implements TrainingController {
  readonly #world: World;
  #object: ApiObject;
  #plan: RuntimePlan | undefined;
  #jobSet: JobSetOfTrainJob | undefined;
  #conditions: Condition[] = [];

  constructor(world: World, object: ApiObject) {
    this.#world = world;
    this.#object = object;
  }

  plan(object: ApiObject): PodSet[] {
    this.#object = object;
    this.#plan = planFromRuntime(this.#world, object);
    return this.#plan.sets;
  }

  /** Trainer writes nothing until there is something to say. */
  created(): void {}

  planFailed(error: PlanError): void {
    this.#world.events.record(this.#object, {
      type: 'Warning',
      reason: 'TrainJobResourcesCreationFailed',
      message: error.message,
      component: 'trainer-trainjob-controller',
      action: 'Reconciling',
    });
  }

  createParts(suspended: boolean): void {
    const plan = this.#plan;
    if (!plan) {
      return;
    }
    const { namespace, name } = this.#object.metadata;
    this.#world.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        namespace,
        name: `${name}-runtime-snapshot`,
        ownerReferences: [ownedBy(this.#object)],
      },
      data: {
        runtime: stringify({
          apiVersion: plan.runtime.apiVersion,
          kind: plan.runtime.kind,
          metadata: {
            name: plan.runtime.metadata.name,
            labels: plan.runtime.metadata.labels,
          },
          spec: plan.runtime.spec,
        }),
      },
    });
    this.#jobSet = new JobSetOfTrainJob(
      this.#world,
      this.#object,
      plan.jobSet,
      plan.sets,
      suspended,
    );
    this.#write();
  }

  suspended(): void {
    this.#condition('Suspended', 'True', 'Suspended', 'TrainJob is suspended');
    this.#jobSet?.suspend();
    this.#write();
  }

  resumed(): void {
    if (isTrue(this.#conditions, 'Suspended')) {
      this.#condition('Suspended', 'False', 'Resumed', 'TrainJob is resumed');
    }
    if (this.#plan) {
      this.#jobSet?.resume(this.#plan.jobSet, this.#plan.sets);
    }
    this.#write();
  }

  identity(set: PodSet, index: number): PodIdentity {
    if (!this.#jobSet) {
      throw new Error(
        `TrainJob ${this.#object.metadata.name} has no JobSet yet`,
      );
    }
    return this.#jobSet.identity(set, index);
  }

  sync(replicas: readonly Replica[]): void {
    this.#jobSet?.sync(replicas);
    if (replicas.length > 0 && replicas.every(({ pod }) => pod.isReady)) {
      this.#jobSet?.restarted();
    }
    this.#write();
  }

  restarting(set: PodSet): void {
    this.#jobSet?.restart(set);
    this.#write();
  }

  progress({ done, remainingSeconds, metrics }: TrainingProgress): void {
    this.#world.patchStatus(this.#id, {
      trainerStatus: {
        progressPercentage: Math.floor(done * 100),
        estimatedRemainingSeconds: Math.round(remainingSeconds),
        metrics,
        lastUpdatedTime: this.#world.time,
      },
    });
  }

  succeeded(replicas: readonly Replica[]): void {
    this.#jobSet?.succeeded(replicas);
    this.#adopt('Completed', 'Complete');
  }

  failed(cause: FailureCause, replicas: readonly Replica[], set: PodSet): void {
    if (cause === 'deadline') {
      this.#jobSet?.remove();
      this.#condition(
        'Failed',
        'True',
        'DeadlineExceeded',
        'TrainJob exceeded its active deadline',
      );
      this.#world.patchStatus(this.#id, { conditions: this.#conditions });
      return;
    }
    this.#jobSet?.failed(
      set,
      'BackoffLimitExceeded',
      'Job has reached the specified backoff limit',
      replicas,
    );
    this.#adopt('Failed', 'Failed');
  }

  get #id() {
    const { namespace, name } = this.#object.metadata;
    return { ...resources.trainJobs, namespace, name };
  }

  /** Trainer takes over the JobSet's final condition, under its own name for it. */
  #adopt(jobSetType: string, type: string): void {
    const condition = this.#jobSet?.conditions.find(
      other => other.type === jobSetType,
    );
    if (condition) {
      this.#conditions = setCondition(this.#conditions, { ...condition, type });
    }
    this.#write();
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

  #write(): void {
    const status: Json = {
      ...(this.#conditions.length > 0 ? { conditions: this.#conditions } : {}),
      ...(this.#jobSet ? { jobsStatus: this.#jobSet.status } : {}),
    };
    if (Object.keys(status).length > 0) {
      this.#world.patchStatus(this.#id, status);
    }
  }
}
