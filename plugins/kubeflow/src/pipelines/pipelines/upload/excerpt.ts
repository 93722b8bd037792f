/** Characters of a line that are shown before and after the place. */
const BEFORE = 40;
const AFTER = 80;

/**
 * The part of a line around a place, so that one long line stays readable.
 *
 * @param column - From 1 on, in UTF-16 units
 */
export function excerptOf(
  line: string,
  column: number,
): { before: string; at: string; after: string } {
  const place = Math.min(Math.max(0, column - 1), line.length);
  const begin = Math.max(0, place - BEFORE);
  // A character of two units is not cut in half.
  const at = String.fromCodePoint(
    ...(place < line.length ? [line.codePointAt(place) ?? 0x20] : []),
  );
  const end = place + at.length + AFTER;
  return {
    before: (begin > 0 ? '…' : '') + line.slice(begin, place),
    at,
    after: line.slice(place + at.length, end) + (end < line.length ? '…' : ''),
  };
}
