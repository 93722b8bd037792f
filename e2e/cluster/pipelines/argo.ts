import { join } from 'node:path';
import type { ApiClient } from '../apiClient';
import { ServerProcess } from '../serverProcess';

export interface ArgoOptions {
  binary: string;
  kubeconfigFile: string;
  /** May create a ConfigMap in `kubeflow`. */
  client: ApiClient;
  directory: string;
}

/**
 * Argo's workflow controller, for all namespaces. It creates the pods of workflows and waits for them; nothing here runs
 * pods, so that somebody has to say what becomes of each.
 */
export async function startArgo(options: ArgoOptions): Promise<ServerProcess> {
  await options.client.create('/api/v1/namespaces/kubeflow/configmaps', {
    metadata: { name: 'workflow-controller-configmap' },
    data: {
      config: 'metricsConfig:\n  enabled: false\n',
    },
  });
  return new ServerProcess(
    "Argo's workflow controller",
    options.binary,
    [
      `--kubeconfig=${options.kubeconfigFile}`,
      '--namespace=kubeflow',
      '--configmap=workflow-controller-configmap',
      '--executor-image=quay.io/argoproj/argoexec:v4.0.5',
      '--qps=500',
      '--burst=1000',
    ],
    join(options.directory, 'argo.log'),
    {
      KUBECONFIG: options.kubeconfigFile,
      LEADER_ELECTION_DISABLE: 'true',
      // How long it collects changes of a workflow before it looks at them.
      DEFAULT_REQUEUE_TIME: '50ms',
    },
  );
}
