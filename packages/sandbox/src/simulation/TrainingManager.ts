import type { ApiObject, ChangeEvent } from '../cluster/types';
import { trainingKinds } from './kinds';
import type { TrainingKind } from './kinds/TrainingKind';
import type { QueueSystem } from './kueue/QueueSystem';
import type { LifeName } from './lives';
import { isLifeName, lives } from './lives';
import { apiVersionOf, resources } from './resources';
import { at, count, type Script } from './kernel';
import {
  isLeftAlone,
  LIFE_ANNOTATION,
  SECONDS_ANNOTATION,
} from './lifeAnnotation';
import { TrainingRun } from './TrainingRun';
import type { World } from './World';

export interface Plan {
  life: LifeName;
  seconds: number;
}

/**
 * Brings training jobs to life: those that the simulation makes itself and those that somebody applies. Follows what
 * people do to them: suspend, resume, delete, delete a pod, deactivate a Workload.
 */
export class TrainingManager {
  readonly #world: World;
  readonly #queues: QueueSystem;
  readonly #kinds: readonly TrainingKind[];
  readonly #runs = new Map<string, TrainingRun>();
  readonly #own = new Set<string>();
  readonly #stopWatching: (() => void)[] = [];
  readonly #enqueue: (action: () => void) => void;
  #planned: Plan | undefined;

