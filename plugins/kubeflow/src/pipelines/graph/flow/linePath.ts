import type { Point } from '../layout/layoutTypes';

const RADIUS = 8;

/**
 * A line through points, its corners rounded, as the `d` of an SVG path. A line without corners that is not straight
 * down swings from one end to the other.
 */
export function linePath(points: readonly Point[]): string {
  const [start, ...rest] = points;
  const end = rest.at(-1);
  if (!end) {
    return '';
  }
  if (rest.length === 1) {
    const middle = (start.y + end.y) / 2;
    return start.x === end.x
      ? `M${at(start)} L${at(end)}`
      : `M${at(start)} C${at({ x: start.x, y: middle })} ${at({ x: end.x, y: middle })} ${at(end)}`;
  }
  let path = `M${at(start)}`;
  for (let index = 1; index < points.length - 1; index += 1) {
    const corner = points[index];
    path += ` L${at(towards(corner, points[index - 1]))}`;
    path += ` Q${at(corner)} ${at(towards(corner, points[index + 1]))}`;
  }
  return `${path} L${at(end)}`;
}

/** The point at which the rounding of a corner begins: never beyond half of the way. */
function towards(corner: Point, next: Point): Point {
  const length = Math.hypot(next.x - corner.x, next.y - corner.y);
  const share = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return {
    x: corner.x + (next.x - corner.x) * share,
    y: corner.y + (next.y - corner.y) * share,
  };
}

/** The middle of a line, for its label. */
export function lineMiddle(points: readonly Point[]): Point {
  const lengths = points
    .slice(1)
    .map((point, index) =>
      Math.hypot(point.x - points[index].x, point.y - points[index].y),
    );
  let left = lengths.reduce((sum, each) => sum + each, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    if (left <= length) {
      const share = length === 0 ? 0 : left / length;
      const [from, to] = [points[index], points[index + 1]];
      return {
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      };
    }
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
