import { isIP } from 'node:net';
import { largestFile } from '../spec';

/** Where the server fetches pipelines from, and nowhere else. */
const allowedHosts = [
  'storage.googleapis.com',
  's3.amazonaws.com',
  'github.com',
  'raw.githubusercontent.com',
];

function isAllowed(url: URL): boolean {
  return (
    url.protocol === 'https:' &&
    (url.port === '' || url.port === '443') &&
    isIP(url.hostname) === 0 &&
    allowedHosts.includes(url.hostname)
  );
}

/** @throws Error that says why it cannot be had */
export async function downloadPackage(address: string): Promise<Buffer> {
  if (!URL.canParse(address)) {
    throw new Error(`invalid pipeline spec URL: ${address}`);
  }
  let url = new URL(address);
  for (let redirects = 0; redirects < 10; redirects += 1) {
    if (!isAllowed(url)) throw new Error('Pipeline URL validation failed');
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location) {
      url = new URL(location, url);
      continue;
    }
    if (answer.status !== 200) {
      throw new Error(
        `error fetching pipeline spec from ${address} - request returned ${answer.status} ${answer.statusText}`,
      );
    }
    const file = Buffer.from(await answer.arrayBuffer());
    if (file.length > largestFile) {
      throw new Error(`File size too large (${file.length} bytes)`);
    }
    return file;
  }
  throw new Error('too many redirects');
}
