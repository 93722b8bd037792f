import type { ApiObject } from '../cluster/types';
import { badRequest, invalid } from '../errors';
import type { JsonObject } from '../json';
import type { ServedResource } from '../resources';
import { applyDefaults, prune } from '../schema';
import { checkMetadata } from './metadataRules';
import type { WriteOptions } from './WriteOptions';

/**
 * Makes an object what its schema wants: unknown fields dropped, defaults filled in, the rest checked. Works on the
 * served shape.
 *
 * @throws ApiError 422 with one cause for each bad field, 400 for unknown fields that are to be refused
 */
export function conform(
  served: ServedResource,
  object: ApiObject,
  before: ApiObject | undefined,
  options: WriteOptions,
): ApiObject {
  const { resource, version } = served;
  let result = object;
  if (version.schema) {
    const dropped: string[] = [];
    const unpruned: unknown = result;
    result = prune(
      unpruned as JsonObject,
      version.schema,
      dropped,
    ) as unknown as ApiObject;
    report(dropped, options);
    applyDefaults(result, version.schema);
  }
  resource.setDefaults?.(result, before);
  const causes = [
    ...checkMetadata(result, resource),
    ...(version.validate?.(result) ?? []),
    ...(resource.check?.(result, before) ?? []),
  ];
  if (causes.length > 0) {
    throw invalid(resource, result.metadata.name ?? '', causes);
  }
  return result;
}

function report(
  dropped: string[],
  { trusted, fieldValidation, warn }: WriteOptions,
): void {
  if (trusted || dropped.length === 0 || fieldValidation === 'Ignore') return;
  const unknown = dropped.map(path => `unknown field ${JSON.stringify(path)}`);
  if (fieldValidation === 'Strict') {
    throw badRequest(`strict decoding error: ${unknown.join(', ')}`);
  }
  for (const message of unknown) warn?.(message);
}
