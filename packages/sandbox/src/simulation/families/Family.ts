import type { ApiObject, ResourceId } from '../../cluster/types';
import type { EventContent } from '../EventRecorder';
import type { Json, Random, Script } from '../kernel';
import { Signal } from '../kernel';
import type { OwnerReference, PodTemplate } from '../objects';
import { bringUp } from '../pods/bringUp';
import { SimPod } from '../pods/SimPod';
import { LIFE_ANNOTATION } from '../lifeAnnotation';
import type { World } from '../World';

/** A kind, other than training jobs, that the simulation brings to life. */
export interface Family {
  kind: string;
  resource: ResourceId;
  /** What decides how an object lives; its life starts anew when this changes. */
  concerns(object: ApiObject): unknown;
  live(subject: Subject): Script;
}

/** One object of a family, its pods, and the ways to write about it. */
export class Subject {
  readonly world: World;
  readonly random: Random;
  readonly pods: SimPod[] = [];
  /** Raised when somebody has changed the object. */
  readonly changed = new Signal();
  readonly #resource: ResourceId;
  #object: ApiObject;

  constructor(world: World, resource: ResourceId, object: ApiObject) {
    this.world = world;
    this.#resource = resource;
    this.#object = object;
    const { namespace, name } = object.metadata;
    this.random = world.random.fork(`${object.kind}/${namespace}/${name}`);
  }

  get object(): ApiObject {
    return this.#object;
  }

  get name(): string {
    return this.#object.metadata.name;
  }

  get namespace(): string {
    return this.#object.metadata.namespace ?? '';
  }

  /** How it fares. */
  get life(): string {
    return this.#object.metadata.annotations?.[LIFE_ANNOTATION] ?? 'healthy';
  }

  update(object: ApiObject): void {
    this.#object = object;
    this.changed.raise();
  }

  status(status: Json): void {
    this.world.patchStatus(this.#id, status);
  }

  /** Merges into everything but the status. */
  patch(patch: Json): void {
    this.world.patch(this.#id, patch);
  }

  event(content: EventContent): void {
    this.world.events.record(this.#object, content);
  }

  addPod(
    name: string,
    labels: Record<string, string>,
    owner: OwnerReference,
    template: PodTemplate,
    restartPolicy = 'Always',
  ): SimPod {
    const identity = { namespace: this.namespace, name, labels, owner };
    const pod = new SimPod(this.world, identity, template, restartPolicy);
    this.pods.push(pod);
    return pod;
  }

  /**
   * How long until something small happens again, such as a line in a log. Long ago it happened in larger and larger
   * steps: nobody reads what a server said last month.
   */
  pause(low: number, high: number): number {
    const { second } = this.world.agenda;
    return Math.max(
      this.random.between(low, high),
      second < 0 ? -second / 24 : 0,
    );
  }

  *bringUp(pods: readonly SimPod[]): Script {
    yield* bringUp(this.world, this.random, pods);
  }

  removePods(): void {
    for (const pod of this.pods.splice(0)) {
      pod.remove();
    }
  }

  get #id() {
    return {
      ...this.#resource,
      namespace: this.#object.metadata.namespace,
      name: this.name,
    };
  }
}
