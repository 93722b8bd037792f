import { Router } from 'express';
import { badRequest } from '../errors';
import { isObject } from '../json';
import { groupVersion } from '../resources';
import { reviewResources } from '../review';
import { admittedRequest } from './authenticateRequest';
import { objectBody } from './body';
import { sendJson } from './send';
import type { ServerContext } from './ServerContext';

/** Answers reviews: POSTs whose result is the sent object with a status. */
export function reviewRouter({
  cluster,
  authenticator,
}: ServerContext): Router {
  const router = Router();
  for (const {
    group,
    version,
    plural,
    kind,
    namespaced,
    answer,
  } of reviewResources) {
    const place = namespaced ? '/namespaces/:namespace' : '';
    router.post(
      `/apis/${group}/${version}${place}/${plural}`,
      (request, response) => {
        const sent = objectBody(request);
        if (!isObject(sent))
          throw badRequest(`a ${kind} must be a JSON object`);
        if (sent.kind !== undefined && sent.kind !== kind) {
          throw badRequest(
            `the sent object is a ${String(sent.kind)}, expected: ${kind}`,
          );
        }
        const spec = isObject(sent.spec) ? sent.spec : {};
        const { user } = admittedRequest(request);
        const namespace = (request.params as Record<string, string | undefined>)
          .namespace;
        sendJson(response, 201, {
          kind,
          apiVersion: groupVersion(group, version),
          metadata: isObject(sent.metadata)
            ? sent.metadata
            : { creationTimestamp: null },
          ...(kind === 'SelfSubjectReview' ? {} : { spec }),
          status: answer(spec, { cluster, authenticator, user, namespace }),
        });
      },
    );
  }
  return router;
}
