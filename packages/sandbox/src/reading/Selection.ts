import type { ApiObject } from '../cluster/types';
import type { ServedResource } from '../resources';
import { fieldMatcher, labelMatcher, metadataFields } from '../selectors';

/** Which objects of a resource are asked for. */
export interface SelectionOptions {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** Which objects of a resource are asked for, ready to be tested (on the stored shape). */
export interface Selection {
  /** All keys of the namespace begin with this. */
  prefix: string;
  /** Nothing when every object under the prefix is meant. */
  matches?: (object: ApiObject) => boolean;
}

/** @throws ApiError 400 when a selector cannot be read */
export function selectionOf(
  { resource }: ServedResource,
  { namespace, labelSelector, fieldSelector }: SelectionOptions,
): Selection {
  const labels = labelMatcher(labelSelector);
  const fields = fieldMatcher(fieldSelector, {
    ...metadataFields,
    ...resource.fields,
  });
  return {
    prefix: resource.namespaced && namespace ? `${namespace}/` : '',
    ...(labels || fields
      ? {
          matches: object =>
            (labels?.(object.metadata.labels) ?? true) &&
            (fields?.(object) ?? true),
        }
      : {}),
  };
}
