/*
 * `npm start`. Finds a Node that the portal can run on, which may be newer than the one on this machine, and hands
 * over to start/main.ts. Runs on any Node from 20 on.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');

/** The npm package `node` carries a Node of the version that the lock file names. */
function findNode() {
  const own = join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(own)) {
    return own;
  }
  const major = Number(process.versions.node.split('.')[0]);
  if (major === 22 || major >= 24) {
    return process.execPath;
  }
  console.error(
    `The portal needs Node 22 or 24 and this is ${process.versions.node}. ` +
      "Run 'npm install' in this folder: it brings a Node of its own.",
  );
  process.exit(1);
}

const child = spawn(
  findNode(),
  [
    '--import',
    'tsx',
    join(root, 'scripts', 'start', 'main.ts'),
    ...process.argv.slice(2),
  ],
  {
    // The fourth one tells main.ts when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    },
  },
);

// A terminal sends Ctrl-C to both processes; main.ts decides when everything has stopped.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
