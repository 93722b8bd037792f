import type { RequestAttributes } from '../rbac';

/** A request to a resource, by its path and method. */
export interface ResourceRequest {
  verb: string;
  group: string;
  version: string;
  resource: string;
  subresource?: string;
  /** What follows the subresource (`/proxy/...`). */
  rest?: string;
  namespace?: string;
  name?: string;
}

const verbs: Record<string, [one: string, many: string]> = {
  GET: ['get', 'list'],
  HEAD: ['get', 'list'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['delete', 'deletecollection'],
};

const ownSubresources = new Set(['status', 'finalize']);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Reads `/api/v1/...` and `/apis/{group}/{version}/...`.
 *
 * @returns nothing when the path names no resource (discovery, health)
 */
export function resourceRequest(
  method: string,
  path: string,
  watch: boolean,
): ResourceRequest | undefined {
  const parts = path.split('/').slice(1).map(decoded);
  const root = parts.shift();
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'api' ? '' : parts.shift();
  const version = parts.shift();
  if (group === undefined || !version || !parts[0]) return undefined;
  let namespace: string | undefined;
  if (
    parts[0] === 'namespaces' &&
    parts[1] &&
    parts[2] &&
    !ownSubresources.has(parts[2])
  ) {
    namespace = parts[1];
    parts.splice(0, 2);
  }
  const [resource, name, subresource, ...rest] = parts;
  const [one, many] = verbs[method] ?? [
    method.toLowerCase(),
    method.toLowerCase(),
  ];
  const verb = watch && method === 'GET' ? 'watch' : name ? one : many;
  return {
    verb,
    group,
    version,
    resource,
    ...(name ? { name } : {}),
    ...(subresource ? { subresource } : {}),
    ...(rest.length > 0 ? { rest: rest.join('/') } : {}),
    ...(namespace ? { namespace } : {}),
  };
}

/** What the authorizer is asked. A namespace is in itself, so that roles within it may allow reading it. */
export function attributesOf(request: ResourceRequest): RequestAttributes {
  const { rest: _, ...attributes } = request;
  if (
    attributes.resource === 'namespaces' &&
    attributes.group === '' &&
    attributes.name
  ) {
    return { ...attributes, namespace: attributes.name };
  }
  return attributes;
}
