import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogFilter } from './logFilter';

/** How to run one of the portal's processes. */
export interface ChildOptions {
  /** Name in messages: `backend`. */
  name: string;
  /** Script and arguments for this Node. */
  args: readonly string[];
  cwd: string;
  env?: Record<string, string>;
  /** Everything the process writes goes here. */
  logFile: string;
  /** Gets the lines that a person should see at once. */
  onLine(line: string): void;
  /** Show every line, not only warnings and errors. */
  verbose: boolean;
}

/** The last line that Node writes when nothing caught an error. */
const uncaught = /^Node\.js v\d+\./;

const GRACE_MILLISECONDS = 10_000;
const TAIL_LINES = 30;

/** One process of the portal: keeps its log, passes on what matters, and can be stopped. */
export class PortalProcess {
  readonly #child: ChildProcess;
  readonly #options: ChildOptions;
  readonly #tail: string[] = [];
  readonly #exited: Promise<number | string>;
  readonly #crashed: Promise<void>;
  #stopping = false;

  private constructor(child: ChildProcess, options: ChildOptions) {
    this.#child = child;
    this.#options = options;
    mkdirSync(dirname(options.logFile), { recursive: true });
    const log = createWriteStream(options.logFile);
    const filter = new LogFilter(options.verbose);
    let reportCrash = () => {};
    this.#crashed = new Promise(resolve => {
      reportCrash = resolve;
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      let rest = '';
      stream?.on('data', (text: string) => {
        log.write(text);
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          this.#remember(line);
          if (filter.accepts(line)) {
            options.onLine(line);
          }
          if (uncaught.test(line)) {
            reportCrash();
          }
        }
      });
    }
    this.#exited = new Promise(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('exit', (code, signal) => {
        log.end();
        resolve(code ?? signal ?? 'an unknown reason');
      });
    });
  }

  static start(options: ChildOptions): PortalProcess {
    const child = spawn(process.execPath, options.args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new PortalProcess(child, options);
  }

  /** Resolves with the first message that the process sends over its channel. */
  firstMessage(): Promise<unknown> {
    return new Promise(resolve => this.#child.once('message', resolve));
  }

  /** Resolves when the process ends by itself, with an error that holds the end of its log. */
  async failure(): Promise<Error> {
    const how = await this.#exited;
    if (this.#stopping) {
      return new Promise(() => {});
    }
    return this.#error(
      `The ${this.#options.name} stopped (${typeof how === 'number' ? `exit status ${how}` : how}).`,
    );
  }

  /**
   * Resolves when what the process supervises has crashed, with an error that holds the end of its log. The Backstage
   * CLI itself lives on and waits for a change in a source file.
   */
  async crash(): Promise<Error> {
    await this.#crashed;
    return this.#error(`The ${this.#options.name} could not start.`);
  }

  /** Asks the process to stop and waits until it is gone; one that does not listen is killed after ten seconds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return;
    }
    this.#child.kill('SIGTERM');
    const timer = setTimeout(
      () => this.#child.kill('SIGKILL'),
      GRACE_MILLISECONDS,
    );
    await this.#exited;
    clearTimeout(timer);
  }

  /** Ends the process without asking. */
  kill(): void {
    this.#stopping = true;
    this.#child.kill('SIGKILL');
  }

  #error(what: string): Error {
    return new Error(
      [
        `${what} The end of its log:`,
        '',
        ...this.#tail.map(line => `  ${line}`),
        '',
        `The whole log: ${this.#options.logFile}`,
      ].join('\n'),
    );
  }

  #remember(line: string) {
    if (line.trim() === '') {
      return;
    }
    this.#tail.push(line);
    if (this.#tail.length > TAIL_LINES) {
      this.#tail.shift();
    }
  }
}
