import { Buffer } from 'node:buffer';
import type { ClusterResponse } from '../../clusterConnection';
import { takeBytes } from './takeBytes';

/** `{"data":"`, as the API begins such an answer, with room for spaces. */
const HEAD = 64;

/**
 * The first bytes of an answer `{"data": "<base64>"}`. The API writes it as it reads the file, after it has said 200: so
 * no more than needed is read, and an answer that ends too soon is what there is of it.
 *
 * @returns `undefined` when the answer is of another form
 */
export async function readDataAnswer(
  response: ClusterResponse,
  maxBytes: number,
): Promise<{ bytes: Uint8Array; isWhole: boolean } | undefined> {
  // One byte more than wanted, to know whether there are more.
  const wanted = Math.ceil((maxBytes + 1) / 3) * 4;
  const text = Buffer.from(
    await takeBytes(response.body, HEAD + wanted),
  ).toString('latin1');
  const match = /^\s*\{\s*"data"\s*:\s*"([A-Za-z0-9+/_=-]*)("?)/.exec(text);
  if (!match) {
    // Of an empty file, the field is left out.
    return /^\s*\{\s*\}\s*$/.test(text)
      ? { bytes: new Uint8Array(), isWhole: true }
      : undefined;
  }
  const bytes = Buffer.from(match[1] ?? '', 'base64');
  return {
    bytes: bytes.subarray(0, maxBytes),
    isWhole: match[2] === '"' && bytes.byteLength <= maxBytes,
  };
}
