import { Router, type Request, type Response } from 'express';
import type { Cluster } from '../cluster';
import { unknownResource } from '../errors';
import { parseAccept } from '../http/negotiate';
import { sendJson } from '../http/send';
import { aggregatedDiscovery, aggregatedVersions } from './aggregatedDiscovery';
import {
  coreVersions,
  group,
  groupList,
  resourceList,
} from './legacyDiscovery';

/** The version of aggregated discovery that a client asks for before it asks for the other kind. */
function aggregated(request: Request): string | undefined {
  for (const { type, parameters } of parseAccept(request.headers.accept)) {
    if (type !== 'application/json' && type !== '*/*') continue;
    if (parameters.as === undefined) return undefined;
    if (
      parameters.as === 'APIGroupDiscoveryList' &&
      parameters.g === 'apidiscovery.k8s.io'
    ) {
      if (aggregatedVersions.includes(parameters.v)) return parameters.v;
    }
  }
  return undefined;
}

/** What is served: /api, /apis and what lies directly below them. */
export function discoveryRouter({ registry }: Cluster): Router {
  const router = Router();

  const root = (path: 'api' | 'apis', legacy: (request: Request) => object) => {
    router.get(`/${path}`, (request: Request, response: Response) => {
      const version = aggregated(request);
      response.setHeader('Vary', 'Accept');
      if (version === undefined) {
        sendJson(response, 200, legacy(request));
        return;
      }
      const body = Buffer.from(
        JSON.stringify(aggregatedDiscovery(registry, path, version)),
      );
      response.writeHead(200, {
        'Content-Type': `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
        'Content-Length': body.length,
      });
      response.end(body);
    });
  };
  root('api', request => coreVersions(request.headers.host ?? ''));
  root('apis', () => groupList(registry));

  const send = (response: Response, found: object | undefined) => {
    if (!found) throw unknownResource();
    sendJson(response, 200, found);
  };
  router.get('/api/:version', (request, response) => {
    send(response, resourceList(registry, '', request.params.version));
  });
  router.get('/apis/:group', (request, response) => {
    send(response, group(registry, request.params.group));
  });
  router.get('/apis/:group/:version', (request, response) => {
    send(
      response,
      resourceList(registry, request.params.group, request.params.version),
    );
  });
  return router;
}
