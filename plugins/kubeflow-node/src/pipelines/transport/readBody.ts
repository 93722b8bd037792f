import type { ClusterResponse } from '../../clusterConnection';

/** A body was longer than allowed; what came of it was thrown away. */
export class BodyTooLarge extends Error {
  constructor(readonly limit: number) {
    super(`longer than ${limit} bytes`);
  }
}

/**
 * The body of an answer, whole.
 *
 * @throws BodyTooLarge when it has more than `limit` bytes; the connection is let go
 */
export async function readBody(
  response: ClusterResponse,
  limit: number,
): Promise<string> {
  const length = Number(response.header('content-length'));
  if (length > limit) {
    await response.discard();
    throw new BodyTooLarge(limit);
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body) {
    size += piece.byteLength;
    if (size > limit) {
      throw new BodyTooLarge(limit);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
