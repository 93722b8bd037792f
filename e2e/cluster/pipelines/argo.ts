import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiClient } from '../apiClient';
import { cacheDirectory } from '../cacheDirectory';
import { goBuild, type GoBinary } from '../goBuild';
import { ServerProcess } from '../serverProcess';
import { buildKey, copyModuleFiles, type ModuleFile } from './goModule';
import { untilItSays } from './persistenceAgent';

const sources = fileURLToPath(
  new URL('./workflow-controller/', import.meta.url),
);
const argo = 'github.com/argoproj/argo-workflows/v4';

const binary: GoBinary = {
  name: 'argo-workflow-controller',
  package: `${argo}/cmd/workflow-controller`,
  ldflags: '-s -w',
};

const crds: ModuleFile[] = [
  'clusterworkflowtemplates',
  'cronworkflows',
  'workflowartifactgctasks',
  'workflows',
  'workflowtaskresults',
  'workflowtasksets',
  'workflowtemplates',
].map(plural => ({
  name: `${plural}.yaml`,
  module: argo,
  file: `manifests/base/crds/minimal/argoproj.io_${plural}.yaml`,
}));

/** Where Argo's workflow controller is, and the definitions of its kinds. */
export interface ArgoBinaries {
  controller: string;
  crds: string[];
}

/** The workflow controller of the release that Kubeflow Pipelines is built with, built once. */
export async function argoBinaries(): Promise<ArgoBinaries> {
  const folder = cacheDirectory('argo', buildKey(sources, [binary], crds));
  await goBuild({
    sources,
    folder,
    binaries: [binary],
    announcement:
      `Building Argo's workflow controller into ${folder}. ` +
      'This takes some minutes on two cores, and is done once.',
    addFiles: (target, go) => copyModuleFiles(go, sources, crds, target),
  });
  return {
    controller: join(folder, binary.name),
    crds: crds.map(({ name }) => join(folder, name)),
  };
}

export interface ArgoOptions {
  /** The workflow controller. */
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
    data: { config: 'metricsConfig:\n  enabled: false\n' },
  });
  const log = join(options.directory, 'argo.log');
  const controller = new ServerProcess(
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
    log,
    {
      KUBECONFIG: options.kubeconfigFile,
      LEADER_ELECTION_DISABLE: 'true',
      // How long it collects changes of a workflow before it looks at them.
      DEFAULT_REQUEUE_TIME: '50ms',
    },
  );
  return untilItSays(controller, log, 'Starting Workflow Controller');
}
