import { isObject, setProperty } from '../json';
import type { StructuralSchema } from './StructuralSchema';

/**
 * Fills in the schema's defaults. Writes into `value`, which must be the caller's own; frozen parts were stored before,
 * and have them.
 */
export function applyDefaults(value: unknown, schema: StructuralSchema): void {
  if (Object.isFrozen(value)) return;
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) for (const item of value) applyDefaults(item, items);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const present = Object.hasOwn(value, key) ? value[key] : undefined;
    // A null where null is not allowed counts as not given.
    const missing =
      present === undefined || (present === null && !property.nullable);
    if (missing && property.default !== undefined) {
      setProperty(value, key, structuredClone(property.default));
    }
    if (Object.hasOwn(value, key)) applyDefaults(value[key], property);
  }
  const additional = schema.additionalProperties;
  if (isObject(additional)) {
    for (const [key, part] of Object.entries(value)) {
      if (!schema.properties || !Object.hasOwn(schema.properties, key)) {
        applyDefaults(part, additional as StructuralSchema);
      }
    }
  }
}
