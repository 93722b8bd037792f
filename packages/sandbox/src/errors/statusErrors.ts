import { ApiError, type StatusCause } from './ApiError';

/** The part of a resource that error messages name. */
export interface GroupResource {
  group: string;
  plural: string;
}

/** `pods`, `trainjobs.trainer.kubeflow.org`: how messages name a resource. */
export function qualifiedResource({ group, plural }: GroupResource): string {
  return group ? `${plural}.${group}` : plural;
}

function details({ group, plural }: GroupResource, name?: string) {
  return {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind: plural,
  };
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

export function forbidden(
  resource: GroupResource,
  name: string | undefined,
  why: string,
): ApiError {
  const subject = name
    ? `${qualifiedResource(resource)} ${JSON.stringify(name)}`
    : qualifiedResource(resource);
  return new ApiError(
    403,
    'Forbidden',
    `${subject} is forbidden: ${why}`,
    details(resource, name),
  );
}

export function notFound(resource: GroupResource, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualifiedResource(resource)} ${JSON.stringify(name)} not found`,
    details(resource, name),
  );
}

/** The path is well-formed, yet nothing is served there: the answer that clients read as "no such resource". */
export function unknownResource(which?: string): ApiError {
  const message = 'the server could not find the requested resource';
  return new ApiError(
    404,
    'NotFound',
    which ? `${message} (${which})` : message,
    {},
  );
}

export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function alreadyExists(resource: GroupResource, name: string): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualifiedResource(resource)} ${JSON.stringify(name)} already exists`,
    details(resource, name),
  );
}

export function conflict(
  resource: GroupResource,
  name: string,
  why: string,
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedResource(resource)} ${JSON.stringify(name)}: ${why}`,
    details(resource, name),
  );
}

export const staleObject =
  'the object has been modified; please apply your changes to the latest version and try again';

/** The snapshot or the events behind a resourceVersion or continue token are no longer kept. */
export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

export function unsupportedMediaType(message: string): ApiError {
  return new ApiError(415, 'UnsupportedMediaType', message);
}

export function notAcceptable(message: string): ApiError {
  return new ApiError(406, 'NotAcceptable', message);
}

/**
 * 422 with one cause for each bad field.
 *
 * @param kind - group and kind of the refused object
 */
export function invalid(
  kind: { group: string; kind: string },
  name: string,
  causes: Required<StatusCause>[],
): ApiError {
  const qualified = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  const errors = causes.map(cause => `${cause.field}: ${cause.message}`);
  const text = errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`;
  return new ApiError(
    422,
    'Invalid',
    `${qualified} ${JSON.stringify(name)} is invalid: ${text}`,
    {
      ...(name ? { name } : {}),
      ...(kind.group ? { group: kind.group } : {}),
      kind: kind.kind,
      causes,
    },
  );
}

/** The asked resourceVersion lies in the future; clients wait and retry. */
export function futureVersion(asked: number, current: number): ApiError {
  const message = `Too large resource version: ${asked}, current: ${current}`;
  return new ApiError(504, 'Timeout', `Timeout: ${message}`, {
    causes: [
      {
        reason: 'ResourceVersionTooLarge',
        message: 'Too large resource version',
      },
    ],
    retryAfterSeconds: 1,
  });
}
