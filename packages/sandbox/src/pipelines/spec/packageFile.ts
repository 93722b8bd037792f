import { gunzipSync, inflateRawSync } from 'node:zlib';
import { invalidInput, invalidInputBecause } from '../rpc';

/** As the server has it. */
export const largestFile = 32 * 1024 * 1024;

const wanted = 'pipeline.yaml';

interface Entry {
  name: string;
  read(): Buffer;
}

function isYaml(name: string): boolean {
  return name.endsWith('.yaml') || name.endsWith('.yml');
}

function octal(field: Buffer): number {
  return parseInt(field.toString('latin1').replace(/\0.*$/s, '').trim(), 8);
}

/** The files of a tar archive (ustar; what GNU and pax add is skipped). */
function tarEntries(archive: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 512 <= archive.length;) {
    const header = archive.subarray(at, at + 512);
    if (header.every(byte => byte === 0)) break;
    const size = octal(header.subarray(124, 136));
    if (!(size >= 0) || at + 512 + size > archive.length) {
      throw new Error('archive/tar: invalid tar header');
    }
    const name = header.subarray(0, 100).toString('utf8').replace(/\0.*$/s, '');
    const type = String.fromCharCode(header[156]);
    const start = at + 512;
    if (type === '0' || type === '\0') {
      entries.push({
        name,
        read: () => archive.subarray(start, start + size),
      });
    }
    at = start + Math.ceil(size / 512) * 512;
  }
  return entries;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** The files of a zip archive, by its central directory. */
function zipEntries(archive: Buffer): Entry[] {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('zip: not a valid zip file');
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== directoryEntry) {
      throw new Error('zip: not a valid zip file');
    }
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const header = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({
      name,
      read() {
        const start =
          header +
          30 +
          archive.readUInt16LE(header + 26) +
          archive.readUInt16LE(header + 28);
        const packed = archive.subarray(start, start + size);
        if (method === 0) return packed;
        if (method !== 8) throw new Error('zip: unsupported algorithm');
        return inflateRawSync(packed, { maxOutputLength: largestFile });
      },
    });
    at +=
      46 +
      nameLength +
      archive.readUInt16LE(at + 30) +
      archive.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(kind: 'tarball' | 'zip', entriesOf: () => Entry[]): Buffer {
  try {
    const entries = entriesOf();
    const entry = entries.find(({ name }) => name === wanted) ?? entries[0];
    if (!entry) throw new Error('EOF');
    if (!isYaml(entry.name)) {
      throw invalidInput(
        `Error extracting pipeline from the ${kind} file. Expecting a pipeline.yaml file inside the ${kind}. Got: ${entry.name}`,
      );
    }
    return entry.read();
  } catch (error) {
    if (error instanceof Error && error.name === 'RpcError') throw error;
    throw invalidInputBecause(
      (error as Error).message,
      `Error extracting pipeline from the ${kind} file. Not a valid ${kind} file`,
    );
  }
}

/**
 * The text of an uploaded pipeline: YAML or JSON by its name, else a zip or gzipped tar archive by its first bytes.
 *
 * @throws RpcError 400 that says what is wrong with the file
 */
export function readPackage(name: string, file: Buffer): string {
  if (file.length > largestFile) {
    throw invalidInput(
      `File size too large (${file.length} bytes). Maximum supported size: ${largestFile}. Consider moving large embedded artifacts or notebooks or Python code into a container image or object store.`,
    );
  }
  if (isYaml(name) || name.endsWith('.json')) return file.toString('utf8');
  if (file.length > 2 && file[0] === 0x50 && file[1] === 0x4b) {
    return unpack('zip', () => zipEntries(file)).toString('utf8');
  }
  if (file.length > 2 && file[0] === 0x1f && file[1] === 0x8b) {
    return unpack('tarball', () =>
      tarEntries(gunzipSync(file, { maxOutputLength: 2 * largestFile })),
    ).toString('utf8');
  }
  throw invalidInput(
    'Unexpected pipeline file format. Support .zip, .tar.gz, .json or YAML',
  );
}
