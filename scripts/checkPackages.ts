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
import { type Message, publint } from 'publint';
import { formatMessage } from 'publint/utils';

interface Manifest {
  name: string;
  private?: boolean;
  backstage?: { role?: string };
}

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

const browserRoles = new Set([
  'web-library',
  'frontend-plugin',
  'frontend-plugin-module',
]);

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

/**
 * What Backstage makes of every plugin, and its loaders count on: an export condition that is the name of a feature's
 * type and not a path, and a feature as the default export of a CommonJS module.
 */
function isConvention({ code, path }: Message): boolean {
  return (
    path.at(-1) === 'backstage' || code === 'CJS_WITH_ESMODULE_DEFAULT_EXPORT'
  );
}

async function isSound(tarball: string): Promise<boolean> {
  const data = readFileSync(tarball);
  const { messages, pkg } = await publint({
    level: 'warning',
    strict: true,
    pack: { tarball: new Uint8Array(data).buffer },
  });
  const faults = messages.filter(message => !isConvention(message));
  for (const fault of faults) {
    console.log(formatMessage(fault, pkg));
  }
  return faults.length === 0;
}

function hasRightTypes(tarball: string, role = ''): boolean {
  const options = browserRoles.has(role)
    ? // ES modules only: bundlers are the only readers.
      ['--profile', 'esm-only']
    : role.startsWith('backend-plugin')
      ? ['--ignore-rules', 'cjs-only-exports-default']
      : [];
  const result = spawnSync(join(bin, 'attw'), [tarball, ...options], {
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    console.log(result.stdout, result.stderr);
  }
  return result.status === 0;
}

async function main(): Promise<void> {
  const destination = mkdtempSync(join(tmpdir(), 'packages-'));
  const failures: string[] = [];
  try {
    for (const { folder, manifest } of publishedPackages()) {
      if (!existsSync(join(folder, 'dist'))) {
        failures.push(`${manifest.name}: not built; run 'npm run build' first`);
        continue;
      }
      const tarball = pack(folder, destination);
      const verdicts = {
        publint: await isSound(tarball),
        attw: hasRightTypes(tarball, manifest.backstage?.role),
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
    process.exitCode = 1;
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
