import {
  asString,
  at,
  readEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { ReflectorMeter, WatchSettings } from '../watch/Reflector';
import {
  ObjectWatch,
  resourcePath,
  type EventAbout,
  type ObjectAddress,
} from './ObjectWatch';
import { PodsWatch } from './PodsWatch';
import { SharedPool, type Lease } from './SharedPool';
import { WatchedCollection } from './WatchedCollection';

/** Objects that are watched at once, unless more are looked at. */
const MAX_OBJECTS = 100;
/** Events of one namespace. */
const MAX_EVENTS = 20_000;

/** Events are about cluster-scoped objects in this namespace (k8s.io/client-go/tools/record). */
const NAMESPACE_OF_CLUSTER_EVENTS = 'default';

type EventListener = (event?: EventAbout) => void;

class NamespaceEvents extends WatchedCollection<EventAbout> {
  readonly listeners: Set<EventListener>;

  constructor(options: {
    connection: ClusterConnection;
    namespace: string;
    settings: WatchSettings;
    meter: ReflectorMeter;
  }) {
    const listeners = new Set<EventListener>();
    super({
      connection: options.connection,
      path: resourcePath('', 'v1', 'events', options.namespace),
      read: object => ({
        uid: asString(at(object, 'involvedObject', 'uid')),
        event: readEvent(object),
      }),
      limit: MAX_EVENTS,
      settings: options.settings,
      meter: options.meter,
      onChange: event => {
        for (const listener of [...listeners]) {
          listener(event);
        }
      },
    });
    this.listeners = listeners;
  }
}

/**
 * The objects that somebody looks at. All who look at the same one share its watches, which end some time after the
 * last one left. Events are watched once per namespace: the API server has no index for "events about this object", so
 * that one watch costs it less than one per object and pod.
 */
export class Children {
  readonly #objects: SharedPool<ObjectWatch>;
  readonly #pods: SharedPool<PodsWatch>;
  readonly #events: SharedPool<NamespaceEvents>;
  readonly #settings: WatchSettings;
  readonly #meterFor: (cluster: string, kind: string) => ReflectorMeter;
  readonly #partsOf: (address: ObjectAddress, uid: string) => readonly string[];

  constructor(options: {
    settings: WatchSettings;
    /** Milliseconds that a watch outlives its last viewer. */
    linger: number;
    meterFor: (cluster: string, kind: string) => ReflectorMeter;
    /** Uids of the objects that the store knows as parts of one. */
    partsOf: (address: ObjectAddress, uid: string) => readonly string[];
  }) {
    this.#objects = new SharedPool(options.linger, MAX_OBJECTS);
    this.#pods = new SharedPool(options.linger, MAX_OBJECTS);
    this.#events = new SharedPool(0, MAX_OBJECTS);
    this.#settings = options.settings;
    this.#meterFor = options.meterFor;
    this.#partsOf = options.partsOf;
  }

  /** Objects that are watched now. */
  get size(): number {
    return this.#objects.size;
  }

  /** Looks at an object; the watch is shared, and lasts until all have let go. */
  look(
    connection: ClusterConnection,
    address: ObjectAddress,
  ): Lease<ObjectWatch> {
    const { cluster, namespace, kind, version, name } = address;
    const key = JSON.stringify([cluster, namespace, kind.id, version, name]);
    return this.#objects.acquire(key, () => {
      const events = this.#lookAtEvents(
        connection,
        namespace ?? NAMESPACE_OF_CLUSTER_EVENTS,
      );
      return new ObjectWatch({
        address,
        connection,
        settings: this.#settings,
        meter: this.#meterFor(cluster, kind.id),
        events,
        onEvents: listener => {
          events.value.listeners.add(listener);
          return () => events.value.listeners.delete(listener);
        },
        partsOf: uid => this.#partsOf(address, uid),
      });
    });
  }

  /** Looks at pods that belong to something which is no object of the cluster; shared and let go in the same way. */
  lookAtPods(
    connection: ClusterConnection,
    namespace: string,
    labelSelector: string,
  ): Lease<PodsWatch> {
    const key = JSON.stringify([connection.name, namespace, labelSelector]);
    return this.#pods.acquire(
      key,
      () =>
        new PodsWatch({
          connection,
          namespace,
          labelSelector,
          settings: this.#settings,
          meter: this.#meterFor(connection.name, 'pod'),
          events: this.#lookAtEvents(connection, namespace),
        }),
    );
  }

  async stop(): Promise<void> {
    await this.#objects.stop();
    await this.#pods.stop();
    await this.#events.stop();
  }

  #lookAtEvents(
    connection: ClusterConnection,
    namespace: string,
  ): Lease<NamespaceEvents> {
    return this.#events.acquire(
      JSON.stringify([connection.name, namespace]),
      () =>
        new NamespaceEvents({
          connection,
          namespace,
          settings: this.#settings,
          meter: this.#meterFor(connection.name, 'event'),
        }),
    );
  }
}
