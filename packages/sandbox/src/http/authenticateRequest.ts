import type { NextFunction, Request, Response } from 'express';
import { actingUser, type Authenticator, type User } from '../auth';
import type { Cluster } from '../cluster';
import { ApiError, unauthorized } from '../errors';
import { refusal } from '../rbac';
import { publicPaths } from './healthRouter';
import {
  attributesOf,
  resourceRequest,
  type ResourceRequest,
} from './RequestInfo';

/** What is known of a request once it has been let in. */
export interface Admitted {
  user: User;
  info?: ResourceRequest;
}

const admitted = new WeakMap<Request, Admitted>();

/** @throws Error when the request did not pass {@link authenticateRequest} */
export function admittedRequest(request: Request): Admitted {
  const found = admitted.get(request);
  if (!found)
    throw new Error(`Nobody has let in ${request.method} ${request.path}`);
  return found;
}

function bearer(request: Request): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
}

function pathVerb(method: string): string {
  return method === 'HEAD' ? 'get' : method.toLowerCase();
}

/** Lets a request in when its user (or the one it impersonates) may make it: 401 or 403 otherwise. */
export function authenticateRequest(
  cluster: Cluster,
  authenticator: Authenticator,
) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const token = bearer(request);
    if (
      request.headers.authorization === undefined &&
      publicPaths.includes(request.path)
    ) {
      next();
      return;
    }
    const sender = token && authenticator.authenticate(token);
    if (!sender) throw unauthorized();
    const user = actingUser(
      sender,
      request.headers,
      request.rawHeaders,
      cluster.authorizer,
    );
    const watching =
      request.query.watch === 'true' || request.query.watch === '1';
    const info = resourceRequest(request.method, request.path, watching);
    const attributes = info
      ? attributesOf(info)
      : { verb: pathVerb(request.method), path: request.path };
    if (!cluster.authorizer.decide(user, attributes).allowed) {
      const why = refusal(user.username, attributes);
      throw info
        ? refusedResource(info, why)
        : new ApiError(403, 'Forbidden', `forbidden: ${why}`, {});
    }
    admitted.set(request, { user, info });
    next();
  };
}

function refusedResource(
  { group, resource, name }: ResourceRequest,
  why: string,
): ApiError {
  const qualified = group ? `${resource}.${group}` : resource;
  const subject = name ? `${qualified} ${JSON.stringify(name)}` : qualified;
  return new ApiError(403, 'Forbidden', `${subject} is forbidden: ${why}`, {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind: resource,
  });
}
