import type { ApiObject, ChangeEvent } from '../../cluster/types';
import type { Process } from '../kernel';
import { isLeftAlone } from '../lifeAnnotation';
import type { World } from '../World';
import type { Family } from './Family';
import { Subject } from './Family';

interface Living {
  subject: Subject;
  process: Process;
  concerns: string;
}

/** Brings the objects of some families to life, the simulation's own and those that somebody applies. */
export class FamilyManager {
  readonly #world: World;
  readonly #families: readonly Family[];
  readonly #enqueue: (action: () => void) => void;
  readonly #living = new Map<string, Living>();
  readonly #stopWatching: (() => void)[] = [];

  /** @param enqueue - does something soon, in the simulation's own time; watches call back whenever they like. */
  constructor(
    world: World,
    families: readonly Family[],
    enqueue: (action: () => void) => void,
  ) {
    this.#world = world;
    this.#families = families.filter(({ resource }) => world.serves(resource));
    this.#enqueue = enqueue;
  }

  /** Creates an object and starts its life. A cluster that does not serve its kind goes without. */
  submit(object: ApiObject): ApiObject | undefined {
    const family = this.#families.find(({ kind }) => kind === object.kind);
    if (!family) {
      return undefined;
    }
    const created = this.#world.create(object);
    this.#adopt(family, created);
    return created;
  }

  /** Takes notice of a change that no watch tells of: in the past there are none. */
  refresh(kind: string, namespace: string, name: string): void {
    const family = this.#families.find(one => one.kind === kind);
    const object =
      family &&
      this.#world.cluster.get({ ...family.resource, namespace, name });
    if (family && object) {
      this.#changed(family, { type: 'MODIFIED', object });
    }
  }

  watch(): void {
    for (const family of this.#families) {
      this.#stopWatching.push(
        this.#world.cluster.watch(family.resource, event =>
          this.#enqueue(() => this.#changed(family, event)),
        ),
      );
    }
  }

  /** Takes up the objects that were there already. */
  adoptExisting(): void {
    for (const family of this.#families) {
      for (const object of this.#world.cluster.list(family.resource)) {
        this.#adopt(family, object);
      }
    }
  }

  stop(): void {
    this.#stopWatching.splice(0).forEach(stop => stop());
  }

  #changed(family: Family, { type, object }: ChangeEvent): void {
    const uid = object.metadata.uid ?? '';
    const living = this.#living.get(uid);
    if (type === 'DELETED') {
      living?.process.stop();
      living?.subject.pods.forEach(pod => pod.lost());
      this.#living.delete(uid);
    } else if (!living) {
      this.#adopt(family, object);
    } else {
      living.subject.update(object);
      const concerns = JSON.stringify(family.concerns(object));
      if (concerns !== living.concerns) {
        living.process.stop();
        living.subject.removePods();
        this.#start(family, living.subject, concerns);
      }
    }
  }

  #adopt(family: Family, object: ApiObject): void {
    if (!this.#living.has(object.metadata.uid ?? '') && !isLeftAlone(object)) {
      const subject = new Subject(this.#world, family.resource, object);
      this.#start(family, subject, JSON.stringify(family.concerns(object)));
    }
  }

  #start(family: Family, subject: Subject, concerns: string): void {
    this.#living.set(subject.object.metadata.uid ?? '', {
      subject,
      concerns,
      process: this.#world.agenda.start(family.live(subject)),
    });
  }
}
