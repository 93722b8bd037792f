import {
  asString,
  at,
  readPod,
  type ChildSelector,
  type KindDefinition,
  type KubernetesObject,
  type Pod,
  type Warning,
  type WorkloadEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { ReflectorMeter, WatchSettings } from '../watch/Reflector';
import type { Lease } from './SharedPool';
import { WatchedCollection } from './WatchedCollection';

/** More groups of children than any kind has. */
const MAX_SELECTORS = 12;
/** Pods of one object; the largest training jobs have a few thousand. */
const MAX_CHILDREN = 5000;
/** Events that one answer holds. */
const MAX_EVENTS = 500;
/** Milliseconds in which changes are collected before viewers are told. */
const TELL_AFTER = 200;

/** An object's address. */
export interface ObjectAddress {
  cluster: string;
  namespace: string | undefined;
  kind: KindDefinition;
  /** Of the API: `v1alpha1`. */
  version: string;
  name: string;
}

/** An event, and the uid of what it is about. */
export interface EventAbout {
  uid: string | undefined;
  event: WorkloadEvent;
}

interface Child {
  uid: string;
  kind: string;
  name: string;
  pod: Pod | undefined;
}

interface ChildGroup {
  selector: ChildSelector;
  collection: WatchedCollection<Child>;
}

/** An object and its children. */
interface Family {
  uids: ReadonlySet<string>;
  names: ReadonlySet<string>;
}

/**
 * One object that somebody looks at, with all of its fields, its children and the events about any of them.
 */
export class ObjectWatch {
  readonly address: ObjectAddress;
  readonly #connection: ClusterConnection;
  readonly #settings: WatchSettings;
  readonly #meter: ReflectorMeter;
  readonly #object: WatchedCollection<KubernetesObject>;
  readonly #children = new Map<string, ChildGroup>();
  readonly #events: Lease<WatchedCollection<EventAbout>>;
  readonly #partsOf: (uid: string) => readonly string[];
  readonly #listeners = new Set<() => void>();
  readonly #stopEvents: () => void;
  /** Who its children are, until they change. */
  #kin: Family | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: {
    address: ObjectAddress;
    connection: ClusterConnection;
    settings: WatchSettings;
    meter: ReflectorMeter;
    /** The events of the object's namespace, shared with other objects there; released when this stops. */
    events: Lease<WatchedCollection<EventAbout>>;
    /** Told of changes of those events; of which one, where it is only one. */
    onEvents: (listener: (event?: EventAbout) => void) => () => void;
    /** Uids of the objects that the store knows as parts of one. */
    partsOf: (uid: string) => readonly string[];
  }) {
    const { address } = options;
    this.address = address;
    this.#connection = options.connection;
    this.#settings = options.settings;
    this.#meter = options.meter;
    this.#events = options.events;
    this.#partsOf = options.partsOf;
    const { kind, version, namespace, name } = address;
    this.#object = new WatchedCollection({
      connection: options.connection,
      path: resourcePath(kind.group, version, kind.plural, namespace),
      query: { fieldSelector: `metadata.name=${name}` },
      // A server that does not know the selector would send others too.
      read: object => object,
      limit: 100,
      settings: options.settings,
      meter: options.meter,
      onChange: () => this.#objectChanged(),
    });
    this.#stopEvents = options.onEvents(event => {
      // In a busy namespace most events are about others.
      if (!event || this.#isAbout(event)) {
        this.#changed();
      }
    });
  }

  /** The object as it is now; absent when it is gone, or was never there. */
  get object(): KubernetesObject | undefined {
    return this.#object.items.find(
      item => at(item, 'metadata', 'name') === this.address.name,
    );
  }

  /** Why the object cannot be read, while that is so. */
  get failure() {
    return this.#object.failure;
  }

  /** Resolves when the object was read once, or could not be. */
  get found(): Promise<void> {
    return this.#object.ready;
  }

  /** Resolves when the object, its children and their events were read once, or could not be. */
  async ready(): Promise<void> {
    await this.#object.ready;
    await Promise.all([
      this.#events.value.ready,
      ...[...this.#children.values()].map(group => group.collection.ready),
    ]);
  }

  pods(): Pod[] {
    const pods = new Map<string, Pod>();
    for (const { collection } of this.#children.values()) {
      for (const { uid, pod } of collection.items) {
        if (pod) {
          pods.set(uid, pod);
        }
      }
    }
    return [...pods.values()].sort(byRoleAndRank);
  }

  /** Newest first. */
  events(): WorkloadEvent[] {
    const parts = this.#parts();
    return this.#events.value.items
      .filter(event => this.#isAbout(event, parts))
      .map(({ event }) => event)
      .sort((left, right) =>
        (right.lastSeen ?? '').localeCompare(left.lastSeen ?? ''),
      )
      .slice(0, MAX_EVENTS);
  }

  podWarnings(): Warning[] {
    const warnings: Warning[] = [];
    for (const { selector, collection } of this.#children.values()) {
      if (selector.kind !== 'Pod') {
        continue;
      }
      if (collection.pending) {
        warnings.push(
          this.#warning(
            'Its pods are still being read: the cluster is slow to answer.',
          ),
        );
      }
      if (collection.failure) {
        warnings.push(
          this.#warning(
            `Its pods cannot be read: ${collection.failure.message}`,
          ),
        );
      }
      if (collection.truncated) {
        warnings.push(
          this.#warning(`Only ${MAX_CHILDREN} of its pods are shown.`),
        );
      }
    }
    return warnings;
  }

  eventWarnings(): Warning[] {
    const { failure, pending, truncated } = this.#events.value;
    return [
      ...(pending
        ? [
            this.#warning(
              'Its events are still being read: the cluster is slow to answer.',
            ),
          ]
        : []),
      ...(failure
        ? [this.#warning(`Its events cannot be read: ${failure.message}`)]
        : []),
      ...(truncated
        ? [
            this.#warning(
              'Its namespace has more events than the portal reads; some may be missing.',
            ),
          ]
        : []),
    ];
  }

  /** @param listener - told soon after a change of the object, its children or events; must not throw */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#stopEvents();
    this.#events.release();
    await Promise.all([
      this.#object.stop(),
      ...[...this.#children.values()].map(group => group.collection.stop()),
    ]);
  }

  #warning(message: string): Warning {
    return {
      cluster: this.address.cluster,
      kind: this.address.kind.id,
      code: 'children-unavailable',
      message,
    };
  }

  /** Whether an event is about the object, one of its children, or one of its parts. */
  #isAbout(
    { uid, event: { about } }: EventAbout,
    parts: readonly string[] = this.#parts(),
  ): boolean {
    const { uids, names } = this.#family();
    return uid === undefined
      ? names.has(`${about.kind}/${about.name}`)
      : uids.has(uid) || parts.includes(uid);
  }

  /** The store knows of them first, so they are asked for each time. */
  #parts(): readonly string[] {
    const own = asString(at(this.object, 'metadata', 'uid'));
    return own ? this.#partsOf(own) : [];
  }

  #family(): Family {
    if (this.#kin) {
      return this.#kin;
    }
    const own = asString(at(this.object, 'metadata', 'uid'));
    const uids = new Set<string>(own ? [own] : []);
    const names = new Set([`${this.address.kind.kind}/${this.address.name}`]);
    for (const { collection } of this.#children.values()) {
      for (const { uid, kind, name } of collection.items) {
        uids.add(uid);
        names.add(`${kind}/${name}`);
      }
    }
    this.#kin = { uids, names };
    return this.#kin;
  }

  #objectChanged(): void {
    if (this.#stopped) {
      return;
    }
    const { object } = this;
    const wanted = new Map(
      (object ? childrenOf(this.address.kind, object) : [])
        .slice(0, MAX_SELECTORS)
        .map(selector => [JSON.stringify(selector), selector]),
    );
    for (const [key, group] of this.#children) {
      if (!wanted.has(key)) {
        this.#children.delete(key);
        // Nobody reads it any more, so its end concerns nobody.
        group.collection.stop().catch(() => undefined);
      }
    }
    for (const [key, selector] of wanted) {
      if (!this.#children.has(key)) {
        this.#children.set(key, {
          selector,
          collection: this.#watchChildren(selector),
        });
      }
    }
    this.#kin = undefined;
    this.#changed();
  }

  #watchChildren(selector: ChildSelector): WatchedCollection<Child> {
    const isPod = selector.group === '' && selector.kind === 'Pod';
    return new WatchedCollection<Child>({
      connection: this.#connection,
      path: resourcePath(
        selector.group,
        selector.version,
        selector.plural,
        this.address.namespace,
      ),
      query: {
        ...(selector.labelSelector
          ? { labelSelector: selector.labelSelector }
          : {}),
        ...(selector.name
          ? { fieldSelector: `metadata.name=${selector.name}` }
          : {}),
      },
      read: object => ({
        uid: asString(at(object, 'metadata', 'uid')) ?? '',
        kind: selector.kind,
        name: asString(at(object, 'metadata', 'name')) ?? '',
        pod: isPod ? readPod(object) : undefined,
      }),
      limit: MAX_CHILDREN,
      settings: this.#settings,
      meter: this.#meter,
      onChange: () => {
        this.#kin = undefined;
        this.#changed();
      },
    });
  }

  #changed(): void {
    if (this.#timer !== undefined || this.#stopped) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const listener of [...this.#listeners]) {
        listener();
      }
    }, TELL_AFTER);
  }
}

/** A kind that throws here, which it must not, has no children. */
function childrenOf(
  kind: KindDefinition,
  object: KubernetesObject,
): ChildSelector[] {
  try {
    return kind.children(object);
  } catch {
    return [];
  }
}

/** The collection of a resource: `/api/v1/namespaces/a/pods`, `/apis/group/version/namespaces/a/plural`. */
export function resourcePath(
  group: string,
  version: string,
  plural: string,
  namespace: string | undefined,
): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return namespace === undefined
    ? `${root}/${plural}`
    : `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
}

function byRoleAndRank(left: Pod, right: Pod): number {
  return (
    (left.role ?? '').localeCompare(right.role ?? '') ||
    (left.rank ?? Number.MAX_SAFE_INTEGER) -
      (right.rank ?? Number.MAX_SAFE_INTEGER) ||
    left.name.localeCompare(right.name, 'en', { numeric: true })
  );
}
