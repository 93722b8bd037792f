import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { Dispatcher } from 'undici';
import type {
  ClusterConnection,
  ClusterRequest,
  ClusterResponse,
} from './clusterConnection';
import { joinUrl, sendRequest } from './sendRequest';

/** The id of Backstage's Kubernetes plugin. */
export const KUBERNETES_PLUGIN_ID = 'kubernetes';

/**
 * Talks to a cluster through `/api/kubernetes/proxy`, as this backend, with the credential that the Kubernetes plugin
 * holds for the cluster. A watch streams through it at once.
 *
 * @public
 */
export class ProxyClusterConnection implements ClusterConnection {
  readonly kind = 'proxy';
  readonly name: string;
  readonly title: string;
  readonly unusable?: string;
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #dispatcher: Dispatcher;

  constructor(options: {
    name: string;
    title?: string;
    unusable?: string;
    auth: AuthService;
    discovery: DiscoveryService;
    dispatcher: Dispatcher;
  }) {
    this.name = options.name;
    this.title = options.title ?? options.name;
    this.unusable = options.unusable;
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#dispatcher = options.dispatcher;
  }

  async request(
    path: string,
    request: ClusterRequest = {},
  ): Promise<ClusterResponse> {
    const base = await this.#discovery.getBaseUrl(KUBERNETES_PLUGIN_ID);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: KUBERNETES_PLUGIN_ID,
    });
    return sendRequest(
      this.#dispatcher,
      joinUrl(base, `/proxy${path}`, request.query),
      request,
      {
        authorization: `Bearer ${token}`,
        'backstage-kubernetes-cluster': this.name,
      },
    );
  }
}
