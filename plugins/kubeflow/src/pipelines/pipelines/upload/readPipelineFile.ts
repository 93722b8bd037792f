/** Bytes. What is larger is no compiled pipeline; the text itself is checked more closely later. */
const LARGEST = 32_000_000;

/** Reads a file that should hold a compiled pipeline. */
export async function readPipelineFile(
  file: File,
): Promise<
  { text: string } | { refusal: 'compressed' | 'large' | 'unreadable' }
> {
  if (/\.(zip|t?gz|tar)$/i.test(file.name)) {
    return { refusal: 'compressed' };
  }
  if (file.size > LARGEST) {
    return { refusal: 'large' };
  }
  try {
    return { text: await file.text() };
  } catch {
    // Removed since it was chosen, or the browser may not read it.
    return { refusal: 'unreadable' };
  }
}
