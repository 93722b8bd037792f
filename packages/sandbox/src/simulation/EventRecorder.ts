import { microTimestamp, timestamp } from './kernel';
import { resources } from './resources';
import type { World } from './World';

/** The object that an event is about. */
export interface EventSubject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; uid?: string };
}

export interface EventContent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** The controller that reports: `kubelet`, `trainer.kubeflow.org/trainjob-controller`. */
  component: string;
  /** Node name, for the kubelet. */
  host?: string;
  /** `spec.containers{node}` */
  fieldPath?: string;
  /**
   * Set by those who report through `events.k8s.io/v1` (scheduler, Kueue, Trainer): their events carry `eventTime`
   * and an action, and neither source nor count, when they are read as core/v1.
   */
  action?: string;
}

/** The API server forgets events after an hour (`--event-ttl`). */
const TIME_TO_LIVE_SECONDS = 3600;

/**
 * Writes core/v1 Events. An event that is the same as one still there counts up, as client-go's correlator does,
 * and each goes away an hour after it was last seen.
 */
export class EventRecorder {
  readonly #world: World;
  readonly #known = new Map<
    string,
    {
      name: string;
      namespace: string;
      first: string;
      count: number;
      last: number;
    }
  >();

  constructor(world: World) {
    this.#world = world;
  }

  record(subject: EventSubject, content: EventContent): void {
    const { agenda } = this.#world;
    // What nobody will see any more when the simulation starts is not worth writing.
    if (agenda.second < -TIME_TO_LIVE_SECONDS) {
      return;
    }
    // Nor is there anybody to tell in a namespace that was deleted.
    if (!this.#world.hasNamespace(subject.metadata.namespace)) {
      return;
    }
    const key = JSON.stringify([subject.metadata.uid, content]);
    const known = this.#known.get(key);
    if (known && this.#repeat(known, content)) {
      return;
    }
    this.#write(key, subject, content);
  }

  #repeat(
    known: {
      name: string;
      namespace: string;
      first: string;
      count: number;
      last: number;
    },
    content: EventContent,
  ): boolean {
    const world = this.#world;
    known.count += 1;
    known.last = world.agenda.second;
    const { name, namespace } = known;
    return world.patch(
      { ...resources.events, namespace, name },
      content.action
        ? {
            series: {
              count: known.count,
              lastObservedTime: microTimestamp(world.date),
            },
          }
        : { count: known.count, lastTimestamp: world.time },
    );
  }

  #write(key: string, subject: EventSubject, content: EventContent): void {
    const world = this.#world;
    const namespace = subject.metadata.namespace ?? 'default';
    const name = `${subject.metadata.name}.${world.random.hex(16)}`;
    const at = timestamp(world.date);
    const entry = {
      name,
      namespace,
      first: at,
      count: 1,
      last: world.agenda.second,
    };
    this.#known.set(key, entry);
    world.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: {
        apiVersion: subject.apiVersion,
        kind: subject.kind,
        name: subject.metadata.name,
        ...(subject.metadata.namespace
          ? { namespace: subject.metadata.namespace }
          : {}),
        uid: subject.metadata.uid,
        ...(content.fieldPath ? { fieldPath: content.fieldPath } : {}),
      },
      type: content.type,
      reason: content.reason,
      message: content.message,
      ...(content.action
        ? {
            source: {},
            firstTimestamp: null,
            lastTimestamp: null,
            eventTime: microTimestamp(world.date),
            action: content.action,
            reportingComponent: content.component,
            reportingInstance: `${content.component.split('/').at(-1)}-0`,
          }
        : {
            source: {
              component: content.component,
              ...(content.host ? { host: content.host } : {}),
            },
            firstTimestamp: at,
            lastTimestamp: at,
            eventTime: null,
            count: 1,
            reportingComponent: content.component,
            reportingInstance: content.host ?? '',
          }),
    });
    this.#expire(key, entry);
  }

  #expire(
    key: string,
    entry: { name: string; namespace: string; last: number },
  ): void {
    const { agenda } = this.#world;
    agenda.at(entry.last + TIME_TO_LIVE_SECONDS, () => {
      if (entry.last + TIME_TO_LIVE_SECONDS > agenda.second) {
        this.#expire(key, entry);
        return;
      }
      this.#known.delete(key);
      const { namespace, name } = entry;
      this.#world.cluster.delete({ ...resources.events, namespace, name });
    });
  }
}
