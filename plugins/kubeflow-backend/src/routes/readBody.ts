import { InputError } from '@backstage/errors';
import express, { type Request, type Response } from 'express';

/** Bytes of a body whose operation says nothing. */
const DEFAULT_LIMIT = 1_000_000;

/** A body that is larger than its operation takes; Backstage answers it with 413. */
class PayloadTooLargeError extends Error {
  readonly name = 'PayloadTooLargeError';
  readonly statusCode = 413;
}

/**
 * The JSON body of a request. Read only after the caller was authorised, so that nobody else can make this backend read
 * megabytes.
 *
 * @throws InputError when it is no JSON, PayloadTooLargeError when it is too large
 */
export async function readBody(
  request: Request,
  response: Response,
  limit = DEFAULT_LIMIT,
): Promise<unknown> {
  if (!request.is('application/json')) {
    throw new InputError(
      "The body must be JSON, with the header 'Content-Type: application/json'",
    );
  }
  const read = express.json({ limit, strict: false });
  try {
    await new Promise<void>((resolve, reject) => {
      read(request, response, error => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    if ((error as { type?: unknown }).type === 'entity.too.large') {
      throw new PayloadTooLargeError(
        `The body is larger than ${limit / 1_000_000} MB, which is all that this address takes`,
      );
    }
    throw new InputError(
      `The body cannot be read as JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  return request.body;
}
