import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { contextName } from '../access';
import { startSandbox, type Sandbox } from '../startSandbox';
import {
  commandOptions,
  usage,
  UsageError,
  type CommandOptions,
} from './commandOptions';

/** Where the command writes: the process's streams, or a test's. @public */
export interface CommandOutput {
  out(text: string): void;
  error(text: string): void;
}

/** What the command came to. @public */
export interface CommandResult {
  exitCode: number;
  /** The sandbox, when it runs. */
  sandbox?: Sandbox;
}

async function start(
  options: CommandOptions,
  output: CommandOutput,
): Promise<Sandbox> {
  const { port, host, caDirectory } = options;
  try {
    return await startSandbox({
      port,
      host,
      caDirectory,
      pipelines: {
        port: options.pipelinesPort,
        multiUser: options.pipelinesMultiUser,
        tasks: options.pipelinesTasks,
      },
      objectStore: { port: options.objectStorePort },
      simulation: {
        speed: options.speed,
        seed: options.seed,
        populate: !options.empty,
        onError: error => output.error(`${String(error)}\n`),
      },
    });
  } catch (error) {
    const { code, port: taken } = error as NodeJS.ErrnoException & {
      port?: number;
    };
    if (code === 'EADDRINUSE') {
      const option =
        taken === port
          ? '--port'
          : taken === options.pipelinesPort
            ? '--pipelines-port'
            : '--object-store-port';
      throw new UsageError(
        `Port ${taken} is in use. Choose another with ${option}, or ${option} 0 for any free one.`,
      );
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new UsageError(`--host '${host}' is no address of this machine`);
    }
    throw error;
  }
}

function welcome(
  { url, pipelinesUrl, objectStore }: Sandbox,
  { kubeconfig, empty }: CommandOptions,
) {
  const list = empty ? 'namespaces' : 'trainjobs -A';
  return `Kubeflow sandbox at ${url}

  export KUBECONFIG='${kubeconfig}'
  kubectl get ${list}
  kubectl --context ${contextName('alice')} get pods -n team-vision

Pipelines API for the kfp SDK: kfp.Client(host='${pipelinesUrl}')
Artifacts of pipelines (S3): ${objectStore.endpoint}, bucket ${objectStore.bucket}, keys ${objectStore.accessKeyId} and ${objectStore.secretAccessKey}

You are 'admin' there. Other contexts: ${['alice', 'bob', 'portal'].map(contextName).join(', ')}.
Nothing is kept when it ends. Ctrl-C ends it.
`;
}

/**
 * The `kubeflow-sandbox` command, but for signals and the end of the process.
 *
 * @public
 */
export async function runCommand(
  args: string[],
  output: CommandOutput,
): Promise<CommandResult> {
  try {
    const options = commandOptions(args);
    if (options.help) {
      output.out(usage);
      return { exitCode: 0 };
    }
    const sandbox = await start(options, output);
    await mkdir(dirname(options.kubeconfig), { recursive: true });
    await writeFile(options.kubeconfig, sandbox.kubeconfig(), { mode: 0o600 });
    output.out(welcome(sandbox, options));
    return { exitCode: 0, sandbox };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.error(
      `${error.message}\n\nkubeflow-sandbox --help lists the options.\n`,
    );
    return { exitCode: 2 };
  }
}
