import type {
  ApiObject,
  ObjectId,
  ResourceId,
  SandboxCluster,
} from '../cluster/types';
import { EventRecorder } from './EventRecorder';
import type { Agenda, Json, Random, Timeline } from './kernel';
import { timestamp } from './kernel';
import { Nodes } from './Nodes';
import { resources } from './resources';

/** What everything in the simulation shares: the cluster, the clocks, the nodes, and how to write. */
export class World {
  #cluster: SandboxCluster;
  readonly timeline: Timeline;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly nodes: Nodes;
  readonly events: EventRecorder;

  constructor(options: {
    cluster: SandboxCluster;
    timeline: Timeline;
    agenda: Agenda;
    random: Random;
  }) {
    this.#cluster = options.cluster;
    this.timeline = options.timeline;
    this.agenda = options.agenda;
    this.random = options.random;
    this.nodes = new Nodes();
    this.events = new EventRecorder(this);
  }

  get cluster(): SandboxCluster {
    return this.#cluster;
  }

  /** From here on everything is written to this cluster. */
  moveTo(cluster: SandboxCluster): void {
    this.#cluster = cluster;
  }

  /** Now, on the wall. */
  get date(): Date {
    return this.timeline.wall(this.agenda.second);
  }

  /** Now, as `metav1.Time`. */
  get time(): string {
    return timestamp(this.date);
  }

  /** How many seconds a person would wait for something that is some simulated seconds away. */
  wallSeconds(seconds: number): number {
    return this.timeline.wallSeconds(
      this.agenda.second,
      this.agenda.second + seconds,
    );
  }

  /** Whether the cluster knows a resource: it may have been started with fewer CRDs. */
  serves(resource: ResourceId): boolean {
    return unlessGone(() => this.#cluster.list(resource));
  }

  /** Creates an object that began now, with an identity that follows from the seed. */
  create(object: ApiObject): ApiObject {
    return this.cluster.create({
      ...object,
      metadata: {
        ...object.metadata,
        uid: object.metadata.uid ?? this.random.uuid(),
        creationTimestamp: object.metadata.creationTimestamp ?? this.time,
      },
    });
  }

  /** Whether an object of a namespace can be created: somebody may have deleted the namespace. */
  hasNamespace(name: string | undefined): boolean {
    return (
      name === undefined ||
      this.cluster.get({ ...resources.namespaces, name }) !== undefined
    );
  }

  /** Creates an object unless there is one of that name. */
  ensure(resource: ResourceId, object: ApiObject): ApiObject {
    const { namespace, name } = object.metadata;
    return (
      this.cluster.get({ ...resource, namespace, name }) ?? this.create(object)
    );
  }

  /** Merges into the status. False when the object is gone: somebody deleted it, and that is theirs to do. */
  patchStatus(id: ObjectId, status: Json): boolean {
    return unlessGone(() => this.cluster.patchStatus(id, status));
  }

  /** Merges into everything but the status. False when the object is gone. */
  patch(id: ObjectId, patch: Json): boolean {
    return unlessGone(() => this.cluster.patch(id, patch));
  }
}

function unlessGone(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (isNotFound(error)) {
      return false;
    }
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'status' in error &&
    typeof error.status === 'object' &&
    error.status !== null &&
    'code' in error.status &&
    error.status.code === 404
  );
}
