import {
  asString,
  at,
  type KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { ClusterFailure } from '../watch/ClusterFailure';
import {
  Reflector,
  type ReflectorMeter,
  type WatchSettings,
} from '../watch/Reflector';

/**
 * The Kubernetes plugin's proxy goes on reading a watch when its reader has left (http-proxy 1.18 waits for an event
 * that Node no longer sends), so the server has to end it. Milliseconds, doubled at most.
 */
const PROXIED_WATCH = 30_000;

/** A few objects that somebody looks at: listed, watched, and kept as what `read` makes of them. */
export class WatchedCollection<T> {
  /** Resolves after the first complete list, or the first failure. */
  readonly ready: Promise<void>;
  #items = new Map<string, T>();
  readonly #reflector: Reflector;
  #failure: ClusterFailure | undefined;
  #truncated = false;
  #pending = true;

  constructor(options: {
    connection: ClusterConnection;
    path: string;
    query?: Record<string, string>;
    read: (object: KubernetesObject) => T;
    /** Objects that are kept at most. */
    limit: number;
    settings: WatchSettings;
    meter: ReflectorMeter;
    /**
     * Told after each change, also of {@link WatchedCollection.failure}.
     *
     * @param item - the only one that was added, changed or removed; absent when it may be any
     */
    onChange: (item?: T) => void;
  }) {
    const { limit, onChange, read } = options;
    let settle: () => void = () => undefined;
    this.ready = new Promise(resolve => {
      settle = () => {
        this.#pending = false;
        resolve();
      };
    });
    this.#reflector = new Reflector({
      connection: options.connection,
      path: options.path,
      query: options.query,
      settings: boundedSettings(options.connection, options.settings),
      meter: options.meter,
      sink: {
        begin: () => {
          // What a list no longer holds must not take the room of what it does.
          const listed = new Map<string, T>();
          let truncated = false;
          return {
            add: object => {
              if (listed.size < limit) {
                listed.set(keyOf(object), read(object));
              } else {
                truncated = true;
              }
            },
            finish: () => {
              this.#items = listed;
              this.#truncated = truncated;
              this.#failure = undefined;
              settle();
              onChange();
            },
          };
        },
        upsert: object => {
          const key = keyOf(object);
          const item = read(object);
          if (this.#items.has(key) || this.#items.size < limit) {
            this.#items.set(key, item);
          } else {
            this.#truncated = true;
          }
          onChange(item);
        },
        remove: object => {
          this.#items.delete(keyOf(object));
          onChange(read(object));
        },
      },
      onState: state => {
        if (state.status === 'failing') {
          this.#failure = state.failure;
          settle();
          onChange();
        } else if (state.status === 'watching' && this.#failure) {
          this.#failure = undefined;
          onChange();
        }
      },
    });
    this.#reflector.start();
  }

  get items(): T[] {
    return [...this.#items.values()];
  }

  /** Why the items may be old or missing, while that is so. */
  get failure(): ClusterFailure | undefined {
    return this.#failure;
  }

  /** Whether neither a list nor a failure came yet. */
  get pending(): boolean {
    return this.#pending;
  }

  /** Whether there are more objects than are kept. */
  get truncated(): boolean {
    return this.#truncated;
  }

  async stop(): Promise<void> {
    await this.#reflector.stop();
  }
}

function boundedSettings(
  { kind }: ClusterConnection,
  settings: WatchSettings,
): WatchSettings {
  return kind === 'proxy'
    ? {
        ...settings,
        watchTimeout: Math.min(settings.watchTimeout, PROXIED_WATCH),
      }
    : settings;
}

function keyOf(object: KubernetesObject): string {
  return (
    asString(at(object, 'metadata', 'uid')) ??
    `${at(object, 'metadata', 'namespace')}/${at(object, 'metadata', 'name')}`
  );
}
