/** Where the values of placeholders come from. */
export type Lookup = (name: string) => string | undefined;

/** Fills in `{{name}}`. What nobody knows stays as it is. */
export function substitute(text: string, lookup: Lookup): string {
  return text.replace(
    /\{\{\s*([^{}]+?)\s*\}\}/g,
    (whole, name: string) => lookup(name) ?? whole,
  );
}

/** Fills in the placeholders of all texts within a value. */
export function substituteAll<T>(value: T, lookup: Lookup): T {
  if (typeof value === 'string') {
    return substitute(value, lookup) as T;
  }
  if (Array.isArray(value)) {
    return value.map(one => substituteAll<unknown>(one, lookup)) as T;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        substituteAll<unknown>(one, lookup),
      ]),
    ) as T;
  }
  return value;
}
