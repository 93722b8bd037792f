import jsonpatch, { type Operation } from 'fast-json-patch';
import { ApiError, badRequest } from '../errors';
import { isObject } from '../json';

/** More operations than this are refused, as the API does. */
const operationLimit = 10_000;

/**
 * RFC 6902. The target is not changed.
 *
 * @throws ApiError 400 when the patch is none, 422 when it cannot be applied (a missing path, a failed `test`)
 */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch) || !patch.every(isObject)) {
    throw badRequest(
      'error decoding patch: a JSON patch is an array of operations',
    );
  }
  if (patch.length > operationLimit) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `The allowed maximum operations in a JSON patch is ${operationLimit}, got ${patch.length}`,
    );
  }
  try {
    // The copy keeps the target whole: the library writes into what it is given.
    return jsonpatch.applyPatch(
      structuredClone(target),
      patch as unknown as Operation[],
      true,
    ).newDocument;
  } catch (error) {
    const first = (error as Error).message.split('\n')[0];
    throw new ApiError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${first}`,
      {},
    );
  }
}
