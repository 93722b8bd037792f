/** gRPC's status codes, those that the Pipelines API answers with. */
export const rpcCodes = {
  InvalidArgument: 3,
  NotFound: 5,
  AlreadyExists: 6,
  PermissionDenied: 7,
  FailedPrecondition: 9,
  Aborted: 10,
  Unimplemented: 12,
  Internal: 13,
  Unavailable: 14,
  Unauthenticated: 16,
} as const;

export type RpcCode = keyof typeof rpcCodes;

/** How grpc-gateway translates codes (`runtime.HTTPStatusFromCode`). */
const httpStatus: Record<RpcCode, number> = {
  InvalidArgument: 400,
  NotFound: 404,
  AlreadyExists: 409,
  PermissionDenied: 403,
  FailedPrecondition: 400,
  Aborted: 409,
  Unimplemented: 501,
  Internal: 500,
  Unavailable: 503,
  Unauthenticated: 401,
};

/** `google.rpc.Status` as JSON. */
export interface RpcStatus {
  code: number;
  message: string;
  details?: { '@type': string; code: number; message: string }[];
}

/**
 * A refusal of the Pipelines API. It has two messages: the whole story, which grows as it goes up through the server,
 * and the one meant for people, which the answer carries in its details.
 */
export class RpcError extends Error {
  readonly code: RpcCode;
  readonly externalMessage: string;

  constructor(code: RpcCode, message: string, externalMessage = message) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.externalMessage = externalMessage;
  }

  get httpStatus(): number {
    return httpStatus[this.code];
  }

  /** The same refusal with more of its story. */
  wrap(story: string): RpcError {
    return new RpcError(
      this.code,
      `${story}: ${this.message}`,
      this.externalMessage,
    );
  }

  status(): RpcStatus {
    const code = rpcCodes[this.code];
    return {
      code,
      message: this.message,
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.Status',
          code,
          message: this.externalMessage,
        },
      ],
    };
  }
}

export function invalidInput(message: string): RpcError {
  return new RpcError(
    'InvalidArgument',
    `Invalid input error: ${message}`,
    message,
  );
}

/** @param message - for people; `why` is what lies beneath */
export function invalidInputBecause(why: string, message: string): RpcError {
  return new RpcError(
    'InvalidArgument',
    `InvalidInputError: ${message}: ${why}`,
    message,
  );
}

export function internal(cause: Error, story: string): RpcError {
  return new RpcError(
    'Internal',
    `InternalServerError: ${story}: ${cause.message}`,
    'Internal Server Error',
  );
}

export function notFound(type: string, name: string): RpcError {
  const message = `${type} ${name} not found`;
  return new RpcError('NotFound', `ResourceNotFoundError: ${message}`, message);
}

export function alreadyExists(message: string): RpcError {
  return new RpcError(
    'AlreadyExists',
    `Already exist error: ${message}`,
    message,
  );
}

/** What the server calls a bad request is `ABORTED` on the wire, and 409 in HTTP. */
export function badRequest(cause: Error, message: string): RpcError {
  return new RpcError(
    'Aborted',
    `BadRequestError: ${message}: ${cause.message}`,
    message,
  );
}

export function failedPrecondition(why: string, message: string): RpcError {
  return new RpcError(
    'FailedPrecondition',
    `FailedPreconditionError: ${message}: ${why}`,
    message,
  );
}

export function unauthenticated(why: string, message: string): RpcError {
  return new RpcError(
    'Unauthenticated',
    `Unauthenticated: ${message}: ${why}`,
    message,
  );
}

export function permissionDenied(why: string, message: string): RpcError {
  return new RpcError(
    'PermissionDenied',
    `PermissionDenied: ${message}: ${why}`,
    message,
  );
}

/** Does something and, when that is refused, adds where it happened. */
export function wrapping<T>(story: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof RpcError ? error.wrap(story) : error;
  }
}

/** Does something whose refusal the server takes for its own fault: a 500, whatever the cause. */
export function asInternal<T>(story: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof Error ? internal(error, story) : error;
  }
}
