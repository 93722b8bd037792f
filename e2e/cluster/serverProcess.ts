import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A server that runs beside the tests: logs to a file, and never outlives this process, however that one ends. */
export class ServerProcess implements AsyncDisposable {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #logFile: string;
  readonly #exited: Promise<void>;
  #status: string | undefined;

  constructor(
    name: string,
    command: string,
    args: string[],
    logFile: string,
    /** Variables that the server has besides ours. */
    env: Record<string, string> = {},
  ) {
    this.#name = name;
    this.#logFile = logFile;
    const log = openSync(logFile, 'a');
    // In a group of its own, so that Ctrl-C reaches the tests first and they stop the servers in order.
    this.#child = spawn(command, args, {
      stdio: ['ignore', log, log],
      detached: true,
      env: { ...process.env, ...env },
    });
    closeSync(log);
    const reaper =
      this.#child.pid === undefined ? undefined : startReaper(this.#child.pid);
    this.#exited = new Promise(resolve => {
      const end = (status: string) => {
        this.#status = status;
        reaper?.kill('SIGKILL');
        resolve();
      };
      this.#child.once('error', error => end(error.message));
      this.#child.once('exit', (code, signal) =>
        end(`ended with ${signal ?? `status ${code}`}`),
      );
    });
  }

  /** Waits until `isReady` gives true; throws with the end of the log when the server ends or takes too long. */
  async ready(
    isReady: () => Promise<boolean>,
    timeoutMs = 60_000,
  ): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await isReady().catch(() => false))) {
      if (this.#status || Date.now() > deadline) {
        throw new Error(
          `${this.#name} ${this.#status ?? `was not ready within ${timeoutMs / 1000} s`}. The end of ${this.#logFile}:\n` +
            readFileSync(this.#logFile, 'utf8')
              .split('\n')
              .slice(-20)
              .join('\n'),
        );
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  /** The process' id, to measure it. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends the server, by force after ten seconds. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.#status) {
      this.#child.kill(signal);
      const force = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
      await this.#exited;
      clearTimeout(force);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** A shell that waits for our end of its input to close, which happens even when we are killed, and then kills `pid`. */
function startReaper(pid: number): ChildProcess {
  const reaper = spawn(
    'sh',
    [
      '-c',
      'trap "" INT TERM HUP; read -r _; kill -9 "$0" 2>/dev/null',
      String(pid),
    ],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  );
  reaper.unref();
  reaper.stdin?.on('error', () => {});
  (reaper.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return reaper;
}

/** A TCP port of the loopback interface that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address ? address.port : 0),
      );
    });
  });
}
