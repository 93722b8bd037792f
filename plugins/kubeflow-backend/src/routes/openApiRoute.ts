import type { DiscoveryService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { createOpenApiDocument } from './openApiDocument';

/** The document tells nothing about any cluster, but like everything here it wants a signed-in caller. */
export function addOpenApiRoute(
  router: Router,
  options: { discovery: DiscoveryService; version: string },
): void {
  let document: unknown;
  router.get('/openapi.json', async (_, response) => {
    document ??= createOpenApiDocument({
      url: await options.discovery.getExternalBaseUrl('kubeflow'),
      version: options.version,
    });
    response.json(document);
  });
}
