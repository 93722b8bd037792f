/** A ratio that a benchmark has measured, and what it is held against. */
export interface Measurement {
  name: string;
  /** What stands above and below the line, in words and numbers. */
  ours: { what: string; value: number };
  baseline: { what: string; value: number };
  unit: 'ms' | 'bytes' | 'requests';
  /**
   * `ours / baseline` may be at most this; or `baseline / ours` has to be at least this. Requests are counted, not
   * compared: there may be so many at most.
   */
  limit: { atMost: number } | { timesFaster: number };
}

/** The ratio in the form in which the limit is given. */
export function ratioOf({ ours, baseline, limit }: Measurement): number {
  return 'atMost' in limit
    ? ours.value / baseline.value
    : baseline.value / ours.value;
}

export function isMet(measurement: Measurement): boolean {
  const { limit, ours, unit } = measurement;
  if (unit === 'requests') {
    return 'atMost' in limit && ours.value <= limit.atMost;
  }
  const ratio = ratioOf(measurement);
  return 'atMost' in limit ? ratio <= limit.atMost : ratio >= limit.timesFaster;
}
