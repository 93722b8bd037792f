/*
 * `npm run check:packages`: packs every package that is published, as it would be published, and lets publint and
 * "Are the types wrong?" judge the tarballs. Needs `npm run build` first.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  name: string;
  private?: boolean;
  backstage?: { role?: string };
}

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

/** Folders of the packages that are published. */
function publishedPackages(): { folder: string; manifest: Manifest }[] {
  return globSync('{packages,plugins}/*/package.json', { cwd: root })
    .sort()
    .map(file => ({
      folder: join(root, dirname(file)),
      manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest,
    }))
    .filter(({ manifest }) => !manifest.private);
}

function pack(folder: string, destination: string): string {
  const output = execFileSync(
    'npm',
    ['pack', '--json', '--pack-destination', destination],
    {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  // npm writes what prepack prints before the JSON.
  const [{ filename }] = JSON.parse(output.slice(output.search(/^\[/m))) as {
    filename: string;
  }[];
  return join(destination, filename);
}

function check(tool: string, args: string[]): boolean {
  const result = spawnSync(join(bin, tool), args, { encoding: 'utf8' });
  if (result.status !== 0) {
    console.log(result.stdout, result.stderr);
  }
  return result.status === 0;
}

const destination = mkdtempSync(join(tmpdir(), 'packages-'));
const failures: string[] = [];
try {
  for (const { folder, manifest } of publishedPackages()) {
    if (!existsSync(join(folder, 'dist'))) {
      failures.push(`${manifest.name}: not built; run 'npm run build' first`);
      continue;
    }
    const tarball = pack(folder, destination);
    const browser = [
      'web-library',
      'frontend-plugin',
      'frontend-plugin-module',
    ].includes(manifest.backstage?.role ?? '');
    const verdicts = {
      publint: check('publint', ['run', tarball, '--strict']),
      // A package for browsers has ES modules only: bundlers are its only readers.
      attw: check('attw', [
        tarball,
        ...(browser ? ['--profile', 'esm-only'] : []),
      ]),
    };
    for (const [tool, ok] of Object.entries(verdicts)) {
      console.log(
        `${ok ? 'ok    ' : 'FAILED'} ${tool.padEnd(8)} ${manifest.name}`,
      );
      if (!ok) {
        failures.push(`${manifest.name}: ${tool}`);
      }
    }
  }
} finally {
  rmSync(destination, { recursive: true, force: true });
}
if (failures.length > 0) {
  console.error(`\n${failures.join('\n')}`);
  process.exit(1);
}
