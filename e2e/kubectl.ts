import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Makes sure that there is a kubectl: on Debian and as root, installs the distribution's. */
export default function ensureKubectl(): void {
  if (works()) {
    return;
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing kubectl (Debian package kubernetes-client) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'kubernetes-client'],
    ]) {
      spawnSync('apt-get', args, {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    }
  }
  if (!works()) {
    throw new Error(
      'kubectl is missing. Install it (Debian: apt-get install kubernetes-client) and put it on the PATH.',
    );
  }
}

const works = () =>
  spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status ===
  0;
