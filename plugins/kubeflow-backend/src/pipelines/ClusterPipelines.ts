import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  Capability,
  PipelinesServer,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  PipelinesError,
  type ClusterConnection,
  type PipelinesCaller,
  type PipelinesClient,
  type PipelinesConfig,
  type PipelinesErrorKind,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { ExpiringMap } from './ExpiringMap';
import { AccessReviews } from './guard/AccessReviews';
import { Guard, RecordNamespaces } from './guard/Guard';
import { guardedClient } from './guard/guardedClient';
import { NamesCache } from './NamesCache';
import { SpecCache } from './SpecCache';
import { whyNoHeader, writeCapability } from './writeCapability';

/** A client whose sockets can be let go. */
export type OwnPipelinesClient = PipelinesClient & { close(): Promise<void> };

/** Makes the client of one cluster. */
export type PipelinesClientFactory = (options: {
  cluster: string;
  connection: ClusterConnection;
  config: PipelinesConfig;
}) => Promise<OwnPipelinesClient>;

/** Milliseconds for which what an API said of itself is taken as it is. */
const FRESH = 60_000;
/** A failure may be over sooner. */
const FRESH_FAILURE = 10_000;
/** Milliseconds until which it is still shown while the API is asked again. */
const STALE = 10 * 60_000;
/** Milliseconds that somebody waits for an API; the question itself goes on. */
const PATIENCE = 3000;

/** Milliseconds: as long as a run's workflow is usually kept. */
const REMEMBER = 7 * 24 * 3_600_000;

type Status = Pick<
  PipelinesServer,
  'status' | 'message' | 'version' | 'multiUser' | 'taskModel'
>;

const statuses: Partial<Record<PipelinesErrorKind, Status['status']>> = {
  absent: 'absent',
  unauthorized: 'unauthorized',
  forbidden: 'unauthorized',
  unreachable: 'unreachable',
};

/** The Pipelines API of one cluster. Nothing that happens to it touches another one. */
export class ClusterPipelines {
  readonly connection: ClusterConnection;
  readonly config: PipelinesConfig;
  readonly names = new NamesCache();
  readonly specs = new SpecCache();
  /** Who ended which run through this portal; neither the API nor the cluster remembers. */
  readonly endings = new ExpiringMap<{ by: string; at: string }>({
    keep: REMEMBER,
    limit: 10_000,
  });
  readonly namespaces = new RecordNamespaces();
  /** Whether people may change something, and why not. */
  readonly write: Capability;
  /** Why it must not be asked anything, where that is so. */
  readonly refusal: string | undefined;
  readonly #createClient: PipelinesClientFactory;
  readonly #logger: LoggerService;
  readonly #patience: number;
  readonly #reviews: AccessReviews;
  #client: Promise<OwnPipelinesClient> | undefined;
  #status: { value: Status; at: number } | undefined;
  #asking: Promise<Status> | undefined;
  #warned = false;

