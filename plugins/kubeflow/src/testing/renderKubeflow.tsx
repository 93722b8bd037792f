import {
  discoveryApiRef,
  fetchApiRef,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { kubeflowPlugin } from '../plugin';
import { BASE_URL } from './FakeKubeflowBackend';

/** Renders an app that has the Kubeflow plugin, at an address, before a backend. */
export function renderKubeflow(
  backend: FetchApi,
  path: string,
  options: { ownershipEntityRefs?: string[] } = {},
) {
  return renderTestApp({
    features: [kubeflowPlugin],
    initialRouteEntries: [path],
    apis: [
      [fetchApiRef, backend],
      [discoveryApiRef, { getBaseUrl: async () => BASE_URL }],
      mockApis.identity({
        userEntityRef: 'user:default/guest',
        ownershipEntityRefs: options.ownershipEntityRefs ?? [
          'user:default/guest',
        ],
      }),
    ],
  });
}
