import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { Agent } from 'undici';
import { z } from 'zod';
import {
  KUBERNETES_PLUGIN_ID,
  ProxyClusterConnection,
} from './ProxyClusterConnection';

/** What `GET /api/kubernetes/clusters` answers; more fields come and go between releases. */
const clustersSchema = z.object({
  items: z.array(
    z.object({
      name: z.string().min(1),
      title: z.string().optional(),
      authProvider: z.string().optional(),
    }),
  ),
});

/** Their credential lives in the browser of a signed-in person, so nothing can be read in the background. */
const CLIENT_SIDE_AUTH_PROVIDERS = new Set(['google', 'oidc', 'aks']);

/**
 * The clusters that Backstage's Kubernetes plugin knows, from all of its locators.
 *
 * @public
 */
export class KubernetesPluginClusters {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #dispatcher: Agent;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** Milliseconds until a connection must stand. Default: 10,000. */
    connectTimeout?: number;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#dispatcher = new Agent({
      connect: { timeout: options.connectTimeout ?? 10_000 },
    });
  }

  /**
   * @throws an error that says what the Kubernetes plugin answered, or a network error; it may start later than this
   * plugin, or run in another process
   */
  async list(signal?: AbortSignal): Promise<ProxyClusterConnection[]> {
    const base = await this.#discovery.getBaseUrl(KUBERNETES_PLUGIN_ID);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: KUBERNETES_PLUGIN_ID,
    });
    const response = await fetch(`${base}/clusters`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const parsed = clustersSchema.safeParse(await response.json());
    if (!parsed.success) {
      throw new Error(
        `The Kubernetes plugin's list of clusters has an unexpected shape: ${z.prettifyError(parsed.error)}`,
      );
    }
    return parsed.data.items.map(
      item =>
        new ProxyClusterConnection({
          name: item.name,
          title: item.title,
          unusable: describeUnusable(item.name, item.authProvider),
          auth: this.#auth,
          discovery: this.#discovery,
          dispatcher: this.#dispatcher,
        }),
    );
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

function describeUnusable(
  name: string,
  authProvider: string | undefined,
): string | undefined {
  if (!authProvider || !CLIENT_SIDE_AUTH_PROVIDERS.has(authProvider)) {
    return undefined;
  }
  return (
    `The Kubernetes plugin signs in to this cluster as the person in front of the browser (authProvider '${authProvider}'), ` +
    `so it cannot be read in the background. Give it a server-side authProvider, or give this backend a credential of its own under kubeflow.clusters.${name}.`
  );
}
