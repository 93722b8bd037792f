import type { Entity } from '@backstage/catalog-model';
import {
  discoveryApiRef,
  fetchApiRef,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import type { JsonArray } from '@backstage/types';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { kubeflowPlugin } from '../plugin';
import { BASE_URL } from './FakeKubeflowBackend';

/** A component of the catalog with these annotations. */
export function testEntity(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'detector', namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'group:vision' },
  };
}

/** Renders an app with the catalog and the Kubeflow plugin, on the page of an entity. */
export function renderEntity(
  backend: FetchApi,
  entity: Entity,
  options: { subPath?: string; extensions?: JsonArray } = {},
) {
  const { subPath = '', extensions = [] } = options;
  return renderTestApp({
    config: {
      app: { baseUrl: 'http://localhost:3000', extensions },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    features: [catalogPlugin, kubeflowPlugin],
    initialRouteEntries: [`/catalog/default/component/detector${subPath}`],
    apis: [
      [fetchApiRef, backend],
      [discoveryApiRef, { getBaseUrl: async () => BASE_URL }],
      [catalogApiRef, catalogApiMock({ entities: [entity] })],
    ],
  });
}
