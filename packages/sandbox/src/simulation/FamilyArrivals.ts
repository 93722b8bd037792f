import type { FamilyIdea } from '../seed/familyIdeas';
import { familyIdeas } from '../seed/familyIdeas';
import type { FamilyManager } from './families/FamilyManager';
import type { Script } from './kernel';
import { resourceOf } from './resources';
import type { World } from './World';

/** How many of what one idea has started stay. */
const MOST = 5;

/** Pipeline runs, searches and Spark applications that start again and again; the oldest make room. */
export class FamilyArrivals {
  readonly #world: World;
  readonly #manager: FamilyManager;

  constructor(world: World, manager: FamilyManager) {
    this.#world = world;
    this.#manager = manager;
  }

  start(): void {
    familyIdeas.forEach((idea, index) => {
      this.#world.agenda.start(this.#repeat(idea, index));
    });
  }

  *#repeat(idea: FamilyIdea, index: number): Script {
    const random = this.#world.random.fork(`family/${index}`);
    const [least, most] = idea.minutes;
    const started: { namespace?: string; name: string }[] = [];
    for (let number = 101; ; number++) {
      yield 60 * random.between(least, most);
      const object = idea.make(random, number);
      const resource = resourceOf(object);
      if (!this.#world.serves(resource)) {
        return;
      }
      const { namespace, name } = object.metadata;
      if (
        this.#world.hasNamespace(namespace) &&
        !this.#world.cluster.get({ ...resource, namespace, name })
      ) {
        this.#manager.submit(object);
        started.push({ namespace, name });
      }
      for (const old of started.splice(0, Math.max(0, started.length - MOST))) {
        this.#world.cluster.delete({ ...resource, ...old });
      }
    }
  }
}
