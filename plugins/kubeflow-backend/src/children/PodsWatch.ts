import {
  asStringMap,
  at,
  readPod,
  type KubernetesObject,
  type Pod,
  type Warning,
  type WorkloadEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { ReflectorMeter, WatchSettings } from '../watch/Reflector';
import type { EventAbout } from './ObjectWatch';
import type { Lease } from './SharedPool';
import { resourcePath } from './ObjectWatch';
import { WatchedCollection } from './WatchedCollection';

/** Pods of one selection. */
const MAX_PODS = 5000;
/** Events that one answer holds. */
const MAX_EVENTS = 500;
/** Characters of an annotation; Argo writes whole templates into some. */
const MAX_ANNOTATION = 1000;

/** A pod, and what engines have written onto it. */
export interface LabelledPod {
  pod: Pod;
  labels: Record<string, string>;
  /** Without long ones. */
  annotations: Record<string, string>;
}

/** The pods of one namespace that a label selector finds, and the events about them, while somebody looks at them. */
export class PodsWatch {
  readonly #cluster: string;
  readonly #pods: WatchedCollection<LabelledPod>;
  readonly #events: Lease<WatchedCollection<EventAbout>>;

  constructor(options: {
    connection: ClusterConnection;
    namespace: string;
    labelSelector: string;
    settings: WatchSettings;
    meter: ReflectorMeter;
    /** The events of the namespace, shared with all who look at something there; released when this stops. */
    events: Lease<WatchedCollection<EventAbout>>;
  }) {
    this.#cluster = options.connection.name;
    this.#events = options.events;
    this.#pods = new WatchedCollection({
      connection: options.connection,
      path: resourcePath('', 'v1', 'pods', options.namespace),
      query: { labelSelector: options.labelSelector },
      read: readLabelledPod,
      limit: MAX_PODS,
      settings: options.settings,
      meter: options.meter,
      onChange: () => undefined,
    });
  }

  /** Resolves when pods and events were read once, or could not be. */
  async ready(): Promise<void> {
    await Promise.all([this.#pods.ready, this.#events.value.ready]);
  }

  pods(): LabelledPod[] {
    return this.#pods.items;
  }

  /**
   * Events about the pods, newest first.
   *
   * @param others - more of what they may be about, as `Kind/name`: pods that are gone, a workflow
   */
  events(others: ReadonlySet<string> = new Set()): WorkloadEvent[] {
    const uids = new Set(this.pods().map(({ pod }) => pod.uid));
    const names = new Set(this.pods().map(({ pod }) => `Pod/${pod.name}`));
    return this.#events.value.items
      .filter(({ uid, event: { about } }) => {
        const name = `${about.kind}/${about.name}`;
        return (
          others.has(name) ||
          (uid === undefined ? names.has(name) : uids.has(uid))
        );
      })
      .map(({ event }) => event)
      .sort((left, right) =>
        (right.lastSeen ?? '').localeCompare(left.lastSeen ?? ''),
      )
      .slice(0, MAX_EVENTS);
  }

  /** @param of - whose they are, in words: `this run` */
  warnings(of: string): Warning[] {
    const pods = describeGaps(this.#pods, `The pods of ${of}`);
    const events = describeGaps(this.#events.value, `The events of ${of}`);
    return [...pods, ...events].map(message => ({
      cluster: this.#cluster,
      code: 'children-unavailable',
      message,
    }));
  }

  async stop(): Promise<void> {
    this.#events.release();
    await this.#pods.stop();
  }
}

function describeGaps(
  {
    pending,
    failure,
    truncated,
  }: Pick<WatchedCollection<LabelledPod>, 'pending' | 'failure' | 'truncated'>,
  what: string,
): string[] {
  return [
    ...(pending
      ? [`${what} are still being read: the cluster is slow to answer.`]
      : []),
    ...(failure ? [`${what} cannot be read: ${failure.message}`] : []),
    ...(truncated
      ? [`${what} are more than the portal reads; some are missing.`]
      : []),
  ];
}

function readLabelledPod(object: KubernetesObject): LabelledPod {
  const annotations = Object.entries(
    asStringMap(at(object, 'metadata', 'annotations')),
  ).filter(([, value]) => value.length <= MAX_ANNOTATION);
  return {
    pod: readPod(object),
    labels: asStringMap(at(object, 'metadata', 'labels')),
    annotations: Object.fromEntries(annotations),
  };
}
