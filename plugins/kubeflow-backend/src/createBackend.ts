import type {
  AuditorService,
  AuthService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import { ConflictError, InputError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  KindRegistry,
  type KindDefinition,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  DirectClusterConnection,
  HttpPipelinesClient,
  KubernetesPluginClusters,
  type ClusterConnection,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { Authorizer } from './authorize/Authorizer';
import { Children } from './children/Children';
import type { KubeflowConfig } from './config/kubeflowConfig';
import { LogHub } from './logs';
import { Telemetry } from './observe/Telemetry';
import { CallerIdentity } from './pipelines/CallerIdentity';
import { checkIdentities } from './pipelines/checkIdentities';
import { Pipelines } from './pipelines/Pipelines';
import type { RouteContext } from './routes/RouteContext';
import { ResourceStore } from './store/ResourceStore';
import { Clusters } from './watch/Clusters';

/** The working parts of this plugin, connected. */
export interface KubeflowBackend {
  context: RouteContext;
  /** Returns at once: no cluster, dead or alive, delays the start of the portal. */
  start(): void;
  stop(): Promise<void>;
}

/** @throws Error when the configuration names a kubeconfig that cannot be read, or a kind that does not exist */
export async function createBackend(options: {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: KubeflowConfig;
  connections: readonly ClusterConnection[];
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  kinds: KindRegistry;
  logger: LoggerService;
  metrics: MetricsService;
  permissions: PermissionsService;
  tracing: TracingService;
}): Promise<KubeflowBackend> {
  const { config, logger } = options;
  const settings = {
    ...config.watch,
    retry: { initial: config.watch.retryInitial, max: config.watch.retryMax },
  };
  const telemetry = new Telemetry(options);
  const store = new ResourceStore({
    kinds: withoutExcluded(options.kinds, config.kinds.exclude),
    feedSize: config.stream.bufferSize,
    onReadFailure: onceEach(logger),
  });
  telemetry.observeObjects(() => store.counts());
  const meterFor = (cluster: string, kind: string) =>
    telemetry.meterFor(cluster, kind);
  const own = await connect(options);
  checkIdentities(config.pipelines, own);
  const clusters = new Clusters({
    own,
    listed: config.useKubernetesPlugin
      ? new KubernetesPluginClusters(options)
      : undefined,
    store,
    settings,
    logger,
    meterFor,
  });
  const children = new Children({
    settings,
    linger: config.children.linger,
    meterFor,
    partsOf: ({ cluster }, uid) =>
      store.partsOf(cluster, uid).map(part => part.uid),
  });
  const logs = new LogHub({
    linger: config.children.linger,
    timeout: config.watch.requestTimeout,
    times: { poll: 2 * config.watch.retryInitial },
  });
  const pipelines = new Pipelines({
    clusters,
    settings: config.pipelines,
    identity: new CallerIdentity(options),
    createClient: each => HttpPipelinesClient.create(each),
    logger,
    timeout: config.watch.requestTimeout,
  });
  const shutdown = new AbortController();
  return {
    context: {
      auditor: options.auditor,
      authorizer: new Authorizer(options),
      children,
      clusters,
      config,
      logger,
      logs,
      pipelines,
      shutdown: shutdown.signal,
      store,
      telemetry,
    },
    start: () => clusters.start(),
    stop: async () => {
      shutdown.abort();
      await Promise.all([
        clusters.stop(),
        children.stop(),
        logs.stop(),
        pipelines.stop(),
      ]);
    },
  };
}

async function connect(options: {
  config: KubeflowConfig;
  connections: readonly ClusterConnection[];
}): Promise<ClusterConnection[]> {
  const configured = await Promise.all(
    Object.entries(options.config.clusters).map(async ([name, config]) => {
      try {
        return await DirectClusterConnection.create({ name, config });
      } catch (error) {
        throw new InputError(
          `The configuration of Kubeflow is wrong. 'kubeflow.clusters.${name}': ${toError(error).message}`,
        );
      }
    }),
  );
  const own = [...configured, ...options.connections];
  const names = own.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ConflictError(`Two clusters are named '${twice}'`);
  }
  return own;
}

function withoutExcluded(
  kinds: KindRegistry,
  exclude: readonly string[],
): KindRegistry {
  const unknown = exclude.filter(id => !kinds.get(id));
  if (unknown.length > 0) {
    throw new ConflictError(
      `The configuration 'kubeflow.kinds.exclude' names kinds that do not exist: ${unknown.join(', ')}`,
    );
  }
  return KindRegistry.of(
    kinds.list().filter(({ id }) => !exclude.includes(id)),
  );
}

/** A reader that throws does so for many objects; one line per kind is enough to find the fault. */
function onceEach(logger: LoggerService) {
  const told = new Set<string>();
  return (kind: KindDefinition, error: unknown) => {
    if (!told.has(kind.id)) {
      told.add(kind.id);
      logger.error(
        `The reader of kind '${kind.id}' failed; such objects show as unknown`,
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  };
}
