/** The last bytes of a body, and how many there were in all. No more than the end is held while it comes. */
export async function takeEnd(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<{ bytes: Uint8Array; size: number }> {
  const pieces: Uint8Array[] = [];
  let held = 0;
  let size = 0;
  for await (const piece of body) {
    pieces.push(piece);
    held += piece.byteLength;
    size += piece.byteLength;
    while (held - pieces[0]!.byteLength >= limit) {
      held -= pieces.shift()!.byteLength;
    }
  }
  const end = Buffer.concat(pieces);
  return { bytes: end.subarray(Math.max(0, end.byteLength - limit)), size };
}
