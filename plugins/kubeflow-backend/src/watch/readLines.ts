/** One line was longer than anything an API server sends. */
export class LineTooLongError extends Error {
  constructor(limit: number) {
    super(`A line is longer than ${limit} bytes`);
    this.name = 'LineTooLongError';
  }
}

/**
 * Lines of a stream of bytes, as many at once as a piece completes. A character whose bytes lie in two pieces stays
 * whole, since only complete lines are decoded. Empty lines are left out; so is what follows the last line feed, which
 * is the torn end of a stream that was cut.
 *
 * @param limit - bytes that one line may have
 * @throws LineTooLongError
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<string[], void, undefined> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of chunks) {
    const lines: string[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      const length = (end < 0 ? chunk.length : end) - start;
      if (heldBytes + length > limit) {
        throw new LineTooLongError(limit);
      }
      if (end < 0) {
        break;
      }
      const line = decode(held, chunk.subarray(start, end));
      held = [];
      heldBytes = 0;
      if (line !== '') {
        lines.push(line);
      }
      start = end + 1;
    }
    if (start < chunk.length) {
      held.push(chunk.subarray(start));
      heldBytes += chunk.length - start;
    }
    if (lines.length > 0) {
      yield lines;
    }
  }
}

const LINE_FEED = 0x0a;

function decode(held: Uint8Array[], last: Uint8Array): string {
  const bytes = held.length === 0 ? last : Buffer.concat([...held, last]);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .trim();
}
