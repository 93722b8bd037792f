import { isObject, type JsonObject } from '../json';

/** Keywords whose values are schemas by name, lists of schemas, or one schema. */
const named = new Set(['properties', 'patternProperties', 'definitions']);
const listed = new Set(['allOf', 'anyOf', 'oneOf']);
const single = new Set(['items', 'not', 'additionalProperties']);
const kept = new Set([
  'type',
  'required',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'multipleOf',
  'uniqueItems',
]);

/**
 * OpenAPI 3.0, as CRDs have it, in the words of JSON Schema. Descriptions, defaults and CEL rules
 * (`x-kubernetes-validations`) fall away.
 */
export function jsonSchemaOf(schema: unknown): JsonObject {
  if (!isObject(schema)) return {};
  const result: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (named.has(keyword) && isObject(value)) {
      result[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, part]) => [name, jsonSchemaOf(part)]),
      );
    } else if (listed.has(keyword) && Array.isArray(value)) {
      result[keyword] = value.map(jsonSchemaOf);
    } else if (single.has(keyword)) {
      result[keyword] = isObject(value) ? jsonSchemaOf(value) : value;
    } else if (kept.has(keyword)) {
      result[keyword] = value;
    }
  }
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ]) {
    if (schema[exclusive] === true && result[bound] !== undefined) {
      result[exclusive] = result[bound];
      delete result[bound];
    }
  }
  if (schema['x-kubernetes-int-or-string'] === true) {
    result.type = ['integer', 'string'];
  }
  if (schema.nullable === true && result.type !== undefined) {
    result.type = [
      ...(Array.isArray(result.type) ? result.type : [result.type]),
      'null',
    ];
    if (Array.isArray(result.enum)) result.enum = [...result.enum, null];
  }
  return result;
}
