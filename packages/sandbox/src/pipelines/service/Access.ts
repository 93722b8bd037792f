import type { IncomingHttpHeaders } from 'node:http';
import type { Authenticator } from '../../auth';
import type { Authorizer } from '../../rbac';
import {
  invalidInput,
  permissionDenied,
  RpcError,
  unauthenticated,
} from '../rpc';

/** What a request wants to do, in the words of `pipelines.kubeflow.org`. */
export interface Attributes {
  resource: 'pipelines' | 'experiments' | 'runs' | 'jobs';
  verb: string;
  namespace: string;
  name?: string;
}

/** Somebody who calls the server. */
export interface Caller {
  /** Whether namespaces count at all. */
  multiUser: boolean;
  /** @throws RpcError 401 when nobody is there, 403 when they may not */
  check(attributes: Attributes): void;
}

/** In single-user mode everybody may do everything. */
export const anybody: Caller = { multiUser: false, check() {} };

export const userHeader = 'kubeflow-userid';
export const audience = 'pipelines.kubeflow.org';

const noIdentity = 'Request header error: there is no user identity header.';
const noHeader = `Unauthenticated: ${noIdentity}: ${noIdentity}`;

/** Multi-user mode: who somebody is, and what the cluster's roles let them do. */
export class Access {
  readonly #authenticator: Authenticator;
  readonly #authorizer: Authorizer;

  constructor(authenticator: Authenticator, authorizer: Authorizer) {
    this.#authenticator = authenticator;
    this.#authorizer = authorizer;
  }

  /** Whoever the headers name: nobody asks whether that is true, or a token is good, before it matters. */
  caller(headers: IncomingHttpHeaders): Caller {
    return {
      multiUser: true,
      check: attributes => this.#check(this.#identify(headers), attributes),
    };
  }

  #identify(headers: IncomingHttpHeaders): string {
    const header = headers[userHeader];
    if (header !== undefined) {
      if (Array.isArray(header) || header === '') {
        throw unauthenticated(
          'Request header error: unexpected number of user identity header. Expect 1 got 0',
          'Failed to check authorization. User identity is empty in the request header',
        );
      }
      return header;
    }
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) {
      throw unauthenticated(
        noHeader,
        'Failed to check authorization. User identity is empty in the request header',
      );
    }
    const user = this.#authenticator.authenticate(token, [audience]);
    if (!user) {
      throw unauthenticated(
        `[${noHeader}, Authentication failure: Unauthenticated: Review.Status.Authenticated is false. Error invalid bearer token: Failed to authenticate token review]`,
        'Failed to check authorization. User identity is empty in the request header',
      );
    }
    return user.username;
  }

  #check(username: string, attributes: Attributes): void {
    const { resource, verb, namespace, name = '' } = attributes;
    // The server's review names the user alone: what roles give to the user's groups does not count.
    const { allowed, reason } = this.#authorizer.decide(
      { username, groups: [] },
      {
        group: 'pipelines.kubeflow.org',
        version: 'v1beta1',
        resource,
        verb,
        namespace,
        ...(name ? { name } : {}),
      },
    );
    if (!allowed) {
      throw permissionDenied(
        'Unauthorized access',
        `User '${username}' is not authorized with reason: ${reason} (request: &ResourceAttributes{Namespace:${namespace},Verb:${verb},Group:pipelines.kubeflow.org,Version:v1beta1,Resource:${resource},Subresource:,Name:${name},FieldSelector:nil,LabelSelector:nil,})`,
      );
    }
  }
}

/** @throws RpcError 400 when it is missing in multi-user mode */
export function needNamespace(
  caller: Caller,
  namespace: string,
  message: string,
): void {
  if (caller.multiUser && (namespace === '' || namespace === '-')) {
    throw invalidInput(message);
  }
}

/** Whether an error is a refusal for want of something. */
export function isMissing(error: unknown): boolean {
  return error instanceof RpcError && error.code === 'NotFound';
}
