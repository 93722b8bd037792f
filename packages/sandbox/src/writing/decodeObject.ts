import type { ApiObject } from '../cluster/types';
import { badRequest, invalid } from '../errors';
import { isObject, type JsonObject } from '../json';
import { groupVersion, type ServedResource } from '../resources';
import { malformedMetadata } from './metadataRules';

/**
 * What a client sent, as an object of the resource: its own copy, with `apiVersion`, `kind` and `metadata` in place
 * and without nulls in metadata.
 *
 * @throws ApiError 400 when it is none
 */
export function decodeObject(
  sent: unknown,
  { resource, version }: ServedResource,
): ApiObject {
  const apiVersion = groupVersion(resource.group, version.name);
  if (!isObject(sent)) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${resource.kind}): it is not a JSON object`,
    );
  }
  const object: JsonObject = structuredClone(sent);
  if (
    resource.custom &&
    (object.apiVersion === undefined || object.kind === undefined)
  ) {
    throw badRequest(
      `Object '${object.kind === undefined ? 'Kind' : 'apiVersion'}' is missing in the sent ${resource.kind}`,
    );
  }
  object.apiVersion ??= apiVersion;
  object.kind ??= resource.kind;
  if (
    resource.custom &&
    object.apiVersion === apiVersion &&
    object.kind !== resource.kind
  ) {
    const name = isObject(object.metadata)
      ? String(object.metadata.name ?? '')
      : '';
    throw invalid(resource, name, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(object.kind)}: must be ${resource.kind}`,
        field: 'kind',
      },
    ]);
  }
  if (object.apiVersion !== apiVersion || object.kind !== resource.kind) {
    throw badRequest(
      `${resource.kind} in version ${JSON.stringify(version.name)} cannot be handled as a ${resource.kind}: the API version in the data (${String(object.apiVersion)}, Kind=${String(object.kind)}) does not match the expected API version (${apiVersion}, Kind=${resource.kind})`,
    );
  }
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const malformed = malformedMetadata(metadata);
  if (malformed) {
    throw badRequest(
      `${resource.kind} in version ${JSON.stringify(version.name)} cannot be handled as a ${resource.kind}: metadata.${malformed} has the wrong type`,
    );
  }
  for (const [key, value] of Object.entries(metadata)) {
    if (value === null || value === '') delete metadata[key];
  }
  for (const key of [
    'labels',
    'annotations',
    'finalizers',
    'ownerReferences',
  ]) {
    const value = metadata[key];
    if (isObject(value) && Object.keys(value).length === 0)
      delete metadata[key];
    if (Array.isArray(value) && value.length === 0) delete metadata[key];
  }
  const { apiVersion: _, kind, metadata: __, ...rest } = object;
  return {
    apiVersion,
    kind: kind as string,
    metadata: metadata as ApiObject['metadata'],
    ...rest,
  };
}
