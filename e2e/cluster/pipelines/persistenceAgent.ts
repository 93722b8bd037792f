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
export function startPersistenceAgent(
  options: ControllerOptions,
): ServerProcess {
  const { binary, kubeconfigFile, server, directory } = options;
  return new ServerProcess(
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
    join(directory, 'persistence-agent.log'),
    { KUBECONFIG: kubeconfigFile },
  );
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
