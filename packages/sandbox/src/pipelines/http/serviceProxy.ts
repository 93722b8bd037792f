import type { NextFunction, Request, Response } from 'express';
import type { Cluster } from '../../cluster';
import { ApiError, badRequest, notFound } from '../../errors';
import { isObject } from '../../json';
import { admittedRequest } from '../../http/authenticateRequest';
import type { HttpHandler } from './pipelinesHandler';

/** Services that something answers for, by `<namespace>/<name>`, and the port it answers on. */
export type ServedServices = ReadonlyMap<
  string,
  { port: number; handler: HttpHandler }
>;

interface Target {
  scheme: string;
  name: string;
  port: string;
}

/** `name`, `name:port`, `scheme:name:port`; a port is a number or a name. */
function targetOf(id: string): Target {
  const parts = id.split(':');
  const [scheme, name, port] =
    parts.length === 3 ? parts : ['', parts[0], parts[1] ?? ''];
  if (parts.length > 3 || !name || !['', 'http', 'https'].includes(scheme)) {
    throw badRequest(`invalid service request ${JSON.stringify(id)}`);
  }
  return { scheme, name, port };
}

function unavailable(message: string): ApiError {
  return new ApiError(503, 'ServiceUnavailable', message);
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The number of the port behind a service's port. @throws ApiError 503 when nothing is there */
function endpointPort(
  cluster: Cluster,
  namespace: string,
  id: string,
  { name, port }: Target,
): number {
  const core = { group: '', version: 'v1', namespace, name };
  const service = cluster.get({ ...core, plural: 'services' });
  if (!service) throw notFound({ group: '', plural: 'services' }, name);
  const ports = list(isObject(service.spec) ? service.spec.ports : undefined);
  let portName = port;
  if (/^\d+$/.test(port)) {
    const declared = ports.find(one => one.port === Number(port));
    if (!declared) {
      throw unavailable(
        `no service port ${port} found for service ${JSON.stringify(name)}`,
      );
    }
    portName = typeof declared.name === 'string' ? declared.name : '';
  }
  const endpoints = cluster.get({ ...core, plural: 'endpoints' });
  if (!endpoints) throw notFound({ group: '', plural: 'endpoints' }, name);
  const subsets = list(endpoints.subsets);
  for (const subset of subsets) {
    const found = list(subset.ports).find(
      one => portName === '' || one.name === portName,
    );
    if (found && list(subset.addresses).length > 0) return Number(found.port);
  }
  throw unavailable(
    `no endpoints available for service ${JSON.stringify(subsets.length === 0 ? name : id)}`,
  );
}

/** Headers that say who asks; the API server keeps them to itself. */
function isOwn(header: string): boolean {
  return header === 'authorization' || header.startsWith('impersonate-');
}

/**
 * `/api/v1/namespaces/<namespace>/services/<service>/proxy/...`: passes requests on to the servers that stand behind
 * services, once authentication and roles have let them in.
 */
export function serviceProxy(cluster: Cluster, services: ServedServices) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const prefix =
      /^\/api\/v1\/namespaces\/[^/]+\/services\/[^/]+\/proxy(?=\/|$|\?)/.exec(
        request.url,
      )?.[0];
    if (prefix === undefined) {
      next();
      return;
    }
    const { info } = admittedRequest(request);
    const { namespace = '', name: id = '' } = info ?? {};
    const target = targetOf(id);
    const port = endpointPort(cluster, namespace, id, target);
    const served = services.get(`${namespace}/${target.name}`);
    if (!served || served.port !== port) {
      throw unavailable(
        `error trying to reach service: dial tcp: connect: connection refused`,
      );
    }
    if (target.scheme === 'https') {
      throw unavailable(
        'error trying to reach service: tls: first record does not look like a TLS handshake',
      );
    }
    const rest = request.url.slice(prefix.length);
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
    for (const header of Object.keys(request.headers)) {
      if (isOwn(header)) delete request.headers[header];
    }
    served.handler(request, response);
  };
}
