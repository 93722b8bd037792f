/** What can stand in a query: arrays repeat the key, `undefined` is left out. */
export type QueryValue =
  string | number | boolean | readonly string[] | undefined;

/** A query string with its `?`, or nothing when there is nothing to say. */
export function queryString(
  query: Readonly<Record<string, QueryValue>>,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      for (const item of value) {
        search.append(key, item);
      }
    } else if (value !== undefined && value !== '') {
      search.append(key, String(value));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
