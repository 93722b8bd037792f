import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Setting } from './setting';

/** Runs a module of this folder in a process of its own, with a bare heap, and gives what it measures. */
export function measureIn<T>(module: string, setting: Setting): Promise<T> {
  const child = start(module, setting);
  return new Promise<T>((resolve, reject) => {
    let result: { value: T } | undefined;
    child.on('message', message => {
      result = message as { value: T };
    });
    child.once('error', reject);
    child.once('exit', code => {
      if (code === 0 && result) {
        resolve(result.value);
      } else {
        reject(
          new Error(
            `${module} ended with status ${code} and ${result ? 'a' : 'no'} result`,
          ),
        );
      }
    });
  });
}

/** A module of this folder that runs until it is stopped; resolves with its first message. */
export async function runIn<T>(
  module: string,
  setting: Setting,
): Promise<{ value: T; stop(): Promise<void> }> {
  const child = start(module, setting);
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()),
  );
  const value = await new Promise<T>((resolve, reject) => {
    child.once('message', message => resolve((message as { value: T }).value));
    child.once('exit', code =>
      reject(
        new Error(`${module} ended with status ${code} before it was ready`),
      ),
    );
  });
  return {
    value,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function start(module: string, setting: Setting) {
  const child = fork(
    fileURLToPath(new URL(`./${module}.ts`, import.meta.url)),
    {
      execArgv: ['--import', 'tsx', '--expose-gc', '--no-deprecation'],
    },
  );
  child.send(setting);
  // It must not outlive us.
  child.channel?.ref();
  return child;
}

/** The other end: takes the setting, runs, and sends what `run` gives. Ends with the process that started it. */
export function measure<T>(
  run: (setting: Setting) => Promise<T>,
  options: { stay?: boolean } = {},
): void {
  process.once('disconnect', () => process.exit(0));
  process.once('message', async (setting: Setting) => {
    try {
      process.send?.({ value: await run(setting) }, () => {
        if (!options.stay) {
          process.exit(0);
        }
      });
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  });
}
