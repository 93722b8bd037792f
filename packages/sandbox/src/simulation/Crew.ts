import type { Random, Script } from './kernel';
import type { PodSet, Replica, TrainingController } from './kinds/TrainingKind';
import { bringUp, schedule } from './pods/bringUp';
import { SimPod } from './pods/SimPod';
import type { World } from './World';

/** The pods of one training job. */
export class Crew {
  readonly #world: World;
  readonly #random: Random;
  readonly #controller: TrainingController;
  #replicas: Replica[] = [];

  constructor(world: World, random: Random, controller: TrainingController) {
    this.#world = world;
    this.#random = random;
    this.#controller = controller;
  }

  get replicas(): readonly Replica[] {
    return this.#replicas;
  }

  /** The pods that do the work, the one with rank 0 first. */
  get trainers(): Replica[] {
    return this.#replicas.filter(({ set }) => set.role === 'train');
  }

  /** The set whose pods have failed; the one that trains when none has. */
  get failedSet(): PodSet | undefined {
    const failed = this.#replicas.find(({ pod }) => pod.phase === 'Failed');
    return (failed ?? this.trainers[0])?.set;
  }

  create(set: PodSet): Replica[] {
    const replicas = Array.from({ length: set.count }, (_, index) => ({
      pod: this.#pod(set, index),
      set,
      index,
    }));
    this.#replicas.push(...replicas);
    this.sync();
    return replicas;
  }

  *schedule(replicas: readonly Replica[]): Script {
    yield* schedule(replicas.map(({ pod }) => pod));
  }

  *bringUp(replicas: readonly Replica[]): Script {
    const pods = replicas.map(({ pod }) => pod);
    yield* bringUp(this.#world, this.#random, pods, () => this.sync());
  }

  /** Makes another pod in the place of one that was deleted, and brings it up. */
  *replace(replica: Replica): Script {
    yield 2;
    if (this.#replicas.includes(replica)) {
      replica.pod = this.#pod(replica.set, replica.index);
      this.sync();
      yield* this.bringUp([replica]);
    }
  }

  /** Tells the controller that pods have changed. */
  sync(): void {
    this.#controller.sync(this.#replicas);
  }

  removeActive(): void {
    for (const { pod } of this.#replicas) {
      if (!pod.isOver) {
        pod.remove();
      }
    }
  }

  removeAll(): void {
    this.#replicas.forEach(({ pod }) => pod.remove());
    this.#replicas = [];
  }

  /** They are gone with what owned them. */
  loseAll(): void {
    this.#replicas.forEach(({ pod }) => pod.lost());
    this.#replicas = [];
  }

  #pod(set: PodSet, index: number): SimPod {
    const identity = this.#controller.identity(set, index);
    // `ExitCode` is training-operator's own; the kubelet is told Never.
    const policy =
      set.restartPolicy === 'ExitCode' ? 'Never' : set.restartPolicy;
    return new SimPod(this.#world, identity, set.template, policy);
  }
}