  /** @param enqueue - does something soon, in the simulation's own time; watches call back whenever they like. */
  constructor(
    world: World,
    queues: QueueSystem,
    enqueue: (action: () => void) => void,
  ) {
    this.#world = world;
    this.#queues = queues;
    this.#enqueue = enqueue;
    this.#kinds = trainingKinds.filter(({ resource }) =>
      world.serves(resource),
    );
  }

  get runs(): readonly TrainingRun[] {
    return [...this.#runs.values()];
  }

  /** Jobs that the simulation made, not a person. */
  get ownRuns(): readonly TrainingRun[] {
    return this.runs.filter(({ uid }) => this.#own.has(uid));
  }

  get queues(): QueueSystem {
    return this.#queues;
  }

  watch(): void {
    const { cluster } = this.#world;
    for (const kind of this.#kinds) {
      this.#stopWatching.push(
        cluster.watch(kind.resource, event => this.#changed(kind, event)),
      );
    }
    this.#stopWatching.push(
      cluster.watch(resources.pods, event => {
        if (event.type === 'DELETED') {
          this.#podDeleted(event.object);
        }
      }),
    );
    if (this.#queues.isServed) {
      this.#watchWorkloads();
    }
  }

  #watchWorkloads(): void {
    this.#stopWatching.push(
      this.#world.cluster.watch(resources.workloads, ({ type, object }) => {
        const spec = object.spec;
        if (
          type === 'MODIFIED' &&
          typeof spec === 'object' &&
          spec !== null &&
          'active' in spec
        ) {
          const { name, namespace = '' } = object.metadata;
          const active = spec.active !== false;
          this.#enqueue(() => this.#queues.setActive(name, namespace, active));
        }
      }),
    );
  }

  /** Takes up the jobs that were there already. */
  adoptExisting(): void {
    for (const kind of this.#kinds) {
      for (const object of this.#world.cluster.list(kind.resource)) {
        this.#adopt(kind, object, undefined);
      }
    }
  }

  stop(): void {
    this.#stopWatching.splice(0).forEach(stop => stop());
  }

  /**
   * Creates a job with a life of the simulation's choice. A cluster that serves the kind at another version gets it
   * at that one; one that does not serve it goes without.
   */
  submit(object: ApiObject, plan: Plan): void {
    const sameKind = this.#kinds.filter(({ kind }) => kind === object.kind);
    const kind =
      sameKind.find(
        ({ resource }) => apiVersionOf(resource) === object.apiVersion,
      ) ?? sameKind[0];
    // Somebody may have deleted the definition since.
    if (!kind || !this.#world.serves(kind.resource)) {
      return;
    }
    this.#planned = plan;
    try {
      const created = this.#world.create({
        ...object,
        apiVersion: apiVersionOf(kind.resource),
      });
      this.#own.add(created.metadata.uid ?? '');
      this.#adopt(kind, created, plan);
    } finally {
      this.#planned = undefined;
    }
  }

  /** Deletes a job, as a person who tidies up would. */
  remove(run: TrainingRun): void {
    this.#world.cluster.delete({
      ...run.kind.resource,
      namespace: run.namespace,
      name: run.name,
    });
    this.#forget(run);
  }

  #changed(kind: TrainingKind, { type, object }: ChangeEvent): void {
    const uid = object.metadata.uid ?? '';
    const run = this.#runs.get(uid);
    if (type === 'DELETED') {
      if (run) {
        this.#enqueue(() => this.#forget(run));
      }
    } else if (!run) {
      // The job that is just being submitted is taken up by `submit`.
      if (!this.#planned) {
        this.#enqueue(() => this.#adopt(kind, object, undefined));
      }
    } else if (!run.isOver) {
      run.update(object);
      const isSuspended = kind.isSuspended(object);
      if (isSuspended !== (run.state === 'waiting')) {
        this.#enqueue(() => this.#reconcile(run));
      }
    }
  }

  #adopt(
    kind: TrainingKind,
    object: ApiObject,
    planned: Plan | undefined,
  ): void {
    const uid = object.metadata.uid ?? '';
    if (
      this.#runs.has(uid) ||
      kind.isOver(object) ||
      isLeftAlone(object) ||
      isManagedElsewhere(object)
    ) {
      return;
    }
    const plan = planned ?? this.#planFor(object);
    const run = new TrainingRun({
      world: this.#world,
      kind,
      object,
      life: lives[plan.life],
      seconds: plan.seconds,
      onOver: over => this.#queues.release(over),
    });
    this.#runs.set(uid, run);
    const hasQueue = this.#queues.queueOf(object) !== undefined;
    if (hasQueue && !kind.isSuspended(object)) {
      // Kueue's webhook suspends what goes through a queue.
      const { namespace, name } = object.metadata;
      this.#world.patch(
        { ...kind.resource, namespace, name },
        kind.suspendPatch(true),
      );
      run.update(
        this.#world.cluster.get({ ...kind.resource, namespace, name }) ??
          object,
      );
    }
    this.#world.agenda.start(this.#open(run));
  }

  *#open(run: TrainingRun): Script {
    yield* run.open();
    if (!this.#runs.has(run.uid)) {
      return;
    }
    if (this.#queues.queueOf(run.object) !== undefined) {
      this.#queues.submit(run);
    } else if (!run.isSuspended) {
      run.begin();
    }
  }

  /** A person has suspended a job or let it go. */
  #reconcile(run: TrainingRun): void {
    if (run.isOver || !run.isOpen || !this.#runs.has(run.uid)) {
      return;
    }
    const isSuspended = run.kind.isSuspended(run.object);
    const id = {
      ...run.kind.resource,
      namespace: run.namespace,
      name: run.name,
    };
    if (!this.#queues.has(run)) {
      if (isSuspended && run.state === 'active') {
        run.pause();
      } else if (!isSuspended && run.state === 'waiting') {
        run.resume();
      }
    } else if (isSuspended && run.state === 'active') {
      // Kueue owns the field: an admitted job that somebody suspends is started again.
      run.pause();
      this.#world.agenda.after(3, () => {
        if (
          this.#queues.isAdmitted(run) &&
          run.state === 'waiting' &&
          !run.isOver
        ) {
          run.resume();
          this.#world.patch(id, run.kind.suspendPatch(false));
        }
      });
    } else if (
      !isSuspended &&
      run.state === 'waiting' &&
      !this.#queues.isAdmitted(run)
    ) {
      this.#world.patch(id, run.kind.suspendPatch(true));
      this.#world.events.record(run.object, {
        type: 'Normal',
        reason: 'Stopped',
        message: 'Not admitted by cluster queue',
        component: `${run.kind.resource.group}/${run.kind.kind.toLowerCase()}-kueue-controller`,
        action: 'Stopped',
      });
    }
  }

  #podDeleted(pod: ApiObject): void {
    const run = this.runs.find(
      other =>
        other.namespace === pod.metadata.namespace &&
        other.replicas.some(
          replica =>
            replica.pod.uid === pod.metadata.uid && !replica.pod.isGone,
        ),
    );
    if (run) {
      this.#enqueue(() => run.podLost(pod.metadata.name));
    }
  }

  #forget(run: TrainingRun): void {
    if (this.#runs.delete(run.uid)) {
      this.#own.delete(run.uid);
      run.dispose();
      this.#queues.forget(run);
    }
  }

  /** What a job that somebody applied goes through: what its annotations say, else a few good minutes. */
  #planFor({ metadata }: ApiObject): Plan {
    const life = metadata.annotations?.[LIFE_ANNOTATION];
    const seconds = count(metadata.annotations?.[SECONDS_ANNOTATION]);
    return {
      life: isLifeName(life) ? life : 'healthy',
      seconds: seconds || Math.round(this.#world.random.between(180, 420)),
    };
  }
}

/** `managedBy` names another cluster's controller: the ones here do not touch it. */
function isManagedElsewhere({ spec }: ApiObject): boolean {
  const manager = at(spec, 'managedBy') ?? at(spec, 'runPolicy', 'managedBy');
  return manager === 'kueue.x-k8s.io/multikueue';
}
