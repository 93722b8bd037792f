/** The first bytes of a body; the rest is not read, and its connection let go. */
export async function takeBytes(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    pieces.push(piece.subarray(0, limit - size));
    size += piece.byteLength;
    if (size >= limit) {
      break;
    }
  }
  return Buffer.concat(pieces);
}
