import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import {
  builtInKinds,
  kubeflowPermissions,
  type KindDefinition,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  kubeflowClustersExtensionPoint,
  kubeflowKindsExtensionPoint,
  type ClusterConnection,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { version } from '../package.json';
import { registerActions } from './actions/registerActions';
import { readKubeflowConfig } from './config/kubeflowConfig';
import { createBackend } from './createBackend';
import { createRouter } from './routes/createRouter';

/**
 * Follows Kubeflow objects in clusters and serves them under `/api/kubeflow`.
 *
 * @public
 */
export const kubeflowPlugin = createBackendPlugin({
  pluginId: 'kubeflow',
  register(env) {
    const kinds: KindDefinition[] = [];
    const connections: ClusterConnection[] = [];
    env.registerExtensionPoint(kubeflowKindsExtensionPoint, {
      addKind: (...definitions) => kinds.push(...definitions),
    });
    env.registerExtensionPoint(kubeflowClustersExtensionPoint, {
      addConnection: (...added) => connections.push(...added),
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        tracing: tracingServiceRef,
      },
      async init(deps) {
        deps.permissionsRegistry.addPermissions(kubeflowPermissions);
        const backend = await createBackend({
          ...deps,
          config: readKubeflowConfig(deps.config),
          kinds: builtInKinds.with(kinds),
          connections,
        });
        deps.lifecycle.addStartupHook(() => backend.start());
        deps.lifecycle.addShutdownHook(() => backend.stop());
        registerActions({
          registry: deps.actionsRegistry,
          context: backend.context,
          appUrl: deps.config.getOptionalString('app.baseUrl'),
        });
        deps.httpRouter.use(
          createRouter(backend.context, { discovery: deps.discovery, version }),
        );
      },
    });
  },
});
