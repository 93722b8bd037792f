import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kubectl } from './Kubectl';

const bin = fileURLToPath(
  new URL('../../packages/sandbox/bin/kubeflow-sandbox.js', import.meta.url),
);

/** A sandbox that was started on the command line. */
export interface SandboxCommand extends AsyncDisposable {
  /** What it said at its start. */
  welcome: string;
  kubectl: Kubectl;
}

/** Starts `kubeflow-sandbox` on a free port, with a folder of its own. */
export async function startCommand(
  ...options: string[]
): Promise<SandboxCommand> {
  const home = await mkdtemp(join(tmpdir(), 'kubeflow-sandbox-'));
  const child = spawn(
    process.execPath,
    [bin, '--port', '0', '--ca-directory', home, ...options],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', text => (errors += text));
  const closed = once(child, 'close');
  const welcome = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', part => {
      text += part;
      if (text.includes('Ctrl-C')) resolve(text);
    });
    child.once('exit', code =>
      reject(new Error(`kubeflow-sandbox ended with ${code}:\n${errors}`)),
    );
  });
  return {
    welcome,
    kubectl: new Kubectl(join(home, 'kubeconfig'), home),
    async [Symbol.asyncDispose]() {
      child.kill('SIGINT');
      const [code] = await closed;
      await rm(home, { recursive: true });
      if (code !== 0 || errors) {
        throw new Error(`kubeflow-sandbox ended with ${code}:\n${errors}`);
      }
    },
  };
}
