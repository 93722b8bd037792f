/*
 * Where a value of an artifact's metadata is not a number, a text or a boolean, the launcher of Kubeflow Pipelines
 * keeps it as a struct around it: `{list: [...]}`, `{struct: {...}}` (kubeflow/pipelines
 * backend/src/v2/metadata/converter.go).
 */

/** A list, whether or not it is wrapped. */
export function listIn(value: unknown): readonly unknown[] | undefined {
  const inner = unwrapped(value, 'list');
  return Array.isArray(inner) ? inner : undefined;
}

/** An object, whether or not it is wrapped. */
export function recordIn(
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const inner = unwrapped(value, 'struct');
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    ? (inner as Record<string, unknown>)
    : undefined;
}

/** A number that is one. */
export function asFiniteNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

function unwrapped(value: unknown, key: 'list' | 'struct'): unknown {
  return typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 1 &&
    Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : value;
}
