import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubeflowPlugin from '@kubeflow-portal/plugin-kubeflow-backend';

/** A cluster as the Kubernetes plugin's configuration has it. */
export interface PortalCluster {
  name: string;
  url: string;
  token: string;
  /** PEM */
  ca?: string;
}

export interface PortalOptions {
  clusters: PortalCluster[];
  /** The `kubeflow:` section. */
  kubeflow?: Record<string, unknown>;
  /** Log level; quiet unless asked. */
  log?: 'debug' | 'info' | 'warn' | 'error' | 'none';
}

export interface Portal extends AsyncDisposable {
  /** Of the backend: `http://localhost:1234` */
  url: string;
}

/** The entity to which the Kubernetes plugin is asked for objects; its selector has every object of a benchmark. */
export const catalogEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'bench',
    annotations: { 'backstage.io/kubernetes-label-selector': 'app=bench' },
  },
  spec: { type: 'service', owner: 'team', lifecycle: 'production' },
};

/** The Kubernetes and the Kubeflow backend plugins as they run in a portal, on a port of loopback. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const backend = await startTestBackend({
    features: [
      kubernetesPlugin,
      kubeflowPlugin,
      catalogServiceMock.factory({ entities: [catalogEntity] }),
      mockServices.rootLogger.factory({ level: options.log ?? 'none' }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          kubernetes: {
            serviceLocatorMethod: { type: 'multiTenant' },
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: options.clusters.map(({ name, url, token, ca }) => ({
                  name,
                  url,
                  authProvider: 'serviceAccount',
                  serviceAccountToken: token,
                  skipMetricsLookup: true,
                  ...(ca && { caData: Buffer.from(ca).toString('base64') }),
                })),
              },
            ],
          },
          ...(options.kubeflow && { kubeflow: options.kubeflow as never }),
        },
      }),
    ],
  });
  return {
    url: `http://localhost:${backend.server.port()}`,
    [Symbol.asyncDispose]: () => backend.stop(),
  };
}
