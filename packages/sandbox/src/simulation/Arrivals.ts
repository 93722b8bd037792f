import type { TrainingIdea } from '../seed/trainingCatalog';
import { ideas, lifeWeights, objectOf } from '../seed/trainingCatalog';
import type { Script } from './kernel';
import type { TrainingManager } from './TrainingManager';
import type { World } from './World';

/** How many jobs may be under way at once, and how many may wait in one queue, before nobody submits more. */
const MOST_UNDER_WAY = 36;
const MOST_WAITING = 4;
/** How many jobs that are over stay, and how many minutes each stays at least. Failures stay longer: people look at them. */
const MOST_SUCCEEDED = 16;
const MOST_FAILED = 18;
const LEAST_MINUTES = 10;
/** How often nobody has an idea for the CPUs while the queues of the GPUs are full. */
const IDLE = 0.7;

/** New jobs at a steady pace, and old ones tidied away: life goes on, and the number of objects stays bounded. */
export class Arrivals {
  readonly #world: World;
  readonly #manager: TrainingManager;
  readonly #numbers = new Map<string, number>();

  constructor(world: World, manager: TrainingManager) {
    this.#world = world;
    this.#manager = manager;
  }

  start(): void {
    this.#world.agenda.start(this.#submit());
    this.#world.agenda.start(this.#tidy());
  }

  *#submit(): Script {
    const random = this.#world.random.fork('arrivals');
    for (;;) {
      yield random.between(25, 60);
      const underWay = this.#manager.runs.filter(run => !run.isOver);
      const { queues } = this.#manager;
      const candidates = Object.values<TrainingIdea>(ideas).filter(
        ({ wish: { queued, team } }) =>
          this.#world.hasNamespace(team.namespace) &&
          (!queued || queues.waiting(team.namespace) < MOST_WAITING),
      );
      const isIdle =
        !candidates.some(({ wish }) => wish.queued) && random.chance(IDLE);
      if (
        underWay.length >= MOST_UNDER_WAY ||
        candidates.length === 0 ||
        isIdle
      ) {
        continue;
      }
      // Most of the work is on GPUs.
      const idea = random.weighted(
        candidates.map(value => ({ value, weight: value.wish.queued ? 4 : 1 })),
      );
      const life = random.weighted(lifeWeights);
      const number = (this.#numbers.get(idea.name) ?? 200) + 1;
      this.#numbers.set(idea.name, number);
      const name = `${idea.name}-${number}`;
      const seconds = Math.round(
        Math.exp(random.between(Math.log(150), Math.log(1500))),
      );
      const { namespace } = idea.wish.team;
      const object = objectOf(idea, name, {
        ...(random.chance(0.08) && idea.wish.queued
          ? { priority: 'production' as const }
          : {}),
        ...(life === 'too-slow'
          ? { deadlineSeconds: Math.round(seconds * 0.8) }
          : {}),
        ...(life === 'image-pull'
          ? {
              deadlineSeconds: 600,
              image: `${idea.wish.image}-rc${random.integer(1, 9)}`,
            }
          : {}),
        ...(life === 'bad-entry-point'
          ? { command: ['trochrun', 'train.py'] }
          : {}),
        ...(life === 'command-not-found'
          ? { command: ['bash', '-c', 'acclerate launch train.py'] }
          : {}),
        ...(life === 'restarts-once'
          ? { runtime: { name: 'torch-distributed-resilient' } }
          : {}),
      });
      // A person may have taken the name.
      if (
        !this.#manager.runs.some(
          run => run.namespace === namespace && run.name === name,
        )
      ) {
        this.#manager.submit(object, { life, seconds });
      }
    }
  }

  *#tidy(): Script {
    for (;;) {
      yield 60;
      const over = this.#manager.ownRuns
        .filter(run => run.isOver)
        .sort((one, other) => (other.overSince ?? 0) - (one.overSince ?? 0));
      const superfluous = [
        ...over
          .filter(({ state }) => state === 'succeeded')
          .slice(MOST_SUCCEEDED),
        ...over.filter(({ state }) => state === 'failed').slice(MOST_FAILED),
      ];
      for (const run of superfluous) {
        if (
          (run.overSince ?? 0) + LEAST_MINUTES * 60 <
          this.#world.agenda.second
        ) {
          this.#manager.remove(run);
        }
      }
    }
  }
}
