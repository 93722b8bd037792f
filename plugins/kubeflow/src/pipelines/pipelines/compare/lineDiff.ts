/** One line of the difference between two texts. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
  /** From 1 on; absent on the side where it is not. */
  before?: number;
  after?: number;
}

/** Steps of the search between two anchors; what differs more is shown as replaced. */
const MOST_STEPS = 2_500;

/** Texts up to this many lines are compared as a whole: the difference is then the smallest there is. */
const WHOLE_LINES = 5_000;

/** How a text differs from an earlier one, line by line: lines that are removed stand before those that are added. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const old = splitLines(before);
  const now = splitLines(after);
  const pairs = matches(old, now);
  const lines: DiffLine[] = [];
  let [at, to] = [0, 0];
  const replaceUntil = (oldEnd: number, nowEnd: number) => {
    for (; at < oldEnd; at += 1) {
      lines.push({ kind: 'removed', text: old[at], before: at + 1 });
    }
    for (; to < nowEnd; to += 1) {
      lines.push({ kind: 'added', text: now[to], after: to + 1 });
    }
  };
  for (const [one, other] of pairs) {
    replaceUntil(one, other);
    lines.push({
      kind: 'same',
      text: now[to],
      before: (at += 1),
      after: (to += 1),
    });
  }
  replaceUntil(old.length, now.length);
  return lines;
}

function splitLines(text: string): string[] {
  const lines = text.split('\n');
  // A text that ends with a line feed has no line after it.
  if (lines[lines.length - 1] === '') {
    lines.pop();
  }
  return lines;
}

type Pair = readonly [before: number, after: number];

/** Which lines stay, as places in both texts, growing in both. */
function matches(old: readonly string[], now: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  const work: [Pair, Pair][] = [
    [
      [0, 0],
      [old.length, now.length],
    ],
  ];
  for (let range = work.pop(); range; range = work.pop()) {
    let [[a, b], [aEnd, bEnd]] = range;
    for (; a < aEnd && b < bEnd && old[a] === now[b]; a += 1, b += 1) {
      pairs.push([a, b]);
    }
    while (aEnd > a && bEnd > b && old[aEnd - 1] === now[bEnd - 1]) {
      aEnd -= 1;
      bEnd -= 1;
      pairs.push([aEnd, bEnd]);
    }
    if (a === aEnd || b === bEnd) {
      continue;
    }
    const anchors =
      aEnd - a + bEnd - b > WHOLE_LINES
        ? uniqueAnchors(old, now, [a, b], [aEnd, bEnd])
        : [];
    if (anchors.length === 0) {
      pairs.push(...shortestEdit(old, now, [a, b], [aEnd, bEnd]));
      continue;
    }
    let from: Pair = [a, b];
    for (const anchor of anchors) {
      work.push([from, anchor]);
      pairs.push(anchor);
      from = [anchor[0] + 1, anchor[1] + 1];
    }
    work.push([from, [aEnd, bEnd]]);
  }
  return pairs.sort(([one], [other]) => one - other);
}

/** Lines that occur once on each side, as many as stand in the same order (patience diff). */
function uniqueAnchors(
  old: readonly string[],
  now: readonly string[],
  [a, b]: Pair,
  [aEnd, bEnd]: Pair,
): Pair[] {
  const places = new Map<string, { before: number; after: number }>();
  const note = (text: string, side: 'before' | 'after', place: number) => {
    const known = places.get(text) ?? { before: -1, after: -1 };
    // -1: not seen; -2: seen more than once.
    known[side] = known[side] === -1 ? place : -2;
    places.set(text, known);
  };
  for (let place = a; place < aEnd; place += 1) {
    note(old[place], 'before', place);
  }
  for (let place = b; place < bEnd; place += 1) {
    note(now[place], 'after', place);
  }
  const candidates = [...places.values()]
    .filter(({ before, after }) => before >= 0 && after >= 0)
    .map(({ before, after }): Pair => [before, after]);
  return longestGrowing(candidates);
}

/** Of pairs that grow in the first place, the most that grow in the second as well. */
function longestGrowing(pairs: readonly Pair[]): Pair[] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, [, after]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]][1] < after) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[index] = low > 0 ? tails[low - 1] : -1;
    tails[low] = index;
  }
  const found: Pair[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]) {
    found.push(pairs[index]);
  }
  return found.reverse();
}

/** The fewest lines removed and added (E. W. Myers, An O(ND) Difference Algorithm); none stay after too many steps. */
function shortestEdit(
  old: readonly string[],
  now: readonly string[],
  [a, b]: Pair,
  [aEnd, bEnd]: Pair,
): Pair[] {
  const [n, m] = [aEnd - a, bEnd - b];
  const most = Math.min(n + m, MOST_STEPS);
  const offset = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d += 1) {
    trace.push(furthest.slice(offset - d - 1, offset + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down =
        k === -d ||
        (k !== d && furthest[offset + k - 1] < furthest[offset + k + 1]);
      let x = down ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1;
      while (x < n && x - k < m && old[a + x] === now[b + x - k]) {
        x += 1;
      }
      furthest[offset + k] = x;
      if (x >= n && x - k >= m) {
        return backtrack(trace, d, n, m).map(([one, other]): Pair => [
          a + one,
          b + other,
        ]);
      }
    }
  }
  return [];
}

/** The way back through the steps of {@link shortestEdit}. */
function backtrack(
  trace: readonly Int32Array[],
  steps: number,
  n: number,
  m: number,
): Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [n, m];
  for (let d = steps; d >= 0; d -= 1) {
    // The part of the furthest places that this step began with: diagonals -d - 1 to d + 1.
    const at = (k: number) => trace[d][k + d + 1];
    const k = x - y;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = d === 0 ? 0 : at(previousK);
    const previousY = d === 0 ? 0 : previousX - previousK;
    while (x > previousX && y > previousY) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [previousX, previousY];
  }
  return pairs;
}

/** Lines that did not change and are left out, or one line. */
export type DiffRow = DiffLine | { kind: 'gap'; from: number; count: number };

/**
 * Leaves out what did not change, but for a few lines around each change.
 *
 * @param open - Gaps that are shown all the same, by the place of their first line
 */
export function foldUnchanged(
  lines: readonly DiffLine[],
  context: number,
  open: ReadonlySet<number>,
): DiffRow[] {
  const isNear = new Uint8Array(lines.length);
  for (const [index, { kind }] of lines.entries()) {
    if (kind !== 'same') {
      isNear.fill(1, Math.max(0, index - context), index + context + 1);
    }
  }
  const rows: DiffRow[] = [];
  for (let index = 0; index < lines.length;) {
    let end = index;
    while (end < lines.length && !isNear[end]) {
      end += 1;
    }
    // One line takes no less room than saying that it is left out.
    if (end - index > 1 && !open.has(index)) {
      rows.push({ kind: 'gap', from: index, count: end - index });
      index = end;
    } else {
      for (const stop = Math.max(end, index + 1); index < stop; index += 1) {
        rows.push(lines[index]);
      }
    }
  }
  return rows;
}
