import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheKey } from '../cacheDirectory';
import type { Go } from '../go';
import type { GoBinary } from '../goBuild';

const run = promisify(execFile);

/** A file of a Go module that is kept beside the binaries. */
export interface ModuleFile {
  /** What it is called there. */
  name: string;
  module: string;
  /** Where it is in the module. */
  file: string;
}

/** A name of the cache folder for a build, which changes with all that it is made of. */
export function buildKey(
  sources: string,
  binaries: GoBinary[],
  files: ModuleFile[] = [],
): string {
  return cacheKey(
    ['go.mod', 'go.sum'].map(name => join(sources, name)),
    ...[...binaries, ...files].map(item => JSON.stringify(item)),
    process.platform,
    process.arch,
  );
}

/** Where Go keeps a module that the module in `sources` requires; fetches it when it is not there yet. */
export async function moduleDirectory(
  go: Go,
  sources: string,
  module: string,
): Promise<string> {
  const { stdout } = await run(
    go.command,
    ['mod', 'download', '-json', module],
    { cwd: sources, env: { ...go.env, GOFLAGS: '-mod=readonly' } },
  ).catch(error => {
    throw new Error(
      `Fetching the Go module ${module} failed: ${error.stderr}${error.stdout}`,
    );
  });
  return JSON.parse(stdout).Dir;
}

/** Copies files out of modules into a folder. */
export async function copyModuleFiles(
  go: Go,
  sources: string,
  files: ModuleFile[],
  target: string,
): Promise<void> {
  for (const { name, module, file } of files) {
    const from = join(await moduleDirectory(go, sources, module), file);
    await copyFile(from, join(target, name));
  }
}
