import type { ApiObject } from '../cluster/types';
import { groupVersion, toServed, type ServedResource } from '../resources';

/** Objects are never changed in place, so their text is made once for all who list and watch them. */
const bodies = new WeakMap<ApiObject, string>();

function body(object: ApiObject): string {
  let text = bodies.get(object);
  if (text === undefined) {
    const { apiVersion: _, kind: __, ...rest } = object;
    text = JSON.stringify(rest).slice(1);
    bodies.set(object, text);
  }
  return text;
}

/**
 * The JSON text of a stored object as a version shows it.
 *
 * @param bare - without `apiVersion` and `kind`, as the items of lists of built-in types are
 */
export function encodeStored(
  { resource, version }: ServedResource,
  stored: ApiObject,
  bare = false,
): string {
  const object = version.fromStored
    ? toServed(resource, version, stored)
    : stored;
  if (bare) return `{${body(object)}`;
  const apiVersion = JSON.stringify(groupVersion(resource.group, version.name));
  return `{"apiVersion":${apiVersion},"kind":${JSON.stringify(resource.kind)},${body(object)}`;
}
