import { isObject, setProperty, type JsonObject } from '../json';

/** RFC 7386. Neither argument is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: JsonObject = {};
  if (isObject(target)) {
    for (const [key, value] of Object.entries(target))
      setProperty(result, key, value);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      const present = Object.hasOwn(result, key) ? result[key] : undefined;
      setProperty(result, key, mergePatch(present, value));
    }
  }
  return result;
}
