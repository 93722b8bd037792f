import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// The built frontend, in production and with `npm start -- --built`.
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));

// Kubeflow, and the Kubernetes plugin whose clusters it reads.
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@kubeflow-portal/plugin-kubeflow-backend'));

// Who signs in, and what they may do. See https://backstage.io/docs/permissions/ for a policy of your own.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-techdocs-backend'));

// Without another engine the search backend uses Lunr, in memory.
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-events-backend'));

// Offers the actions of the plugins in `backend.actions.pluginSources` as MCP tools.
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start();
