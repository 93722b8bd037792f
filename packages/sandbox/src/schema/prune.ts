import { isObject, setProperty, type JsonObject } from '../json';
import type { StructuralSchema } from './StructuralSchema';

const identity = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Drops what the schema does not know, as the API does before it stores a custom resource.
 *
 * @returns the pruned copy; the paths that were dropped go to `dropped`
 */
export function prune(
  object: JsonObject,
  schema: StructuralSchema,
  dropped: string[],
): JsonObject {
  return pruneObject(object, schema, '', dropped, true);
}

function pruneValue(
  value: unknown,
  schema: StructuralSchema | undefined,
  path: string,
  dropped: string[],
): unknown {
  if (!schema) return value;
  if (Array.isArray(value)) {
    return schema.items
      ? value.map((item, i) =>
          pruneValue(item, schema.items, `${path}[${i}]`, dropped),
        )
      : value;
  }
  if (!isObject(value)) return value;
  return pruneObject(
    value,
    schema,
    path,
    dropped,
    schema['x-kubernetes-embedded-resource'] === true,
  );
}

function pruneObject(
  object: JsonObject,
  schema: StructuralSchema,
  path: string,
  dropped: string[],
  embedded: boolean,
): JsonObject {
  const result: JsonObject = {};
  const additional = schema.additionalProperties;
  for (const [key, value] of Object.entries(object)) {
    const below = path ? `${path}.${key}` : key;
    if (embedded && identity.has(key)) {
      setProperty(result, key, value);
    } else if (schema.properties && Object.hasOwn(schema.properties, key)) {
      setProperty(
        result,
        key,
        pruneValue(value, schema.properties[key], below, dropped),
      );
    } else if (isObject(additional)) {
      setProperty(
        result,
        key,
        pruneValue(value, additional as StructuralSchema, below, dropped),
      );
    } else if (
      additional === true ||
      schema['x-kubernetes-preserve-unknown-fields']
    ) {
      setProperty(result, key, value);
    } else {
      dropped.push(below);
    }
  }
  return result;
}
