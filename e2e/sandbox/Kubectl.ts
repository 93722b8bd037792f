import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface KubectlResult {
  code: number;
  out: string;
  error: string;
}

/** A kubectl that goes on writing: `--watch`, `--follow`. */
export interface KubectlStream extends AsyncDisposable {
  readonly lines: readonly string[];
  /** @throws Error with what was written instead, after half a minute */
  until(pattern: RegExp): Promise<string>;
  /** The exit code; resolves when it has ended by itself. */
  readonly ended: Promise<number>;
}

/** The real kubectl, as somebody who has set KUBECONFIG uses it. */
export class Kubectl {
  readonly #env: NodeJS.ProcessEnv;

  /** @param home - where it keeps what it has discovered, apart from the user's own */
  constructor(kubeconfig: string, home: string) {
    this.#env = { ...process.env, KUBECONFIG: kubeconfig, HOME: home };
  }

  /** Runs a command to its end, whatever that is. */
  try(args: string[], input?: unknown): Promise<KubectlResult> {
    const child = spawn('kubectl', args, { env: this.#env });
    const result: KubectlResult = { code: -1, out: '', error: '' };
    child.stdout.setEncoding('utf8').on('data', text => (result.out += text));
    child.stderr.setEncoding('utf8').on('data', text => (result.error += text));
    child.stdin.end(input === undefined ? '' : JSON.stringify(input));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', code => resolve({ ...result, code: code ?? -1 }));
    });
  }

  /** What a command writes. @throws Error with what it complains about when it fails */
  async run(args: string[], input?: unknown): Promise<string> {
    const { code, out, error } = await this.try(args, input);
    if (code !== 0) {
      throw new Error(
        `kubectl ${args.join(' ')} ended with ${code}:\n${error}${out}`,
      );
    }
    return out.trim();
  }

  /** A field of an object, or of many, by JSONPath. */
  field(args: string[], path: string): Promise<string> {
    return this.run([...args, '-o', `jsonpath={${path}}`]);
  }

  start(args: string[]): KubectlStream {
    const child = spawn('kubectl', args, { env: this.#env });
    const lines: string[] = [];
    const listeners = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', line => {
        lines.push(line);
        listeners.forEach(listener => listener());
      });
    }
    const ended = new Promise<number>(resolve =>
      child.on('close', code => resolve(code ?? -1)),
    );
    return {
      lines,
      ended,
      until: pattern =>
        new Promise((resolve, reject) => {
          const done = (act: () => void) => {
            clearTimeout(timer);
            listeners.delete(look);
            act();
          };
          const look = () => {
            const line = lines.find(text => pattern.test(text));
            if (line !== undefined) done(() => resolve(line));
          };
          const timer = setTimeout(
            () =>
              done(() =>
                reject(
                  new Error(
                    `kubectl ${args.join(' ')} never wrote ${pattern}:\n${lines.slice(-50).join('\n')}`,
                  ),
                ),
              ),
            30_000,
          );
          listeners.add(look);
          look();
        }),
      async [Symbol.asyncDispose]() {
        child.kill();
        await ended;
      },
    };
  }
}
