import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface CommandOptions {
  help: boolean;
  port: number;
  host: string;
  /** Keeps the certificate authority. */
  caDirectory: string;
  kubeconfig: string;
  /** Of the Pipelines API. */
  pipelinesPort: number;
  pipelinesMultiUser: boolean;
  pipelinesTasks: 'details' | 'tasks';
  /** Of the object store of pipelines. */
  objectStorePort: number;
  speed: number;
  seed?: string;
  /** No work of the sandbox's own. */
  empty: boolean;
}

/** A command line that makes no sense; the message says what to do. */
export class UsageError extends Error {}

export const usage = `Usage: kubeflow-sandbox [options]

A Kubernetes API with Kubeflow's kinds and jobs that live, in one process and without a cluster.

  --port PORT         port to listen on, 0 for any free one (default 7443)
  --host ADDRESS      address to listen on (default 127.0.0.1)
  --kubeconfig FILE   where to write the kubeconfig (default: in the folder of --ca-directory)
  --ca-directory DIR  keeps the certificate authority, so that a kubeconfig stays good (default ~/.kubeflow-sandbox)
  --pipelines-port PORT
                      port of the Pipelines API for the kfp SDK, 0 for any free one (default 0)
  --pipelines-multi-user
                      the Pipelines API keeps namespaces apart
  --pipelines-tasks MODEL
                      how the Pipelines API tells of tasks: details (up to 2.18) or tasks (later) (default details)
  --object-store-port PORT
                      port of the object store of pipelines, 0 for any free one (default 0)
  --speed FACTOR      how many times as fast as the clock jobs live (default 1)
  --seed TEXT         the same seed gives the same lives (default kubeflow)
  --empty             no jobs, runtimes and queues at first; what you create comes to life
  --help              this text
`;

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        port: { type: 'string', default: '7443' },
        host: { type: 'string', default: '127.0.0.1' },
        kubeconfig: { type: 'string' },
        'ca-directory': { type: 'string' },
        'pipelines-port': { type: 'string', default: '0' },
        'pipelines-multi-user': { type: 'boolean', default: false },
        'pipelines-tasks': { type: 'string', default: 'details' },
        'object-store-port': { type: 'string', default: '0' },
        speed: { type: 'string', default: '1' },
        seed: { type: 'string' },
        empty: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function portOf(option: string, value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new UsageError(
      `--${option} '${value}': expected a number from 0 to 65535`,
    );
  }
  return port;
}

/** @throws UsageError that names the option and what it takes */
export function commandOptions(args: string[]): CommandOptions {
  const values = read(args);
  const port = portOf('port', values.port);
  const speed = Number(values.speed);
  if (!(speed > 0 && speed <= 10_000)) {
    throw new UsageError(
      `--speed '${values.speed}': expected a number above 0, at most 10000`,
    );
  }
  const pipelinesTasks = values['pipelines-tasks'];
  if (pipelinesTasks !== 'details' && pipelinesTasks !== 'tasks') {
    throw new UsageError(
      `--pipelines-tasks '${pipelinesTasks}': expected details or tasks`,
    );
  }
  const caDirectory = resolve(
    values['ca-directory'] ?? join(homedir(), '.kubeflow-sandbox'),
  );
  return {
    help: values.help,
    port,
    host: values.host,
    caDirectory,
    kubeconfig: resolve(values.kubeconfig ?? join(caDirectory, 'kubeconfig')),
    pipelinesPort: portOf('pipelines-port', values['pipelines-port']),
    pipelinesMultiUser: values['pipelines-multi-user'],
    pipelinesTasks,
    objectStorePort: portOf('object-store-port', values['object-store-port']),
    speed,
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    empty: values.empty,
  };
}
