import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is; where it is missing, its Debian packages are installed, which only root can do. */
export async function ensureProgram(
  program: string,
  debianPackages: string[],
): Promise<string> {
  const found = findProgram(program);
  if (found) {
    return found;
  }
  const words = `the program '${program}' (on Debian: apt-get install ${debianPackages.join(' ')})`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`The tests of Kubeflow Pipelines need ${words}`);
  }
  console.log(`Installing ${debianPackages.join(' ')} …`);
  await runCommand('apt-get', ['update', '-qq']);
  await runCommand('apt-get', [
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...debianPackages,
  ]);
  const installed = findProgram(program);
  if (!installed) {
    throw new Error(`apt-get has run, but there still is not ${words}`);
  }
  return installed;
}

function findProgram(program: string): string | undefined {
  // Servers are in folders that are not on everybody's PATH.
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
  ];
  return folders
    .filter(Boolean)
    .map(folder => join(folder, program))
    .find(existsSync);
}

/** Runs a command; rejects with the end of what it said unless it ends with 0. */
export function runCommand(
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DEBIAN_FRONTEND: 'noninteractive',
        PIP_ROOT_USER_ACTION: 'ignore',
        PIP_DISABLE_PIP_VERSION_CHECK: '1',
        ...env,
      },
    });
    let output = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      said = (said + text).slice(-4000);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
    });
    child
      .once('error', reject)
      .once('close', code =>
        code === 0
          ? resolve(output)
          : reject(
              new Error(
                `'${[file, ...args].join(' ')}' ended with status ${code}:\n${said}`,
              ),
            ),
      );
  });
}
