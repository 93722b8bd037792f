import type { ApiObject } from '../cluster/types';
import { Crew } from './Crew';
import { at, count, type Process, type Random, type Script } from './kernel';
import {
  PlanError,
  type FailureCause,
  type PodSet,
  type Replica,
  type TrainingController,
  type TrainingKind,
} from './kinds/TrainingKind';
import { logFor, type LogPosition, type TrainingLog } from './logs';
import type { Exit } from './pods/SimPod';
import type { World } from './World';

/** What happens to a job once it may run. Starts anew whenever the job is started again after a pause. */
export type Life = (run: TrainingRun) => Script;

export type RunState = 'waiting' | 'active' | 'succeeded' | 'failed';

export interface TrainingRunOptions {
  world: World;
  kind: TrainingKind;
  object: ApiObject;
  life: Life;
  /** What the training takes when nothing stops it. */
  seconds: number;
  onOver: (run: TrainingRun) => void;
}

/**
 * One training job and what is known about it beyond its object: its life, its pods, how far it has come. The
 * generator methods are the pieces that lives are made of.
 */
export class TrainingRun {
  readonly world: World;
  readonly kind: TrainingKind;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly random: Random;
  readonly seconds: number;
  readonly log: TrainingLog;
  readonly #life: Life;
  readonly #controller: TrainingController;
  readonly #crew: Crew;
  readonly #onOver: (run: TrainingRun) => void;
  #object: ApiObject;
  #sets: PodSet[] = [];
  #process: Process | undefined;
  #deadline: Process | undefined;
  #state: RunState = 'waiting';
  #isOpen = false;
  #overSince: number | undefined;
  #progress = 0;
  #attempt = 0;

  constructor(options: TrainingRunOptions) {
    const { world, kind, object } = options;
    this.world = world;
    this.kind = kind;
    this.namespace = object.metadata.namespace ?? '';
    this.name = object.metadata.name;
    this.uid = object.metadata.uid ?? '';
    const label = `${kind.kind}/${this.namespace}/${this.name}`;
    this.random = world.random.fork(label);
    this.seconds = options.seconds;
    this.log = logFor(kind, object, this.random.fork('log'));
    this.#life = options.life;
    this.#object = object;
    this.#onOver = options.onOver;
    this.#controller = kind.control(world, object);
    this.#crew = new Crew(world, this.random, this.#controller);
  }

  get object(): ApiObject {
    return this.#object;
  }

  get state(): RunState {
    return this.#state;
  }

  get isOver(): boolean {
    return this.#state === 'succeeded' || this.#state === 'failed';
  }

  /** The second at which it was over. */
  get overSince(): number | undefined {
    return this.#overSince;
  }

  /** 0 to 1. */
  get progress(): number {
    return this.#progress;
  }

  get sets(): readonly PodSet[] {
    return this.#sets;
  }

  get replicas(): readonly Replica[] {
    return this.#crew.replicas;
  }

  get trainers(): Replica[] {
    return this.#crew.trainers;
  }

  /** Its controller has understood it. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  get isSuspended(): boolean {
    return this.kind.isSuspended(this.#object);
  }

  /** Reads the object for the first time, and again until it can be turned into pods. */
  *open(): Script {
    this.#controller.created();
    for (let retry = 0; ; retry++) {
      yield 1;
      if (this.isOver) {
        return;
      }
      try {
        this.#sets = this.#controller.plan(this.#object);
        break;
      } catch (error) {
        if (!(error instanceof PlanError)) {
          throw error;
        }
        this.#controller.planFailed(error);
        // The longest that controller-runtime waits between two tries.
        yield Math.min(1000, 5 * 2 ** retry);
      }
    }
    this.#isOpen = true;
    this.#controller.createParts(this.isSuspended);
    if (this.isSuspended) {
      this.#controller.suspended();
    }
  }

  /** Takes over what a user or Kueue changed. */
  update(object: ApiObject): void {
    this.#object = object;
  }

  /** Starts the job's life, from its last checkpoint. */
  begin(): void {
    if (this.#state === 'waiting') {
      this.#state = 'active';
      this.#attempt += 1;
      this.#process = this.world.agenda.start(this.#life(this));
      this.#deadline = this.world.agenda.start(this.#watchDeadline());
    }
  }

  /** Suspends: the pods go, what was trained since the last checkpoint is lost. */
  pause(): void {
    if (!this.isOver) {
      this.#stop();
      this.#crew.removeAll();
      this.#state = 'waiting';
      this.#backToCheckpoint();
      this.#controller.suspended();
    }
  }

  resume(): void {
    if (this.#state === 'waiting') {
      // Kueue may have put a node selector into the object, or a person something else, while it was suspended.
      this.#sets = this.#controller.plan(this.#object);
      this.#controller.resumed();
      this.begin();
    }
  }

  /** The object is gone, and with it everything that it owned. */
  dispose(): void {
    this.#stop();
    this.#crew.loseAll();
    if (!this.isOver) {
      this.#state = 'failed';
    }
  }

