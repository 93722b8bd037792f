const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths that people count in. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map(count => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(count => count * MINUTE),
  ...[1, 2, 3, 6, 12].map(count => count * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map(count => count * DAY),
];

/**
 * Marks of a time axis, in milliseconds after its beginning: round numbers, at most `most` of them besides zero.
 *
 * @param length - Of the whole, in milliseconds
 */
export function axisMarks(length: number, most: number): number[] {
  const step =
    steps.find(each => length / each <= most) ?? steps[steps.length - 1];
  const marks: number[] = [];
  for (let at = 0; at <= length && marks.length <= 1_000; at += step) {
    marks.push(at);
  }
  return marks;
}
