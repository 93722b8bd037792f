import type { ApiObject, ResourceId } from '../../cluster/types';
import type { Condition } from '../conditions';
import type { Json } from '../kernel';
import { at, count, record, records, text } from '../kernel';
import { ownedBy, podTemplate } from '../objects';
import type { PodIdentity } from '../pods/SimPod';
import type { World } from '../World';
import { setJobCondition } from './jobConditions';
import type {
  FailureCause,
  PodSet,
  Replica,
  TrainingController,
  TrainingKind,
} from './TrainingKind';
import { PlanError } from './TrainingKind';

/** What tells one kind of training-operator v1.9 from another. */
export interface ReplicaJobDialect {
  kind: string;
  resource: ResourceId;
  /** Key of the replica specs: `pytorchReplicaSpecs`. */
  replicaSpecs: string;
  /** Value of the label `training.kubeflow.org/operator-name`, also the reporter of its events. */
  operator: string;
  /** The replica type that decides success, where the job has it. */
  leader: string | undefined;
  /** Default: `<job>-<type>-<index>`. */
  podName?(job: string, type: string, index: number): string;
  /** Replica types that only serve the others. */
  servants: readonly string[];
  running(name: string, namespace: string, hasLeader: boolean): string;
  succeeded(name: string, namespace: string, hasLeader: boolean): string;
  failed(name: string, namespace: string, replicas: string): string;
}

/** A kind of training-operator v1: replica types, each with a pod template. */
export function replicaJobKind(dialect: ReplicaJobDialect): TrainingKind {
  return {
    kind: dialect.kind,
    resource: dialect.resource,
    isSuspended: object => at(object.spec, 'runPolicy', 'suspend') === true,
    suspendPatch: suspend => ({ spec: { runPolicy: { suspend } } }),
    isOver: object =>
      records(at(object.status, 'conditions')).some(
        ({ type, status }) =>
          (type === 'Succeeded' || type === 'Failed') && status === 'True',
      ),
    control: (world, object) =>
      new ReplicaJobController(world, object, dialect),
  };
}

class ReplicaJobController implements TrainingController {
  readonly #world: World;
  readonly #object: ApiObject;
  readonly #dialect: ReplicaJobDialect;
  #conditions: Condition[] = [];
  #startTime: string | undefined;
  #completionTime: string | undefined;
  #sets: PodSet[] = [];

  constructor(world: World, object: ApiObject, dialect: ReplicaJobDialect) {
    this.#world = world;
    this.#object = object;
    this.#dialect = dialect;
  }

