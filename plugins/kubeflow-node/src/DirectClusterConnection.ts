import type { KubeConfig } from '@kubernetes/client-node';
import type { RequestOptions } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import { Agent, ProxyAgent, Socks5ProxyAgent, type Dispatcher } from 'undici';
import type {
  ClusterConnection,
  ClusterRequest,
  ClusterResponse,
} from './clusterConnection';
import type { DirectClusterConfig } from './directClusterConfig';
import { joinUrl, sendRequest } from './sendRequest';

/** The TLS settings that a kubeconfig can ask for. */
const TLS_KEYS = [
  'ca',
  'cert',
  'key',
  'pfx',
  'passphrase',
  'rejectUnauthorized',
  'servername',
] as const;

/**
 * Talks straight to an API server. Reading the kubeconfig and signing in (tokens that rotate, exec plugins, client
 * certificates) is left to `@kubernetes/client-node`; sockets are kept open per cluster and TLS settings.
 *
 * @public
 */
export class DirectClusterConnection implements ClusterConnection {
  readonly kind = 'direct';
  readonly name: string;
  readonly title: string;
  readonly #kubeConfig: KubeConfig;
  readonly #server: string;
  readonly #connectTimeout: number;
  #dispatcher?: { tls: Partial<ConnectionOptions>; dispatcher: Dispatcher };

  private constructor(options: {
    name: string;
    title?: string;
    kubeConfig: KubeConfig;
    server: string;
    connectTimeout?: number;
  }) {
    this.name = options.name;
    this.title = options.title ?? options.name;
    this.#kubeConfig = options.kubeConfig;
    this.#server = options.server;
    this.#connectTimeout = options.connectTimeout ?? 10_000;
  }

  /**
   * @throws Error when the kubeconfig cannot be read or has no cluster for the wanted context
   */
  static async create(options: {
    name: string;
    config: DirectClusterConfig;
    /** Milliseconds until a connection must stand. Default: 10,000. */
    connectTimeout?: number;
  }): Promise<DirectClusterConnection> {
    const { name, config } = options;
    // Loaded late: the client is large, and a portal that only uses the proxy never needs it.
    const client = await import('@kubernetes/client-node');
    const kubeConfig = new client.KubeConfig();
    if (config.kubeconfig) {
      try {
        kubeConfig.loadFromFile(config.kubeconfig);
      } catch (error) {
        throw new Error(
          `The kubeconfig '${config.kubeconfig}' cannot be read: ${error instanceof Error ? error.message : error}`,
        );
      }
      if (config.context) {
        kubeConfig.setCurrentContext(config.context);
      }
    } else {
      kubeConfig.loadFromClusterAndUser(
        {
          name,
          server: config.url ?? '',
          caData: config.caData,
          caFile: config.caFile,
          skipTLSVerify: config.skipTLSVerify ?? false,
        },
        config.serviceAccountTokenFile
          ? {
              name,
              authProvider: {
                name: 'tokenFile',
                config: { tokenFile: config.serviceAccountTokenFile },
              },
            }
          : { name, token: config.serviceAccountToken },
      );
    }
    const cluster = kubeConfig.getCurrentCluster();
    if (!cluster?.server) {
      throw new Error(
        config.kubeconfig
          ? `The kubeconfig '${config.kubeconfig}' has no cluster for the context '${kubeConfig.getCurrentContext()}'`
          : `No URL is known for the cluster '${name}'`,
      );
    }
    if (cluster.server.startsWith('http:') && !cluster.skipTLSVerify) {
      // Plain HTTP has no certificate to verify; the client refuses it unless told so.
      kubeConfig.clusters = kubeConfig.clusters.map(each =>
        each.name === cluster.name ? { ...each, skipTLSVerify: true } : each,
      );
    }
    return new DirectClusterConnection({
      name,
      title: config.title,
      kubeConfig,
      server: cluster.server,
      connectTimeout: options.connectTimeout,
    });
  }

  async request(
    path: string,
    request: ClusterRequest = {},
  ): Promise<ClusterResponse> {
    const options: RequestOptions = {};
    await this.#kubeConfig.applyToHTTPSOptions(options);
    const headers: Record<string, string> = {};
    for (const [key, value] of Object.entries(options.headers ?? {})) {
      headers[key] = String(value);
    }
    if (options.auth) {
      headers.Authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
    }
    return sendRequest(
      this.#dispatcherFor(options),
      joinUrl(this.#server, path, request.query),
      request,
      headers,
    );
  }

  async close(): Promise<void> {
    await this.#dispatcher?.dispatcher.destroy();
  }

  /** One pool of sockets for as long as the TLS settings stay the same; certificates from exec plugins expire. */
  #dispatcherFor(options: RequestOptions): Dispatcher {
    const tls: Record<string, unknown> = {};
    for (const key of TLS_KEYS) {
      if (options[key] !== undefined) {
        tls[key] = options[key];
      }
    }
    const current = this.#dispatcher;
    if (current && sameTls(current.tls, tls)) {
      return current.dispatcher;
    }
    const dispatcher = this.#createDispatcher(tls);
    this.#dispatcher = { tls, dispatcher };
    // Requests under way finish on the old pool before it closes; its failure would be theirs to report.
    current?.dispatcher.close().catch(() => undefined);
    return dispatcher;
  }

  #createDispatcher(tls: Partial<ConnectionOptions>): Dispatcher {
    const connect = {
      timeout: this.#connectTimeout,
      keepAlive: true,
      // Below the idle limit of common load balancers (60 s), so that a quiet watch keeps its connection.
      keepAliveInitialDelay: 30_000,
    };
    const { type, uri } = this.#kubeConfig.createDispatcherOptions(
      this.#kubeConfig.getCurrentCluster(),
      tls,
    ) as { type: string; uri: string };
    switch (type) {
      case 'proxy':
        return new ProxyAgent({ uri, requestTls: tls, proxyTls: connect });
      case 'socks':
        return new Socks5ProxyAgent(uri, { requestTls: tls });
      default:
        return new Agent({ connect: { ...connect, ...tls } });
    }
  }
}

function sameTls(
  left: Record<string, unknown>,
  right: Record<string, unknown>,
): boolean {
  return TLS_KEYS.every(key => {
    const [a, b] = [left[key], right[key]];
    return Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b;
  });
}
