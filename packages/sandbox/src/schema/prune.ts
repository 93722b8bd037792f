import { isObject, setProperty, type JsonObject } from '../json';
import type { StructuralSchema } from './StructuralSchema';

const identity = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Drops what the schema does not know, as the API does before it stores a custom resource.
 *
 * @returns the pruned object, the same where there was nothing to prune; the paths that were dropped go to `dropped`
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
    if (!schema.items) return value;
    const items = value.map((item, i) =>
      pruneValue(item, schema.items, `${path}[${i}]`, dropped),
    );
    return items.every((item, i) => item === value[i]) ? value : items;
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
  let isSame = true;
  const keep = (key: string, value: unknown) => {
    isSame &&= object[key] === value;
    setProperty(result, key, value);
  };
  for (const [key, value] of Object.entries(object)) {
    const below = path ? `${path}.${key}` : key;
    if (embedded && identity.has(key)) {
      keep(key, value);
    } else if (schema.properties && Object.hasOwn(schema.properties, key)) {
      keep(key, pruneValue(value, schema.properties[key], below, dropped));
    } else if (isObject(additional)) {
      keep(
        key,
        pruneValue(value, additional as StructuralSchema, below, dropped),
      );
    } else if (
      additional === true ||
      schema['x-kubernetes-preserve-unknown-fields']
    ) {
      keep(key, value);
    } else {
      isSame = false;
      dropped.push(below);
    }
  }
  return isSame ? object : result;
}
