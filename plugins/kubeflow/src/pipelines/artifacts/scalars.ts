/** A value of an artifact's metadata for people: text as it is, everything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  return JSON.stringify(value, undefined, 2) ?? '';
}

/** Numbers among the metadata: the scalar metrics. */
export function scalarMetrics(
  metadata: Readonly<Record<string, unknown>>,
): [name: string, value: number][] {
  return Object.entries(metadata).filter(
    (entry): entry is [string, number] =>
      typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  );
}
