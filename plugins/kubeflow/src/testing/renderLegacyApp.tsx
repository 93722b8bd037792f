import {
  AlertApiForwarder,
  AppRouter,
  createSpecializedApp,
  FlatRoutes,
} from '@backstage/core-app-api';
import {
  createApiFactory,
  alertApiRef,
  discoveryApiRef,
  errorApiRef,
  fetchApiRef,
  type FetchApi,
} from '@backstage/core-plugin-api';
import { ErrorPage, Progress } from '@backstage/core-components';
import type { Entity } from '@backstage/catalog-model';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { MockErrorApi, mockApis } from '@backstage/test-utils';
import { themes, UnifiedThemeProvider } from '@backstage/theme';
import { render } from '@testing-library/react';
import { MemoryRouter, Route } from 'react-router-dom';
import {
  EntityKubeflowCard,
  EntityKubeflowPipelinesCard,
  EntityKubeflowPipelinesContent,
  EntityKubeflowTrainingContent,
  isKubeflowAvailable,
  isKubeflowPipelinesAvailable,
  KubeflowPage,
} from '../legacy';
import { BASE_URL } from './FakeKubeflowBackend';

const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <>
        <EntitySwitch>
          <EntitySwitch.Case if={isKubeflowAvailable}>
            <EntityKubeflowCard />
          </EntitySwitch.Case>
          <EntitySwitch.Case>
            <p>No card</p>
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntitySwitch>
          <EntitySwitch.Case if={isKubeflowPipelinesAvailable}>
            <EntityKubeflowPipelinesCard />
          </EntitySwitch.Case>
        </EntitySwitch>
      </>
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/training"
      title="Training"
      if={isKubeflowAvailable}
    >
      <EntityKubeflowTrainingContent />
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/pipelines"
      title="Pipelines"
      if={isKubeflowPipelinesAvailable}
    >
      <EntityKubeflowPipelinesContent />
    </EntityLayout.Route>
  </EntityLayout>
);

/** Renders an app on the old frontend system, made as docs/install.md says. */
export function renderLegacyApp(
  backend: FetchApi,
  path: string,
  entities: Entity[] = [],
) {
  const app = createSpecializedApp({
    apis: [
      createApiFactory(errorApiRef, new MockErrorApi()),
      createApiFactory(alertApiRef, new AlertApiForwarder()),
      mockApis.analytics.factory(),
      mockApis.permission.factory(),
      mockApis.storage.factory(),
      createApiFactory(fetchApiRef, backend),
      createApiFactory(discoveryApiRef, { getBaseUrl: async () => BASE_URL }),
      createApiFactory(catalogApiRef, catalogApiMock({ entities })),
    ],
    components: {
      Progress,
      Router: ({ children }) => (
        <MemoryRouter initialEntries={[path]}>{children}</MemoryRouter>
      ),
      NotFoundErrorPage: () => (
        <ErrorPage status="404" statusMessage="Not found" />
      ),
      BootErrorPage: ({ error }) => <p>{String(error)}</p>,
      ErrorBoundaryFallback: ({ error }) => <p>{String(error)}</p>,
    },
    configLoader: async () => [
      { context: 'test', data: { app: { title: 'Test' } } },
    ],
    icons: {} as Parameters<typeof createSpecializedApp>[0]['icons'],
    plugins: [catalogPlugin],
    themes: [
      {
        id: 'light',
        title: 'Light',
        variant: 'light',
        Provider: ({ children }) => (
          <UnifiedThemeProvider theme={themes.light}>
            {children}
          </UnifiedThemeProvider>
        ),
      },
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/kubeflow" element={<KubeflowPage />} />
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          {entityPage}
        </Route>
      </FlatRoutes>
    </AppRouter>,
  );
  return render(<App />);
}
