import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  asString,
  at,
  type Cluster,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { ResourceStore } from '../store/ResourceStore';
import { backOff, Pause } from './backOff';
import { chooseVersion } from './chooseVersion';
import { failureFromError, type ClusterFailure } from './ClusterFailure';
import { describeHealth, type Reach } from './clusterHealth';
import { describeExcessRights } from './credentialRights';
import { Discovery } from './Discovery';
import { KindWatch } from './KindWatch';
import {
  Reflector,
  type ReflectorMeter,
  type WatchSettings,
} from './Reflector';

/** @see WatchSettings */
export interface ClusterSettings extends WatchSettings {
  /** Milliseconds between two looks at what the cluster serves. */
  discoveryInterval: number;
}

/** Milliseconds after a change of CRDs; discovery tells of it late, and in steps. */
const FOLLOW_UPS = [300, 1500, 5000, 15_000];

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const CRD_GROUP = 'apiextensions.k8s.io';
/** Names are enough; whole CRDs are hundreds of kilobytes each. */
const METADATA_ONLY = {
  list: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
  watch:
    'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
};

/**
 * Follows one cluster: finds out what it serves, again and again, and keeps a {@link KindWatch} for each kind. Nothing
 * that happens to this cluster touches another one.
 */
export class ClusterWatcher {
  readonly connection: ClusterConnection;
  readonly #store: ResourceStore;
  readonly #settings: ClusterSettings;
  readonly #logger: LoggerService;
  readonly #onChange: () => void;
  readonly #kinds: KindWatch[];
  readonly #groups: ReadonlySet<string>;
  readonly #abort = new AbortController();
  readonly #pause = new Pause();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #meter: ReflectorMeter;
  readonly #discovery: Discovery;
  #reach: Reach = { state: 'connecting' };
  #kubernetesVersion: string | undefined;
  #excess: string | undefined;
  #checkedRights = false;
  #crds: Reflector | undefined;
  #health: Cluster['health'] = 'connecting';
  #since = Date.now();
  #running: Promise<void> | undefined;

