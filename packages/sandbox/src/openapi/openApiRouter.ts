import { Router } from 'express';
import type { Cluster } from '../cluster';
import { notAcceptable, unknownResource } from '../errors';
import { sendJson } from '../http/send';
import { openApiV2, openApiV2Protobuf } from './openApiV2';
import { openApiV3, openApiV3Index } from './openApiV3';

const protobufType =
  'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

/** /openapi/v2 and /openapi/v3: what kubectl asks before it applies or explains. */
export function openApiRouter({ registry }: Cluster): Router {
  const router = Router();
  router.get('/openapi/v2', (request, response) => {
    if (request.headers.accept?.includes(protobufType)) {
      response.setHeader('Content-Type', protobufType);
      response.end(openApiV2Protobuf(registry));
    } else {
      sendJson(response, 200, openApiV2(registry));
    }
  });
  router.get('/openapi/v3', (_request, response) => {
    sendJson(response, 200, openApiV3Index(registry));
  });
  router.get(
    ['/openapi/v3/api/:version', '/openapi/v3/apis/:group/:version'],
    (request, response) => {
      const { group = '', version } = request.params as Record<
        string,
        string | undefined
      >;
      const { accept = '*/*' } = request.headers;
      if (!/json|\*\/\*/.test(accept)) {
        throw notAcceptable(
          'only the following media types are accepted: application/json',
        );
      }
      const document = openApiV3(registry, group, version ?? '');
      if (!document) throw unknownResource();
      sendJson(response, 200, document);
    },
  );
  return router;
}
