import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { PipelinesServer } from '@kubeflow-portal/plugin-kubeflow-common';
import type {
  ClusterConnection,
  PipelinesCaller,
  PipelinesClient,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { clusterDenied } from '../authorize/clusterDenied';
import {
  pipelinesConfigOf,
  type PipelinesSettings,
} from '../config/pipelinesSettings';
import type { CallerIdentity } from './CallerIdentity';
import {
  ClusterPipelines,
  type PipelinesClientFactory,
} from './ClusterPipelines';
import type { NamesOfCaller } from './NamesCache';

/** A Pipelines API as one caller may use it. */
export interface PipelinesSession {
  cluster: string;
  server: ClusterPipelines;
  client: PipelinesClient;
  caller: PipelinesCaller;
  /** Entity ref of the person; absent for another backend. */
  by: string | undefined;
  names: NamesOfCaller;
}

/** The clusters as they are now; `Clusters` fits. */
export interface KnownClusters {
  list(): readonly { connection: ClusterConnection }[];
  get(name: string): unknown;
  /** Why there may be more. */
  readonly problem: string | undefined;
}

/** The Pipelines APIs of all clusters; they come and go as the clusters do. */
export class Pipelines {
  readonly #clusters: KnownClusters;
  readonly #settings: PipelinesSettings;
  readonly #identity: CallerIdentity;
  readonly #createClient: PipelinesClientFactory;
  readonly #logger: LoggerService;
  readonly #timeout: number;
  readonly #patience: number | undefined;
  readonly #servers = new Map<string, ClusterPipelines>();

  constructor(options: {
    clusters: KnownClusters;
    settings: PipelinesSettings;
    identity: CallerIdentity;
    createClient: PipelinesClientFactory;
    logger: LoggerService;
    /** Milliseconds until a cluster must answer. */
    timeout: number;
    /** Milliseconds that the list of servers waits for each of them. */
    patience?: number;
  }) {
    this.#clusters = options.clusters;
    this.#settings = options.settings;
    this.#identity = options.identity;
    this.#createClient = options.createClient;
    this.#logger = options.logger;
    this.#timeout = options.timeout;
    this.#patience = options.patience;
  }

  /** By name. All are asked at once, and none is waited for longer than a moment. */
  async servers(credentials: BackstageCredentials): Promise<PipelinesServer[]> {
    return Promise.all(
      this.#list().map(server =>
        server.describe(async () => ({
          userId: await this.#userIdAt(server, credentials),
        })),
      ),
    );
  }

  /** The entity ref of a person; `undefined` for another backend. */
  personOf(credentials: BackstageCredentials): string | undefined {
    return this.#identity.personOf(credentials);
  }

  /**
   * Lets a caller in.
   *
   * @param options.write - whether the caller wants to change something
   * @throws NotFoundError when the portal shows no such API
   * @throws NotAllowedError when the caller may not, with a sentence that says why and what to do
   */
  async open(
    cluster: string,
    credentials: BackstageCredentials,
    options: {
      write?: boolean;
      /** That the request is about, where it is known. */
      namespace?: string;
      signal?: AbortSignal;
    } = {},
  ): Promise<PipelinesSession> {
    const server = this.#server(cluster);
    if (server.refusal) {
      throw new ServiceUnavailableError(
        `Cluster '${cluster}': ${server.refusal}`,
      );
    }
    if (options.write && !server.write.allowed) {
      throw clusterDenied(`Cluster '${cluster}': ${server.write.message}`);
    }
    const userId = await this.#userIdAt(server, credentials);
    const asks = server.config.identity?.type ?? 'none';
    if (
      userId === undefined &&
      ((options.write && asks === 'header') || asks === 'serviceAccount')
    ) {
      throw clusterDenied(
        `Cluster '${cluster}': its Pipelines API has several users and wants to know which person asks, and another backend asks here for itself. Ask on behalf of a person`,
      );
    }
    return {
      cluster,
      server,
      client: await server.clientOf(userId),
      // A namespace that is absent must not stand in the way of the one that a request has of its own.
      caller: {
        userId,
        signal: options.signal,
        ...(options.namespace && { namespace: options.namespace }),
      },
      by: this.#identity.personOf(credentials),
      names: server.names.of(userId),
    };
  }

  async stop(): Promise<void> {
    const servers = [...this.#servers.values()];
    this.#servers.clear();
    await Promise.all(servers.map(server => this.#drop(server)));
  }

  async #drop(server: ClusterPipelines): Promise<void> {
    try {
      await server.stop();
    } catch (error) {
      this.#logger.debug(
        `Sockets to the Pipelines API of cluster '${server.name}' did not close`,
        toError(error),
      );
    }
  }

  async #userIdAt(
    { config }: ClusterPipelines,
    credentials: BackstageCredentials,
  ): Promise<string | undefined> {
    const { identity } = config;
    // Where nobody asks for a name, nobody has to have one.
    return identity === undefined || identity.type === 'none'
      ? undefined
      : this.#identity.userIdOf(credentials, identity.userIdFrom ?? 'email');
  }

  #server(cluster: string): ClusterPipelines {
    const server = this.#list().find(({ name }) => name === cluster);
    if (server) {
      return server;
    }
    if (this.#clusters.get(cluster)) {
      throw new NotFoundError(
        `Pipelines of cluster '${cluster}' are turned off in the configuration ('pipelines.enabled')`,
      );
    }
    const known = this.#clusters.list().map(each => each.connection.name);
    throw new NotFoundError(
      `There is no cluster '${cluster}'. ${
        known.length > 0
          ? `Known clusters: ${known.join(', ')}`
          : (this.#clusters.problem ?? 'No cluster is configured')
      }`,
    );
  }

  #list(): ClusterPipelines[] {
    const connections = this.#clusters
      .list()
      .map(({ connection }) => connection);
    for (const [name, server] of this.#servers) {
      if (!connections.includes(server.connection)) {
        this.#servers.delete(name);
        void this.#drop(server);
      }
    }
    return connections.flatMap(connection => {
      const { name } = connection;
      const config = pipelinesConfigOf(this.#settings, name);
      if (config.enabled === false) {
        return [];
      }
      let server = this.#servers.get(name);
      if (!server) {
        server = new ClusterPipelines({
          connection,
          config,
          createClient: this.#createClient,
          logger: this.#logger,
          timeout: this.#timeout,
          patience: this.#patience,
        });
        this.#servers.set(name, server);
      }
      return [server];
    });
  }
}
