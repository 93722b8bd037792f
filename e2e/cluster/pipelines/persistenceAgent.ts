import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServerProcess } from '../serverProcess';
import type { PipelinesServer } from './apiServer';

/** What a controller beside the API server of Kubeflow Pipelines is started with. */
export interface ControllerOptions {
  binary: string;
  kubeconfigFile: string;
  /** The only namespace it watches; all when left out. */
  namespace?: string;
  server: PipelinesServer;
  directory: string;
  /** A token of a service account, which a server for many users asks for. */
  token?: string;
}

/** The persistence agent: tells the API server what has become of workflows. */
export async function startPersistenceAgent(
  options: ControllerOptions,
): Promise<ServerProcess> {
  const { binary, kubeconfigFile, server, directory } = options;
  const log = join(directory, 'persistence-agent.log');
  const agent = new ServerProcess(
    'The persistence agent',
    ...withToken('persistenceagent-sa-token', options.token ?? 'none', [
      binary,
      `--kubeconfig=${kubeconfigFile}`,
      `--namespace=${options.namespace ?? ''}`,
      '--mlPipelineAPIServerName=127.0.0.1',
      `--mlPipelineServiceHttpPort=${server.httpPort}`,
      `--mlPipelineServiceGRPCPort=${server.grpcPort}`,
      '--clientQPS=500',
      '--clientBurst=1000',
    ]),
    log,
    { KUBECONFIG: kubeconfigFile },
  );
  return untilItSays(agent, log, 'Started workers');
}

/** Waits until a server has logged some words; stops it when it does not. */
export async function untilItSays(
  server: ServerProcess,
  log: string,
  words: string,
): Promise<ServerProcess> {
  try {
    await server.ready(async () =>
      (await readFile(log, 'utf8')).includes(words),
    );
    return server;
  } catch (error) {
    await server.stop('SIGKILL');
    throw error;
  }
}

/**
 * The controllers read their token from a path under `/var/run` that no flag changes. They get a `/run` of their own,
 * so that nothing of this machine is touched.
 */
export function withToken(
  name: string,
  token: string,
  command: string[],
): [string, string[]] {
  const script = [
    'set -e',
    'mount -t tmpfs tmpfs /run',
    'mkdir -p /var/run/secrets/kubeflow/tokens',
    'printf %s "$1" > "/var/run/secrets/kubeflow/tokens/$0"',
    'shift',
    'exec "$@"',
  ].join('; ');
  // Others than root may mount only where they are root: in a user namespace.
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return [
    'unshare',
    ['--mount', ...user, 'sh', '-c', script, name, token, ...command],
  ];
}
