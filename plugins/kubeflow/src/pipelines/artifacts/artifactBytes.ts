/** Bytes of an artifact as text, or nothing when they are none: a zero byte is in no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  return bytes.includes(0)
    ? undefined
    : new TextDecoder('utf-8', { fatal: false }).decode(bytes);
}

const signatures: readonly [type: string, start: readonly number[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/bmp', [0x42, 0x4d]],
];

/**
 * What kind of picture bytes are, by what they begin with: what a store says of them is not to be trusted. Nothing for
 * what no browser shows as a picture.
 */
export function imageTypeOf(bytes: Uint8Array): string | undefined {
  const found = signatures.find(([, start]) =>
    start.every((byte, at) => bytes[at] === byte),
  );
  if (found) {
    return found[0];
  }
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1_000));
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') {
    return 'image/webp';
  }
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i.test(
    start,
  )
    ? 'image/svg+xml'
    : undefined;
}

/** The bytes as an address of their own: portals do not let pages show pictures from elsewhere. */
export function dataUrl(bytes: Uint8Array, type: string): string {
  let binary = '';
  const CHUNK = 32_768;
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return `data:${type};base64,${btoa(binary)}`;
}
