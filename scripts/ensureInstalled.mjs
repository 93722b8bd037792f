/*
 * Makes `npm start` and `npm test` work right after a clone: installs the dependencies when they are missing or older
 * than the lock file. Runs on any Node from 20 on, with nothing installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

const upToDate =
  existsSync(installed) &&
  statSync(installed).mtimeMs >= statSync(lock).mtimeMs;

if (!upToDate) {
  console.log(
    'Installing dependencies; this takes a few minutes the first time …',
  );
  const npm = process.env.npm_execpath;
  const [command, args] = npm
    ? [process.execPath, [npm, 'ci']]
    : ['npm', ['ci']];
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) {
    console.error(
      `\nThe installation failed (exit status ${result.status}). Run 'npm ci' in ${root} to see why; ` +
        'a closed network and a full disk are the usual causes.',
    );
    process.exit(result.status ?? 1);
  }
  const now = new Date();
  utimesSync(installed, now, now);
}