  /** Somebody deleted a pod: its controller makes another one. */
  podLost(name: string): void {
    const lost = this.replicas.find(({ pod }) => pod.name === name);
    if (lost && !lost.pod.isGone && this.#state === 'active') {
      const wasOver = lost.pod.isOver;
      lost.pod.lost();
      this.sync();
      if (!wasOver) {
        this.world.agenda.start(this.#replace(lost));
      }
    }
  }

  // Pieces of lives

  /** Creates the pods and brings them up, set after set; those that only prepare also run to their end. */
  *launch(): Script {
    for (const set of this.#sets.filter(({ role }) => role === 'prepare')) {
      const replicas = this.createPods(set);
      yield* this.#crew.bringUp(replicas);
      replicas.forEach(({ pod }) => pod.log(this.log.prepare(set.name)));
      yield this.random.between(20, 70);
      replicas.forEach(({ pod }) =>
        pod.exit({ exitCode: 0, reason: 'Completed' }),
      );
      this.sync();
      yield 1;
    }
    yield* this.#crew.bringUp(this.createWorkingPods());
    for (const replica of this.trainers) {
      replica.pod.log(this.log.banner(this.position(replica)));
    }
  }

  createPods(set: PodSet): Replica[] {
    return this.#crew.create(set);
  }

  /** The pods of all sets but those that only prepare. */
  createWorkingPods(): Replica[] {
    return this.#sets
      .filter(({ role }) => role !== 'prepare')
      .flatMap(set => this.createPods(set));
  }

  /** Waits until every pod has a node. */
  *schedule(replicas: readonly Replica[]): Script {
    yield* this.#crew.schedule(replicas);
  }

  /** Trains on, writing logs and progress, up to a part of the whole between 0 and 1. */
  *train(to = 1): Script {
    while (this.#progress < to) {
      const left = (to - this.#progress) * this.seconds;
      const step = Math.min(left, this.#step());
      yield step;
      const from = this.#progress;
      const isThere = left - step < 1e-6;
      this.#progress = isThere ? to : from + step / this.seconds;
      this.#report(from);
    }
  }

  /** A line for the log of each trainer. */
  say(lines: (replica: Replica, rank: number) => string[]): void {
    this.trainers.forEach((replica, rank) =>
      replica.pod.log(lines(replica, rank)),
    );
  }

  exit(replica: Replica, exit: Exit): void {
    replica.pod.exit(exit);
    this.sync();
  }

  /** All trainers end well, those that served them are stopped, and the job has succeeded. */
  *succeed(): Script {
    this.say(replica => this.log.end(this.position(replica)));
    yield 2;
    for (const { pod } of this.trainers) {
      pod.exit({ exitCode: 0, reason: 'Completed' });
    }
    this.sync();
    yield 1;
    this.#crew.removeActive();
    this.#controller.succeeded(this.replicas);
    this.#over('succeeded');
  }

  /** The job has failed; those of its pods that still run are stopped. */
  fail(cause: FailureCause = 'pods'): void {
    const set = this.#crew.failedSet ?? this.#sets[0];
    this.#crew.removeActive();
    if (set) {
      this.#controller.failed(cause, this.replicas, set);
    }
    this.#over('failed');
  }

  /** Pods have failed, and the job starts all of them anew. */
  *restart(): Script {
    const set = this.#crew.failedSet;
    yield 1;
    this.#crew.removeAll();
    this.#backToCheckpoint();
    if (set) {
      this.#controller.restarting(set);
    }
    yield 4;
  }

  /** Tells the controller that pods have changed. */
  sync(): void {
    this.#crew.sync();
  }

  /** Where a trainer stands, for its log. */
  position(replica: Replica, from = this.#progress): LogPosition {
    const { trainers } = this;
    return {
      from,
      to: this.#progress,
      rank: trainers.indexOf(replica),
      world: trainers.length,
      gpus: Math.max(1, replica.pod.gpus),
      host: replica.pod.name,
      date: this.world.date,
      attempt: this.#attempt,
    };
  }

  *#replace(replica: Replica): Script {
    yield* this.#crew.replace(replica);
    replica.pod.log(this.log.banner(this.position(replica)));
  }

  #backToCheckpoint(): void {
    this.#progress = Math.floor(this.#progress * 10) / 10;
  }

  #step(): number {
    // What nobody can watch any more is drawn in broad strokes.
    return this.world.agenda.second < 0
      ? Math.max(this.seconds / 30, 30)
      : this.random.between(10, 25);
  }

  #report(from: number): void {
    this.say(replica => this.log.progress(this.position(replica, from)));
    const left = (1 - this.#progress) * this.seconds;
    this.#controller.progress({
      done: this.#progress,
      remainingSeconds: this.world.wallSeconds(left),
      metrics: this.log.metrics(this.#progress),
    });
  }

  *#watchDeadline(): Script {
    const seconds =
      count(at(this.#object.spec, 'activeDeadlineSeconds')) ??
      count(at(this.#object.spec, 'runPolicy', 'activeDeadlineSeconds'));
    if (seconds) {
      // It counts on the wall, as everything that a person wrote into the object.
      const { agenda, timeline } = this.world;
      yield agenda.second < 0 ? seconds : seconds * timeline.speed;
      this.#process?.stop();
      this.fail('deadline');
    }
  }

  #over(state: 'succeeded' | 'failed'): void {
    this.#state = state;
    this.#overSince = this.world.agenda.second;
    this.#stop();
    this.#onOver(this);
  }

  #stop(): void {
    this.#process?.stop();
    this.#process = undefined;
    this.#deadline?.stop();
    this.#deadline = undefined;
  }
}
