import { badRequest } from '../errors';

/** Where a list that was cut goes on. */
export interface ContinuePoint {
  /** The revision that the whole list shows. 0: whatever is there now. */
  revision: number;
  /** The first key that was not sent. */
  start: string;
}

export function encodeContinue(point: ContinuePoint): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: point.revision,
      start: point.start,
    }),
  ).toString('base64url');
}

/** @throws ApiError 400 when the token is not one of ours */
export function decodeContinue(token: string): ContinuePoint {
  try {
    const { v, rv, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    ) as Record<string, unknown>;
    if (
      v === 'meta.k8s.io/v1' &&
      Number.isSafeInteger(rv) &&
      (rv as number) >= 0
    ) {
      if (typeof start === 'string') return { revision: rv as number, start };
    }
  } catch {
    // Falls through to the same answer: the token is opaque to clients.
  }
  throw badRequest('continue key is not valid');
}
