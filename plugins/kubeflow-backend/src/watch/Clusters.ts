import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterConnection,
  KubernetesPluginClusters,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { ClusterChange, type ResourceStore } from '../store/ResourceStore';
import { backOff, Pause } from './backOff';
import { ClusterWatcher, type ClusterSettings } from './ClusterWatcher';
import type { ReflectorMeter } from './Reflector';

/** Milliseconds between two looks at the Kubernetes plugin's list. */
const REFRESH = 60_000;
/** Milliseconds in which changes of one cluster's health are collected. */
const TELL_AFTER = 100;
/** Milliseconds that the list may take; each locator behind it asks somebody else. */
const LIST_TIMEOUT = 30_000;

/**
 * All clusters: those given at startup, and those of the Kubernetes plugin's list, which may be there later than this
 * plugin and may change at any time.
 */
export class Clusters {
  readonly #own: readonly ClusterConnection[];
  readonly #listed: KubernetesPluginClusters | undefined;
  readonly #store: ResourceStore;
  readonly #settings: ClusterSettings;
  readonly #logger: LoggerService;
  readonly #meterFor: (cluster: string, kind: string) => ReflectorMeter;
  readonly #watchers = new Map<string, ClusterWatcher>();
  readonly #untold = new Set<string>();
  readonly #abort = new AbortController();
  readonly #pause = new Pause();
  #problem: string | undefined;
  #running: Promise<void> | undefined;

  constructor(options: {
    /** Come before clusters of the same name in the list. */
    own: readonly ClusterConnection[];
    listed?: KubernetesPluginClusters;
    store: ResourceStore;
    settings: ClusterSettings;
    logger: LoggerService;
    meterFor: (cluster: string, kind: string) => ReflectorMeter;
  }) {
    this.#own = options.own;
    this.#listed = options.listed;
    this.#store = options.store;
    this.#settings = options.settings;
    this.#logger = options.logger;
    this.#meterFor = options.meterFor;
  }

  /** Returns at once; clusters appear as they answer. */
  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    await Promise.all([...this.#watchers.values()].map(each => each.stop()));
    await this.#listed?.close();
  }

  /** By name. */
  list(): ClusterWatcher[] {
    return [...this.#watchers.values()].sort((left, right) =>
      left.connection.name < right.connection.name ? -1 : 1,
    );
  }

  get(name: string): ClusterWatcher | undefined {
    return this.#watchers.get(name);
  }

  /** Why the list of the Kubernetes plugin cannot be read, while that is so. */
  get problem(): string | undefined {
    return this.#problem;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    this.#follow(this.#own);
    if (!this.#listed) {
      return;
    }
    let attempt = 0;
    while (!signal.aborted) {
      let wait = REFRESH;
      try {
        const listed = await this.#listed.list(
          AbortSignal.any([signal, AbortSignal.timeout(LIST_TIMEOUT)]),
        );
        this.#setProblem(undefined);
        attempt = 0;
        await this.#reconcile(listed);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        this.#setProblem(
          `The Kubernetes plugin does not give its list of clusters: ${error instanceof Error ? error.message : error}`,
        );
        wait = backOff(this.#settings.retry, attempt);
        attempt += 1;
      }
      await this.#pause.wait(wait, signal);
    }
  }

  #setProblem(problem: string | undefined): void {
    if (problem === this.#problem) {
      return;
    }
    if (problem) {
      this.#logger.warn(problem);
    }
    this.#problem = problem;
  }

  async #reconcile(listed: readonly ClusterConnection[]): Promise<void> {
    const wanted = new Map(
      [...listed, ...this.#own].map(each => [each.name, each]),
    );
    const gone = [...this.#watchers].filter(([name, watcher]) => {
      const connection = wanted.get(name);
      return !connection || connection.unusable !== watcher.connection.unusable;
    });
    await Promise.all(
      gone.map(async ([name, watcher]) => {
        this.#watchers.delete(name);
        await watcher.stop();
        this.#store.feed.append(new ClusterChange(name));
        this.#logger.info(`Cluster '${name}' is no longer followed`);
      }),
    );
    this.#follow([...wanted.values()]);
  }

  /** Kinds change their status in swarms; one message tells of them all. */
  #tell(cluster: string): void {
    if (this.#untold.has(cluster) || this.#abort.signal.aborted) {
      return;
    }
    this.#untold.add(cluster);
    setTimeout(() => {
      this.#untold.delete(cluster);
      this.#store.feed.append(new ClusterChange(cluster));
    }, TELL_AFTER).unref();
  }

  #follow(connections: readonly ClusterConnection[]): void {
    for (const connection of connections) {
      const { name } = connection;
      if (this.#watchers.has(name) || this.#abort.signal.aborted) {
        continue;
      }
      const watcher = new ClusterWatcher({
        connection,
        store: this.#store,
        settings: this.#settings,
        logger: this.#logger,
        meterFor: kind => this.#meterFor(name, kind),
        onChange: () => this.#tell(name),
      });
      this.#watchers.set(name, watcher);
      watcher.start();
    }
  }
}
