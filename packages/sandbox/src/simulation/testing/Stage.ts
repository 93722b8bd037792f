import { Cluster } from '../../cluster';
import type { ApiObject, ObjectId, ResourceId } from '../../cluster/types';
import { bundledCrds } from '../../crds';
import { createSimulation, type SimulationOptions } from '../createSimulation';
import { records, at } from '../kernel';
import { resourceOf, resources } from '../resources';

const crds = bundledCrds();

/** For tests: the sandbox's real cluster with a simulation, and a clock that only moves when told. */
export class Stage implements Disposable {
  readonly cluster: Cluster;
  /** What went wrong inside the simulation. */
  readonly errors: unknown[] = [];
  readonly #simulation: ReturnType<typeof createSimulation>;
  #now: number;

  constructor(
    options: Omit<SimulationOptions, 'cluster' | 'now' | 'onError'> = {},
  ) {
    this.#now = Date.parse('2026-11-23T12:00:00Z');
    const now = () => new Date(this.#now);
    this.cluster = new Cluster({ now });
    this.cluster.seed(crds);
    this.#simulation = createSimulation({
      ...options,
      cluster: this.cluster,
      now,
      onError: error => this.errors.push(error),
    });
    this.#simulation.step();
  }

  get now(): Date {
    return new Date(this.#now);
  }

  /** Lets time go by, in steps of so many seconds (all at once by default). */
  advance(seconds: number, step = seconds): void {
    for (let left = seconds; left > 0; left -= step) {
      this.#now += Math.min(step, left) * 1000;
      this.#simulation.step();
    }
  }

  /** As a user would, with `kubectl apply`. Namespaces are made. */
  apply(object: ApiObject): ApiObject {
    const { namespace } = object.metadata;
    if (
      namespace &&
      !this.cluster.get({ ...resources.namespaces, name: namespace })
    ) {
      this.cluster.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
    }
    return this.cluster.create(object, { fieldManager: 'kubectl' });
  }

  serves(resource: ResourceId): boolean {
    const { group, version, plural } = resource;
    return this.cluster.registry.find(group, version, plural) !== undefined;
  }

  id(object: ApiObject): ObjectId {
    const { namespace, name } = object.metadata;
    return { ...resourceOf(object), namespace, name };
  }

  /** The object as it is now. @throws Error when it is gone */
  fresh(object: ApiObject): ApiObject {
    const found = this.cluster.get(this.id(object));
    if (!found) {
      throw new Error(`${object.kind} ${object.metadata.name} is gone`);
    }
    return found;
  }

  exists(object: ApiObject): boolean {
    return this.cluster.get(this.id(object)) !== undefined;
  }

  pods(labelSelector?: string, namespace?: string): ApiObject[] {
    return this.cluster.list(resources.pods, { namespace, labelSelector });
  }

  /** How much the cluster holds: objects of all resources, and lines of all logs. */
  get size(): { objects: number; logLines: number } {
    const collections = [...this.cluster.storage.collections()];
    return {
      objects: collections.reduce((sum, { size }) => sum + size, 0),
      logLines: this.pods().reduce((sum, pod) => sum + this.log(pod).length, 0),
    };
  }

  /** Pods of a training job, whatever its kind. */
  podsOf(job: ApiObject): ApiObject[] {
    const { name, namespace } = job.metadata;
    const key =
      job.kind === 'TrainJob'
        ? 'jobset.sigs.k8s.io/jobset-name'
        : 'training.kubeflow.org/job-name';
    return this.pods(`${key}=${name}`, namespace);
  }

  /** Objects that name this one in an owner reference. */
  partsOf(owner: ApiObject): ApiObject[] {
    return [resources.jobSets, resources.workloads, resources.trials]
      .flatMap(resource =>
        this.cluster.list(resource, { namespace: owner.metadata.namespace }),
      )
      .filter(part =>
        part.metadata.ownerReferences?.some(
          ({ uid }) => uid === owner.metadata.uid,
        ),
      );
  }

  /** Reasons of the events about an object, and about what is called after it. */
  eventsAbout(object: ApiObject): { reason: string; message: string }[] {
    const { name, namespace } = object.metadata;
    return this.cluster
      .list(resources.events, { namespace })
      .filter(event =>
        String(at(event, 'involvedObject', 'name')).startsWith(name),
      )
      .map(({ reason, message }) => ({
        reason: String(reason),
        message: String(message),
      }));
  }

  /** The log of a pod's first container. */
  log(pod: ApiObject, previous = false): string[] {
    const { namespace = '', name } = pod.metadata;
    const [container] = records(at(pod.spec, 'containers'));
    const { logs } = this.cluster;
    const id = { namespace, name };
    const log = previous
      ? logs.previous(id, String(container?.name))
      : logs.present(id, String(container?.name));
    return (log?.lines ?? []).map(({ text }) => text);
  }

  [Symbol.dispose](): void {
    this.#simulation.stop();
  }
}
