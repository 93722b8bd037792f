import type { ApiObject, SandboxCluster } from '../cluster/types';
import { PipelinesBackend } from '../pipelines';
import { familySeeds, objectOf, seedCluster, trainingCast } from '../seed';
import { hostileLog, hostileObjects, hostilePod } from '../seed/hostile';
import { seedNodes } from '../seed/nodes';
import { seededRecurringRuns, seededRuns } from '../seed/pipelines';
import { Arrivals } from './Arrivals';
import { FamilyArrivals } from './FamilyArrivals';
import { families, pipelineFamilies } from './families';
import { FamilyManager } from './families/FamilyManager';
import { Agenda, Random, timestamp, Timeline } from './kernel';
import { QueueSystem } from './kueue/QueueSystem';
import { PastCluster } from './PastCluster';
import { PipelineArrivals } from './PipelineArrivals';
import { PipelineCast } from './pipelineRuns/PipelineCast';
import { PipelineRuntime } from './pipelineRuns/PipelineRuntime';
import { resourceOf, resources } from './resources';
import { TrainingManager } from './TrainingManager';
import { World } from './World';

/** @public */
export interface SimulationOptions {
  cluster: SandboxCluster;
  /** @internal The Pipelines server of the cluster. */
  pipelines?: PipelinesBackend;
  /** How many times as fast as the clock on the wall lives go by. Default 1: something changes every few seconds. */
  speed?: number;
  /** The same seed gives the same lives. Default `kubeflow`. */
  seed?: string;
  now?: () => Date;
  /** False: no jobs of the simulation's own; it only brings to life what others create. */
  populate?: boolean;
  /** Adds objects that a cluster can hold and nobody wants to meet, for tests and screenshots. Default false. */
  hostile?: boolean;
  /** Is told what went wrong inside; the simulation goes on. */
  onError?: (error: unknown) => void;
}

/**
 * Controllers, scheduler and kubelets of a cluster that is not there.
 *
 * @public
 */
export interface Simulation {
  /** Fills the cluster with a past, then goes on by itself. Does not keep the process alive. */
  start(): void;
  stop(): void;
  /** Does what is due by now. {@link Simulation.start} does it by itself; tests do it by hand. */
  step(): void;
}

/** Milliseconds between two looks at the clock. */
const TICK = 250;
const DAY = 24 * 3600;

/** When a cluster that is simulated from now on was set up, as a timestamp of the API. */
export function clusterBirth(now: Date): string {
  return timestamp(new Date(now.getTime() - 90 * DAY * 1000));
}

/** @public */
export function createSimulation(options: SimulationOptions): Simulation {
  const { now = () => new Date() } = options;
  let timer: NodeJS.Timeout | undefined;
  let scene: Scene | undefined;
  const step = () => scene?.advance(now());

  return {
    start() {
      if (!scene) {
        scene = new Scene(options, now);
        step();
        timer = setInterval(step, TICK);
        timer.unref();
      }
    },
    stop() {
      clearInterval(timer);
      scene?.stop();
      scene = undefined;
    },
    step() {
      scene ??= new Scene(options, now);
      step();
    },
  };
}

/** One run of the simulation, from the past that it makes up to its end. */
class Scene {
  readonly #agenda: Agenda;
  readonly #timeline: Timeline;
  readonly #training: TrainingManager;
  readonly #others: FamilyManager;
  readonly #stopPipelines: () => void;

  constructor(options: SimulationOptions, now: () => Date) {
    const { cluster, populate = true, onError = () => {} } = options;
    this.#timeline = new Timeline(now(), options.speed ?? 1);
    const begin = populate
      ? -60 *
        Math.max(
          ...[...familySeeds, ...seededRuns, ...seededRecurringRuns].map(
            seed => seed.minutesAgo,
          ),
        )
      : 0;
    this.#agenda = new Agenda({ start: begin, onError });
    const past = new PastCluster(cluster);
    const world = new World({
      cluster: past,
      timeline: this.#timeline,
      agenda: this.#agenda,
      random: new Random(options.seed ?? 'kubeflow'),
    });
    const soon = (action: () => void) =>
      this.#agenda.at(this.#timeline.second(now()), action);
    this.#training = new TrainingManager(world, new QueueSystem(world), soon);
    const pipelines =
      options.pipelines ?? new PipelinesBackend({ cluster, now });
    // A server of one's own follows the cluster already.
    this.#stopPipelines = options.pipelines ? () => {} : pipelines.start();
    const runtime = new PipelineRuntime({
      backend: pipelines,
      world,
      random: world.random.fork('pipelines'),
      submit: object => this.#submit(object),
      startTrainJob: (job, seconds) =>
        this.#training.submit(job, { life: 'healthy', seconds }),
    });
    this.#others = new FamilyManager(
      world,
      [...families, ...pipelineFamilies(runtime)],
      soon,
    );
    this.#foundations(world, populate);
    const cast = new PipelineCast(runtime, this.#others, world);
    if (populate) {
      this.#cast();
      cast.found();
      cast.schedule();
    }
    if (options.hostile) {
      this.#agenda.at(0, () => this.#hostile(world));
    }
    this.#agenda.advance(0);
    past.settle(onError);
    world.moveTo(cluster);
    for (const manager of [this.#training, this.#others]) {
      manager.watch();
      manager.adoptExisting();
    }
    if (populate) {
      new Arrivals(world, this.#training).start();
      new FamilyArrivals(world, this.#others).start();
      new PipelineArrivals(world, cast).start();
    }
  }

  advance(date: Date): void {
    this.#agenda.advance(this.#timeline.second(date));
  }

  stop(): void {
    this.#training.stop();
    this.#others.stop();
    this.#stopPipelines();
  }

  #submit(object: ApiObject): ApiObject {
    const created = this.#others.submit(object);
    if (!created) {
      throw new Error(`the cluster does not serve ${object.kind}`);
    }
    return created;
  }

  #foundations(world: World, populate: boolean): void {
    const createdAt = clusterBirth(this.#timeline.wall(0));
    for (const { object, capacity } of seedNodes(createdAt)) {
      world.nodes.add(capacity);
      world.ensure(resources.nodes, object);
    }
    for (const object of populate ? seedCluster(createdAt) : []) {
      if (world.serves(resourceOf(object))) {
        world.ensure(resourceOf(object), object);
      }
    }
  }

  #cast(): void {
    for (const { minutesAgo, object } of familySeeds) {
      this.#agenda.at(-60 * minutesAgo, () => this.#others.submit(object));
    }
    for (const member of trainingCast) {
      this.#agenda.at(-60 * member.minutesAgo, () => {
        this.#training.submit(
          objectOf(member.idea, member.name, member.change),
          {
            life: member.life,
            seconds: member.minutes * 60,
          },
        );
      });
    }
  }

  #hostile(world: World): void {
    const at = (seconds: number) => timestamp(this.#timeline.wall(seconds));
    for (const object of hostileObjects(at)) {
      world.create(object);
    }
    world.cluster.appendLog(hostilePod, 'node', [...hostileLog], world.date);
  }
}