  plan(object: ApiObject): PodSet[] {
    const { leader, servants } = this.#dialect;
    const specs = record(at(object.spec, this.#dialect.replicaSpecs));
    this.#sets = Object.entries(specs).flatMap(([type, spec]) => {
      const template = podTemplate(at(spec, 'template'));
      return template
        ? [
            {
              name: type,
              count: count(at(spec, 'replicas')) ?? 1,
              template,
              restartPolicy: text(at(spec, 'restartPolicy')) ?? 'OnFailure',
              backoffLimit:
                count(at(object.spec, 'runPolicy', 'backoffLimit')) ?? 6,
              role: servants.includes(type)
                ? ('serve' as const)
                : ('train' as const),
            },
          ]
        : [];
    });
    // The leader's log is the one that people read.
    this.#sets.sort(
      (one, other) =>
        Number(other.name === leader) - Number(one.name === leader),
    );
    if (this.#sets.length === 0) {
      throw new PlanError(
        `${this.#dialect.kind} has no replica spec with a container`,
      );
    }
    return this.#sets;
  }

  planFailed(error: PlanError): void {
    this.#event(
      'Warning',
      `${this.#dialect.kind}FailedValidation`,
      error.message,
    );
    this.#condition('Failed', 'True', 'FailedValidation', error.message);
    this.#write({});
  }

  created(): void {
    const message = `${this.#dialect.kind} ${this.#object.metadata.name} is created.`;
    this.#condition('Created', 'True', 'Created', message);
    this.#write({});
  }

  createParts(): void {}

  suspended(): void {
    const message = `${this.#dialect.kind} ${this.#object.metadata.name} is suspended.`;
    if (
      this.#conditions.some(
        ({ type, status }) => type === 'Running' && status === 'True',
      )
    ) {
      this.#condition('Running', 'False', 'Suspended', message);
    }
    this.#condition('Suspended', 'True', 'Suspended', message);
    this.#event('Normal', `${this.#dialect.kind}Suspended`, message);
    this.#write({ replicaStatuses: this.#replicaStatuses([]) });
  }

  resumed(): void {
    const message = `${this.#dialect.kind} ${this.#object.metadata.name} is resumed.`;
    this.#condition('Suspended', 'False', 'Resumed', message);
    this.#event('Normal', `${this.#dialect.kind}Resumed`, message);
    this.#startTime = this.#world.time;
    this.#write({});
  }

  identity(set: PodSet, index: number): PodIdentity {
    const { name: job, namespace = '' } = this.#object.metadata;
    const type = set.name.toLowerCase();
    const name =
      this.#dialect.podName?.(job, type, index) ?? `${job}-${type}-${index}`;
    const hasLeader = this.#sets.some(
      other => other.name === this.#dialect.leader,
    );
    const isMaster = hasLeader
      ? set.name === this.#dialect.leader
      : set.name === 'Worker' && index === 0;
    this.#event('Normal', 'SuccessfulCreatePod', `Created pod: ${name}`);
    this.#event(
      'Normal',
      'SuccessfulCreateService',
      `Created service: ${name}`,
    );
    return {
      namespace,
      name,
      labels: {
        ...this.#selector(set.name),
        'training.kubeflow.org/replica-index': String(index),
        ...(isMaster ? { 'training.kubeflow.org/job-role': 'master' } : {}),
      },
      owner: ownedBy(this.#object),
    };
  }

  sync(replicas: readonly Replica[]): void {
    this.#startTime ??= this.#world.time;
    const { name, namespace = '' } = this.#object.metadata;
    const leaders = replicas.filter(
      ({ set }) => set.name === this.#dialect.leader,
    );
    const decisive =
      leaders.length > 0
        ? leaders
        : replicas.filter(({ set }) => set.role === 'train');
    if (decisive.some(({ pod }) => pod.phase === 'Running' && !pod.isGone)) {
      const message = this.#dialect.running(
        name,
        namespace,
        leaders.length > 0,
      );
      this.#condition('Running', 'True', 'Running', message);
    }
    this.#write({ replicaStatuses: this.#replicaStatuses(replicas) });
  }

  restarting(set: PodSet): void {
    const message = `${this.#dialect.kind} ${this.#object.metadata.name} is restarting because 1 ${set.name} replica(s) failed.`;
    this.#condition('Restarting', 'True', 'Restarting', message);
    this.#event('Warning', `${this.#dialect.kind}Restarting`, message);
    this.#write({});
  }

  /** These kinds have no place for progress: it is in the log alone. */
  progress(): void {}

  succeeded(replicas: readonly Replica[]): void {
    const { name, namespace = '' } = this.#object.metadata;
    const hasLeader = replicas.some(
      ({ set }) => set.name === this.#dialect.leader,
    );
    const message = this.#dialect.succeeded(name, namespace, hasLeader);
    this.#completionTime = this.#world.time;
    this.#condition('Succeeded', 'True', 'Succeeded', message);
    this.#event('Normal', `${this.#dialect.kind}Succeeded`, message);
    this.#write({ replicaStatuses: this.#replicaStatuses(replicas) });
  }

  failed(cause: FailureCause, replicas: readonly Replica[], set: PodSet): void {
    const { name, namespace = '' } = this.#object.metadata;
    const number = replicas.filter(
      ({ pod, set: own }) => own === set && pod.phase === 'Failed',
    ).length;
    const messages: Record<FailureCause, string> = {
      pods: this.#dialect.failed(
        name,
        namespace,
        `${Math.max(1, number)} ${set.name} replica(s)`,
      ),
      deadline: `Job ${name} has failed because it was active longer than specified deadline`,
      backoff: `Job ${name} has failed because it has reached the specified backoff limit`,
    };
    this.#completionTime = this.#world.time;
    this.#condition('Failed', 'True', 'Failed', messages[cause]);
    this.#event('Normal', `${this.#dialect.kind}Failed`, messages[cause]);
    this.#write({ replicaStatuses: this.#replicaStatuses(replicas) });
  }

  #selector(type: string): Record<string, string> {
    return {
      'training.kubeflow.org/job-name': this.#object.metadata.name,
      'training.kubeflow.org/operator-name': this.#dialect.operator,
      'training.kubeflow.org/replica-type': type.toLowerCase(),
    };
  }

  #replicaStatuses(replicas: readonly Replica[]): Json {
    return Object.fromEntries(
      this.#sets.map(({ name }) => {
        const own = replicas.filter(
          ({ set, pod }) => set.name === name && !pod.isGone,
        );
        const inPhase = (phase: string) =>
          own.filter(({ pod }) => pod.phase === phase).length;
        return [
          name,
          {
            active: inPhase('Running'),
            succeeded: inPhase('Succeeded'),
            failed: inPhase('Failed'),
            selector: Object.entries(this.#selector(name))
              .map(([key, value]) => `${key}=${value}`)
              .join(','),
          },
        ];
      }),
    );
  }

  #condition(
    type: string,
    status: Condition['status'],
    word: string,
    message: string,
  ): void {
    this.#conditions = setJobCondition(this.#conditions, {
      type,
      status,
      reason: `${this.#dialect.kind}${word}`,
      message,
      lastTransitionTime: this.#world.time,
    });
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    const component = this.#dialect.operator;
    this.#world.events.record(this.#object, {
      type,
      reason,
      message,
      component,
    });
  }

  #write(status: Json): void {
    const { namespace, name } = this.#object.metadata;
    this.#world.patchStatus(
      { ...this.#dialect.resource, namespace, name },
      {
        conditions: this.#conditions,
        ...(this.#startTime ? { startTime: this.#startTime } : {}),
        ...(this.#completionTime
          ? { completionTime: this.#completionTime }
          : {}),
        ...status,
      },
    );
  }
}