  constructor(options: {
    connection: ClusterConnection;
    store: ResourceStore;
    settings: ClusterSettings;
    logger: LoggerService;
    meterFor: (kind: string) => ReflectorMeter;
    /** Told when something that {@link ClusterWatcher.describe} gives has changed, counts aside. */
    onChange: () => void;
  }) {
    this.connection = options.connection;
    this.#store = options.store;
    this.#settings = options.settings;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
    const kinds = options.store.kinds.list();
    this.#groups = new Set([...kinds.map(kind => kind.group), CRD_GROUP]);
    this.#discovery = new Discovery(options.connection, this.#groups);
    this.#meter = options.meterFor('customresourcedefinition');
    this.#kinds = kinds.map(
      kind =>
        new KindWatch({
          kind,
          connection: options.connection,
          store: options.store,
          settings: options.settings,
          meter: options.meterFor(kind.id),
          onChange: () => this.#kindChanged(kind.id),
          onFailure: failure => this.#lookAfter(failure),
        }),
    );
  }

  start(): void {
    if (this.connection.unusable) {
      this.#reach = { state: 'unusable', message: this.connection.unusable };
      this.#changed();
      return;
    }
    this.#running ??= this.#run();
  }

  /** Ends all requests under way and forgets the cluster's rows. */
  async stop(): Promise<void> {
    this.#abort.abort();
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    // First, since until it ends it may begin to follow another version, or the definitions.
    await this.#running;
    await Promise.all([
      this.#crds?.stop(),
      ...this.#kinds.map(kind => kind.stop()),
    ]);
    this.#store.drop(this.connection.name);
    await this.connection.close?.();
  }

  describe(): Cluster {
    const kinds = this.#kinds.map(kind => kind.describe());
    const { health, message } = describeHealth(this.#reach, kinds);
    return {
      name: this.connection.name,
      title: this.connection.title,
      connection: this.connection.kind,
      health,
      message: message ?? this.#excess,
      since: new Date(this.#since).toISOString(),
      kubernetesVersion: this.#kubernetesVersion,
      kinds,
    };
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    let attempt = 0;
    while (!signal.aborted) {
      let wait: number;
      try {
        await this.#discover();
        attempt = 0;
        wait = this.#settings.discoveryInterval * (0.9 + 0.2 * Math.random());
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        const failure = failureFromError(error);
        this.#reach = { state: 'failed', failure };
        this.#changed();
        wait =
          (failure.retryAfter ?? 0) + backOff(this.#settings.retry, attempt);
        attempt += 1;
      }
      await this.#pause.wait(wait, signal);
    }
  }

  async #discover(): Promise<void> {
    const { signal } = this.#abort;
    const served = await this.#discovery.look({
      timeout: this.#settings.requestTimeout,
      signal,
    });
    signal.throwIfAborted();
    const cameBack = this.#reach.state === 'failed';
    this.#reach = { state: 'reached' };
    this.#kubernetesVersion = served.kubernetesVersion;
    await Promise.all(
      this.#kinds.map(kind => kind.follow(chooseVersion(kind.kind, served))),
    );
    signal.throwIfAborted();
    if (cameBack) {
      for (const kind of this.#kinds) {
        kind.renew();
      }
      this.#crds?.renew();
    }
    if (served.groups.has(CRD_GROUP)) {
      this.#watchDefinitions();
    }
    await this.#checkRights();
    this.#changed();
  }

  /** The version in which a kind is followed. */
  versionOf(kindId: string): string | undefined {
    return this.#kind(kindId)?.version;
  }

  /** Once per cluster; a cluster that cannot tell is asked again with the next discovery. */
  async #checkRights(): Promise<void> {
    if (this.#checkedRights || this.connection.kind !== 'proxy') {
      return;
    }
    try {
      this.#excess = await describeExcessRights(this.connection, {
        timeout: this.#settings.requestTimeout,
        signal: this.#abort.signal,
      });
      this.#checkedRights = true;
    } catch {
      return;
    }
    if (this.#excess) {
      this.#logger.warn(`Cluster '${this.connection.name}': ${this.#excess}`);
    }
  }

  #watchDefinitions(): void {
    if (this.#crds) {
      return;
    }
    const seen = (object: unknown) => {
      const name = asString(at(object, 'metadata', 'name'));
      if (name && this.#groups.has(name.slice(name.indexOf('.') + 1))) {
        this.#lookAgain();
      }
    };
    let listed = false;
    this.#crds = new Reflector({
      connection: this.connection,
      path: CRDS,
      accept: METADATA_ONLY,
      settings: {
        ...this.#settings,
        // Where this is denied, the next look at what is served comes soon enough.
        retry: {
          initial: this.#settings.discoveryInterval,
          max: this.#settings.discoveryInterval * 10,
        },
      },
      meter: this.#meter,
      sink: {
        begin: () => ({
          add: () => undefined,
          finish: () => {
            if (listed) {
              this.#lookAgain();
            }
            listed = true;
          },
        }),
        upsert: seen,
        remove: seen,
      },
      onState: () => undefined,
    });
    this.#crds.start();
  }

  /** Discovery soon, and some times more. */
  #lookAgain(): void {
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
    for (const delay of FOLLOW_UPS) {
      const timer = setTimeout(() => this.#pause.wake(), delay);
      this.#timers.add(timer);
    }
  }

  /** Whether a failure is one of a kind or of the cluster shows at the next look. */
  #lookAfter(failure: ClusterFailure): void {
    if (this.#reach.state === 'reached' && failure.kind !== 'forbidden') {
      this.#pause.wake();
    }
  }

  #kindChanged(id: string): void {
    if (this.#abort.signal.aborted) {
      return;
    }
    const { status, message } = this.#kind(id)?.describe() ?? {};
    // When the whole cluster is gone, one line says so.
    if (message && (status !== 'error' || this.#reach.state === 'reached')) {
      this.#logger.warn(
        `Cluster '${this.connection.name}', kind '${id}': ${message}`,
      );
    }
    this.#changed();
  }

  #kind(id: string): KindWatch | undefined {
    return this.#kinds.find(({ kind }) => kind.id === id);
  }

  #changed(): void {
    const { health, message } = this.describe();
    if (health !== this.#health) {
      this.#health = health;
      this.#since = Date.now();
      const line = `Cluster '${this.connection.name}' (${this.connection.kind}) is ${health}${message ? `: ${message}` : ''}`;
      if (health === 'unreachable' || health === 'unauthorized') {
        this.#logger.warn(line);
      } else {
        this.#logger.info(line);
      }
    }
    this.#onChange();
  }
}