  constructor(options: {
    connection: ClusterConnection;
    config: PipelinesConfig;
    createClient: PipelinesClientFactory;
    logger: LoggerService;
    /** Milliseconds until its cluster must answer. */
    timeout: number;
    /** Milliseconds that a description waits for the API. Default: 3000. */
    patience?: number;
  }) {
    const { connection, config } = options;
    this.connection = connection;
    this.config = config;
    this.#createClient = options.createClient;
    this.#logger = options.logger;
    this.#patience = options.patience ?? PATIENCE;
    this.#reviews = new AccessReviews(connection, options.timeout);
    this.write = writeCapability(connection, config);
    this.refusal =
      whyNoHeader(connection, config) ??
      (config.url === undefined ? connection.unusable : undefined);
    if (this.refusal) {
      this.#logger.warn(
        `Pipelines of cluster '${connection.name}' are not shown: ${this.refusal}`,
      );
    }
  }

  get name(): string {
    return this.connection.name;
  }

  /** @throws Error when the configuration names a file that cannot be read; it is tried again with the next call */
  async client(): Promise<PipelinesClient> {
    this.#client ??= this.#create();
    return this.#client;
  }

  /**
   * The client for one caller: where the API only sees a service account, what the person may do is checked here.
   *
   * @throws Error as {@link ClusterPipelines.client}
   */
  async clientOf(userId: string | undefined): Promise<PipelinesClient> {
    const client = await this.client();
    return this.config.identity?.type === 'serviceAccount' &&
      userId !== undefined
      ? guardedClient(
          client,
          new Guard({
            client,
            userId,
            reviews: this.#reviews,
            namespaces: this.namespaces,
          }),
        )
      : client;
  }

  /**
   * Never fails, and never waits long: an API that is silent is described as such.
   *
   * @param callerOf - whom it is asked for, where it wants to know
   */
  async describe(
    callerOf: () => Promise<PipelinesCaller>,
  ): Promise<PipelinesServer> {
    return {
      cluster: this.name,
      title: this.connection.title,
      ...(await this.#statusSoon(callerOf)),
      write: this.write,
    };
  }

  /** Lets go of idle sockets. */
  async stop(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.close();
  }

  async #create(): Promise<OwnPipelinesClient> {
    try {
      return await this.#createClient({
        cluster: this.name,
        connection: this.connection,
        config: this.config,
      });
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  async #statusSoon(callerOf: () => Promise<PipelinesCaller>): Promise<Status> {
    if (this.refusal) {
      return { status: 'unauthorized', message: this.refusal };
    }
    const known = this.#status;
    const age = known ? performance.now() - known.at : Infinity;
    if (
      known &&
      age < (known.value.status === 'available' ? FRESH : FRESH_FAILURE)
    ) {
      return known.value;
    }
    let caller: PipelinesCaller;
    try {
      caller = await callerOf();
    } catch (error) {
      // It says nothing of the API, so it is not kept for others.
      return { status: 'unauthorized', message: toError(error).message };
    }
    const asking = this.#ask(caller);
    return known && age < STALE ? known.value : this.#waitFor(asking);
  }

  async #waitFor(asking: Promise<Status>): Promise<Status> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<Status>(resolve => {
      timer = setTimeout(
        () =>
          resolve({
            status: 'unreachable',
            message: `The Pipelines API has not answered within ${this.#patience / 1000} seconds. It is still being asked; look again in a moment.`,
          }),
        this.#patience,
      );
    });
    try {
      return await Promise.race([asking, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** One question at a time, however many want to know. */
  #ask(caller: PipelinesCaller): Promise<Status> {
    this.#asking ??= this.#askNow(caller).then(value => {
      this.#status = { value, at: performance.now() };
      this.#asking = undefined;
      return value;
    });
    return this.#asking;
  }

  async #askNow(caller: PipelinesCaller): Promise<Status> {
    try {
      const client = await this.client();
      const { version, multiUser, taskModel } = await client.info(caller);
      this.#warnOfOpenDoor(multiUser);
      return { status: 'available', version, multiUser, taskModel };
    } catch (error) {
      return {
        status:
          (error instanceof PipelinesError && statuses[error.kind]) || 'error',
        message: toError(error).message,
      };
    }
  }

  /** Once: it is not this backend that opens it, but it is where it shows. */
  #warnOfOpenDoor(multiUser: boolean): void {
    if (
      multiUser &&
      !this.#warned &&
      this.config.url === undefined &&
      this.connection.kind === 'proxy'
    ) {
      this.#warned = true;
      this.#logger.warn(
        `Cluster '${this.name}': its Pipelines API is for several users, and the Kubernetes plugin's credential may reach it. Through that plugin's proxy, every portal user with the 'kubernetes.proxy' permission can reach it too and, where it believes a header, be anybody. Take 'services/proxy' from that credential and give this backend one of its own (docs/rights.md).`,
      );
    }
  }
}
