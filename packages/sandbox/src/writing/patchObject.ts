import type { ApiObject } from '../cluster/types';
import { badRequest, unsupportedMediaType } from '../errors';
import { isObject } from '../json';
import { jsonPatch, mergePatch, strategicMergePatch } from '../patch';
import type { ServedResource } from '../resources';
import { decodeObject } from './decodeObject';

/** The patch formats that are not server-side apply. */
export type PatchType =
  | 'application/json-patch+json'
  | 'application/merge-patch+json'
  | 'application/strategic-merge-patch+json';

/**
 * The patched copy of an object.
 *
 * @throws ApiError 400 for a bad patch or one that makes it another object, 415 for a strategic patch of a custom
 * resource, 422 for a JSON patch that does not fit
 */
export function patchObject(
  served: ServedResource,
  before: ApiObject,
  type: PatchType,
  patch: unknown,
): ApiObject {
  const { resource, version } = served;
  let patched: unknown;
  switch (type) {
    case 'application/json-patch+json':
      patched = jsonPatch(before, patch);
      break;
    case 'application/merge-patch+json':
      if (!isObject(patch))
        throw badRequest('error decoding patch: it must be a JSON object');
      patched = mergePatch(before, patch);
      break;
    case 'application/strategic-merge-patch+json':
      if (resource.custom) {
        throw unsupportedMediaType(
          'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
        );
      }
      patched = strategicMergePatch(before, patch, version.mergeType);
      break;
  }
  const next = decodeObject(patched, served);
  if (next.metadata.name !== before.metadata.name) {
    throw badRequest(
      `the name of the object (${next.metadata.name}) does not match the name on the URL (${before.metadata.name})`,
    );
  }
  if ((next.metadata.namespace ?? '') !== (before.metadata.namespace ?? '')) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return next;
}
