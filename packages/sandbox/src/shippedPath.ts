import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file or folder that the package ships beside its code: the same from its sources as from its build. */
export function shippedPath(...parts: string[]): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`No package.json above ${__dirname}`);
    folder = above;
  }
  return join(folder, ...parts);
}
