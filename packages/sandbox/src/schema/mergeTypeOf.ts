import { isObject } from '../json';
import { objectMeta } from '../patch/builtinMergeTypes';
import type { MergeType } from '../patch/MergeType';
import type { StructuralSchema } from './StructuralSchema';

function convert(schema: StructuralSchema): MergeType {
  const type: MergeType = {};
  if (schema['x-kubernetes-map-type'] === 'atomic') type.atomic = true;
  if (schema['x-kubernetes-list-type'])
    type.list = schema['x-kubernetes-list-type'];
  if (schema['x-kubernetes-list-map-keys']) {
    type.keys = schema['x-kubernetes-list-map-keys'];
    const defaults = Object.entries(schema.items?.properties ?? {}).filter(
      ([key, property]) =>
        type.keys?.includes(key) && typeof property.default === 'string',
    );
    if (defaults.length > 0) {
      type.keyDefaults = Object.fromEntries(
        defaults.map(([key, property]) => [key, String(property.default)]),
      );
    }
  }
  if (schema.properties) {
    type.fields = Object.fromEntries(
      Object.entries(schema.properties).map(([key, property]) => [
        key,
        convert(property),
      ]),
    );
  }
  if (isObject(schema.additionalProperties)) {
    type.values = convert(schema.additionalProperties as StructuralSchema);
  }
  if (schema.items) type.items = convert(schema.items);
  return type;
}

/** How custom resources of a schema merge under server-side apply. */
export function mergeTypeOf(schema: StructuralSchema | undefined): MergeType {
  const type = schema ? convert(schema) : {};
  return { ...type, fields: { ...type.fields, metadata: objectMeta } };
}
