/*
 * How the server writes messages: proto field names, and whatever has its default value left out
 * (`EmitUnpopulated: false`).
 */

/** `google.protobuf.Timestamp`. Seconds that were never set are 0, and the server writes that as 1970. */
export function rfc3339(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function isDefault(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** A message without the fields that have their defaults. Messages within are left as they are, empty or not. */
export function proto(
  fields: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !isDefault(value)),
  );
}

/** A map field: absent when there is nothing in it. */
export function mapField<T>(
  map: Record<string, T> | undefined,
): Record<string, T> | undefined {
  return map && Object.keys(map).length > 0 ? map : undefined;
}
