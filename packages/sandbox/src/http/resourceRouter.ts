import type { Request, Response } from 'express';
import type { Cluster } from '../cluster';
import { methodNotAllowed, unknownResource } from '../errors';
import { ApiRequest } from './ApiRequest';
import { admittedRequest } from './authenticateRequest';
import { connect } from './handlers/connect';
import { evict } from './handlers/eviction';
import { list } from './handlers/list';
import { logs } from './handlers/logs';
import { remove, removeCollection } from './handlers/remove';
import { scale } from './handlers/scale';
import { issueToken } from './handlers/token';
import { watch } from './handlers/watch';
import { create, patch, update } from './handlers/write';
import type { ServerContext } from './ServerContext';

type Handler = (request: ApiRequest, context: ServerContext) => void;

/** Handlers of a whole resource, by verb. */
const onCollection: Record<string, Handler> = {
  list,
  watch: (request, { bookmarkIntervalMs }) =>
    watch(request, bookmarkIntervalMs),
  create,
  deletecollection: removeCollection,
};

function get(request: ApiRequest): void {
  const { cluster, served, info } = request;
  request.sendObject(cluster.writer.read(served, info.namespace, info.name!));
}

/** Handlers of one object, by verb. */
const onObject: Record<string, Handler> = {
  get,
  watch: (request, { bookmarkIntervalMs }) =>
    watch(request, bookmarkIntervalMs),
  update: request => update(request, undefined),
  patch: request => patch(request, undefined),
  delete: remove,
};

const onStatus: Record<string, Handler> = {
  get,
  update: request => update(request, 'status'),
  patch: request => patch(request, 'status'),
};

/** Handlers of the subresources beside `status` and `scale`, by resource. */
const onSubresource: Record<string, Record<string, Handler>> = {
  ...Object.fromEntries(
    ['attach', 'exec', 'portforward', 'proxy'].map(subresource => [
      `/pods/${subresource}`,
      { get: connect, create: connect },
    ]),
  ),
  '/pods/log': { get: logs, watch: logs },
  '/pods/eviction': { create: evict },
  '/serviceaccounts/token': { create: issueToken },
};

function handlersOf({
  info,
  served,
}: ApiRequest): Record<string, Handler> | undefined {
  if (!info.name) return onCollection;
  switch (info.subresource) {
    case undefined:
      return onObject;
    case 'status':
      return served.version.hasStatus ? onStatus : undefined;
    case 'scale':
      return served.version.scale
        ? { get: scale, update: scale, patch: scale }
        : undefined;
    default:
      return onSubresource[
        `${info.group}/${info.resource}/${info.subresource}`
      ];
  }
}

/** Answers requests to stored resources. */
export function serveResource(context: ServerContext) {
  const cluster: Cluster = context.cluster;
  return (http: Request, response: Response): void => {
    const { user, info } = admittedRequest(http);
    if (!info) throw unknownResource();
    const served = cluster.registry.find(
      info.group,
      info.version,
      info.resource,
    );
    if (!served || info.rest) throw unknownResource();
    // An object of a namespaced resource is found by its namespace alone, a cluster-scoped one never in one.
    if (
      served.resource.namespaced ? info.name && !info.namespace : info.namespace
    ) {
      throw unknownResource();
    }
    const request = new ApiRequest({
      http,
      response,
      cluster,
      user,
      info,
      served,
    });
    const handlers = handlersOf(request);
    if (!handlers) throw unknownResource();
    const handler = handlers[info.verb];
    if (!handler) throw methodNotAllowed();
    handler(request, context);
  };
}
