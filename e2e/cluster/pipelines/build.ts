import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory } from '../cacheDirectory';
import { ensureGo } from '../go';
import { goBuild, type GoBinary } from '../goBuild';
import {
  buildKey,
  copyModuleFiles,
  moduleDirectory,
  type ModuleFile,
} from './goModule';
import { ensureProgram } from './systemPackages';

const sources = fileURLToPath(new URL('./server/', import.meta.url));
const pipelines = 'github.com/kubeflow/pipelines';

/** Where the servers of Kubeflow Pipelines are, and the definition they need. */
export interface PipelinesBinaries {
  apiServer: string;
  persistenceAgent: string;
  scheduledWorkflow: string;
  /** The CustomResourceDefinition of ScheduledWorkflow. */
  crd: string;
}

const binaries: GoBinary[] = [
  ['kfp-apiserver', 'apiserver'],
  ['kfp-persistence-agent', 'agent/persistence'],
  ['kfp-scheduled-workflow', 'crd/controller/scheduledworkflow'],
].map(([name, folder]) => ({
  name,
  package: `${pipelines}/backend/src/${folder}`,
  ldflags: '-s -w',
}));

const crd: ModuleFile = {
  name: 'scheduledworkflows.yaml',
  module: pipelines,
  file: 'manifests/kustomize/base/pipeline/cluster-scoped/scheduled-workflow-crd.yaml',
};

/** The commit of Kubeflow Pipelines that `server/go.mod` requires: `4a3592cb2dd0`, which is release 2.17.0. */
export function pipelinesCommit(): string {
  const commit =
    /^\s*github\.com\/kubeflow\/pipelines v0\.0\.0-\d+-([0-9a-f]+)/m.exec(
      readFileSync(join(sources, 'go.mod'), 'utf8'),
    )?.[1];
  if (!commit) {
    throw new Error(`${sources}go.mod requires no ${pipelines}`);
  }
  return commit;
}

/** The folder in the cache that a build of the present sources has. */
const pipelinesFolder = () =>
  cacheDirectory('pipelines', buildKey(sources, binaries, [crd]));

/**
 * Whether the servers are there or can be built. Where they cannot, it says why: Kubeflow Pipelines publishes no Go
 * releases, so that a module proxy which serves only what it knows does not have it.
 */
export async function canHavePipelines(): Promise<boolean> {
  if (process.env.KUBEFLOW_PIPELINES_ASSETS || existsSync(pipelinesFolder())) {
    return true;
  }
  try {
    await moduleDirectory(await ensureGo(sources), sources, pipelines);
    return true;
  } catch (error) {
    console.warn(
      `Kubeflow Pipelines ${pipelinesCommit()} cannot be built, so its servers are not tested against here: ` +
        `${error instanceof Error ? error.message : error}\n` +
        `Let Go fetch it from its repository (GOPRIVATE=${pipelines},${pipelines}/*), or point ` +
        'KUBEFLOW_PIPELINES_ASSETS at a folder that holds its servers.',
    );
    return false;
  }
}

/**
 * The servers in the folder that `KUBEFLOW_PIPELINES_ASSETS` names when that is set, else those built from
 * `server/go.mod`. A build takes about ten minutes on two cores and is kept in the cache until the module changes.
 */
export async function pipelinesBinaries(): Promise<PipelinesBinaries> {
  const assets = process.env.KUBEFLOW_PIPELINES_ASSETS;
  if (!assets) {
    return inFolder(await buildPipelines());
  }
  for (const { name } of [...binaries, crd]) {
    if (!existsSync(join(assets, name))) {
      throw new Error(
        `KUBEFLOW_PIPELINES_ASSETS is '${assets}', but there is no ${name} there. Point it at a folder that an ` +
          'earlier build has left in the cache, or unset it to have the servers built.',
      );
    }
  }
  return inFolder(assets);
}

function inFolder(folder: string): PipelinesBinaries {
  const [apiServer, persistenceAgent, scheduledWorkflow] = binaries.map(
    ({ name }) => join(folder, name),
  );
  return {
    apiServer,
    persistenceAgent,
    scheduledWorkflow,
    crd: join(folder, crd.name),
  };
}

async function buildPipelines(): Promise<string> {
  const folder = pipelinesFolder();
  if (!existsSync(folder)) {
    // It links a database in C.
    await ensureProgram('gcc', ['gcc', 'libc6-dev']);
  }
  return goBuild({
    sources,
    folder,
    binaries,
    cgo: true,
    announcement:
      `Building Kubeflow Pipelines ${pipelinesCommit()} into ${folder}. ` +
      'This takes about ten minutes on two cores, and is done once.',
    addFiles: (target, go) => copyModuleFiles(go, sources, [crd], target),
  });
}
