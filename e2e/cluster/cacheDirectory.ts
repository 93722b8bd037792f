import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what is expensive to make is kept between checkouts. */
export function cacheDirectory(...parts: string[]): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(base, 'kubeflow-portal', ...parts);
}

/** A folder name that changes with the given files and words. */
export function cacheKey(files: string[], ...words: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(readFileSync(file)).update('\0');
  }
  for (const word of words) {
    hash.update(word).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
