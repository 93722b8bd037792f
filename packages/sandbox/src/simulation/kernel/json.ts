/*
 * Steps into objects of unknown shape: users apply what they like, and a controller that stumbles over one object
 * must not leave the others alone.
 */

export type Json = Record<string, unknown>;

/** A plain record; an empty one for anything else. */
export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}

/** The records of an array; an empty list for anything else. */
export function records(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter(
        (entry): entry is Json =>
          typeof entry === 'object' && entry !== null && !Array.isArray(entry),
      )
    : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(entry => typeof entry === 'string')
    : [];
}

/** A whole number of at least 0, also when it is written as a string, as quantities are. */
export function count(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' &&
    Number.isSafeInteger(number) &&
    number >= 0
    ? number
    : undefined;
}

/** The string values of a record. */
export function stringMap(value: unknown): Record<string, string> {
  const map: Record<string, string> = {};
  for (const [key, entry] of Object.entries(record(value))) {
    if (typeof entry === 'string') {
      map[key] = entry;
    }
  }
  return map;
}

/** Follows keys through nested records. */
export function at(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const key of path) {
    current = record(current)[key];
  }
  return current;
}
