/** A point of a curve. */
export interface Point {
  x: number;
  y: number;
}

/**
 * No more than about `limit` points that look the same: of each stretch the first, the lowest, the highest and the
 * last.
 */
export function thinned(points: readonly Point[], limit: number): Point[] {
  if (points.length <= limit) {
    return [...points];
  }
  const size = Math.ceil(points.length / Math.max(1, Math.floor(limit / 4)));
  const kept: Point[] = [];
  for (let start = 0; start < points.length; start += size) {
    const stretch = points.slice(start, start + size);
    const low = stretch.reduce((best, each) => (each.y < best.y ? each : best));
    const high = stretch.reduce((best, each) =>
      each.y > best.y ? each : best,
    );
    const some = new Set([stretch[0], low, high, stretch[stretch.length - 1]]);
    kept.push(...stretch.filter(point => some.has(point)));
  }
  return kept;
}
