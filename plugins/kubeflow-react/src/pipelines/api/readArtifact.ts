import type { ArtifactBytes } from './KubeflowPipelinesApi';

/**
 * Reads the start of an artifact from an answer, never more than was asked for, however much is sent.
 *
 * @param maxBytes - What was asked for
 */
export async function readArtifactBytes(
  response: Response,
  maxBytes: number,
): Promise<ArtifactBytes> {
  const contentType =
    response.headers.get('Content-Type') ?? 'application/octet-stream';
  // `bytes 0-9/1234`: with the size of the whole after the slash.
  const total = /\/(\d+)\s*$/.exec(response.headers.get('Content-Range') ?? '');
  const size = total ? Number(total[1]) : undefined;
  const { bytes, isCut } = await readUpTo(response.body, maxBytes);
  return {
    contentType,
    bytes,
    size,
    // The whole of it comes with 200, a part with 206.
    isTruncated: isCut || response.status === 206,
  };
}

async function readUpTo(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  while (reader && length <= maxBytes) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    chunks.push(value);
    length += value.length;
  }
  await reader?.cancel().catch(() => undefined);
  const bytes = new Uint8Array(Math.min(length, maxBytes));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, bytes.length - offset), offset);
    offset = Math.min(bytes.length, offset + chunk.length);
  }
  return { bytes, isCut: length > maxBytes };
}
