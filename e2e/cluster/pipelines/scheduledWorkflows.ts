import { join } from 'node:path';
import { freePort, ServerProcess } from '../serverProcess';
import {
  untilItSays,
  withToken,
  type ControllerOptions,
} from './persistenceAgent';

/** The controller that starts runs of recurring runs when they are due. */
export async function startScheduledWorkflows(
  options: ControllerOptions,
): Promise<ServerProcess> {
  const { binary, kubeconfigFile, server, directory } = options;
  const log = join(directory, 'scheduled-workflows.log');
  const controller = new ServerProcess(
    'The scheduled workflow controller',
    ...withToken('scheduledworkflow-sa-token', options.token ?? 'none', [
      binary,
      `--kubeconfig=${kubeconfigFile}`,
      `--namespace=${options.namespace ?? ''}`,
      '--mlPipelineAPIServerName=127.0.0.1',
      `--mlPipelineServiceGRPCPort=${server.grpcPort}`,
      `--metricsPort=${await freePort()}`,
      '--recurringRunResyncIntervalSeconds=1',
      '--clientQPS=500',
      '--clientBurst=1000',
    ]),
    log,
    { KUBECONFIG: kubeconfigFile },
  );
  return untilItSays(controller, log, 'Started workers');
}
