/*
 * Tolerant readers: take a step into a value of unknown shape and come back with the wanted type or `undefined`.
 * None of them throws, whatever they are given (proxies and getters included are not expected: input is JSON).
 */

/** A plain record, or `undefined` for anything else (arrays included). @public */
export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** The elements of an array; an empty list for anything else. @public */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The records among the elements of an array; an empty list for anything else. @public */
export function asRecords(value: unknown): Record<string, unknown>[] {
  return asArray(value)
    .map(asRecord)
    .filter(record => record !== undefined);
}

/** A string that is not empty. @public */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number; decimal strings are taken too, since several CRDs hold numbers as strings. @public */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  if (
    typeof value === 'string' &&
    /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)
  ) {
    const parsed = Number(value);
    return Number.isFinite(parsed) ? parsed : undefined;
  }
  return undefined;
}

/** A whole number that is not negative. @public */
export function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0
    ? number
    : undefined;
}

/** @public */
export function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** The string values of a record, such as labels; other values are left out. @public */
export function asStringMap(value: unknown): Record<string, string> {
  const record = asRecord(value);
  if (!record) {
    return {};
  }
  // A null prototype: label keys such as `__proto__` are data, not instructions.
  const map: Record<string, string> = Object.create(null);
  for (const key of Object.keys(record)) {
    const entry = record[key];
    if (typeof entry === 'string') {
      map[key] = entry;
    }
  }
  return map;
}

/** Follows a path of own keys through nested records and arrays. @public */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let current: unknown = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) {
      return undefined;
    }
    if (!Object.prototype.hasOwnProperty.call(current, step)) {
      return undefined;
    }
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/**
 * A time as an ISO 8601 string in UTC. Kubernetes writes RFC 3339; the epoch counts as absent, because Go's
 * `time.Unix(0, 0)` and zero times reach the wire as 1970-01-01 or 0001-01-01.
 *
 * @public
 */
export function asTime(value: unknown): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  if (plainTime.test(value)) {
    return `${value.slice(0, 19)}.000Z`;
  }
  if (!/^\d{4}-\d{2}-\d{2}T/.test(value)) {
    return undefined;
  }
  const milliseconds = Date.parse(value);
  return Number.isFinite(milliseconds) && milliseconds > 0
    ? new Date(milliseconds).toISOString()
    : undefined;
}

/**
 * Nearly all times of a cluster: whole seconds in UTC. Days from the 29th on are left to `Date`, which knows the
 * months. A list of ten thousand objects holds ten times as many times, so this is worth its line.
 */
const plainTime =
  /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
