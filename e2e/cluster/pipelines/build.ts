import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cacheDirectory, cacheKey } from '../cacheDirectory';
import { ensureGo, type Go } from '../go';
import { goBuild, type GoBinary } from '../goBuild';
import { ensureProgram } from './systemPackages';

const run = promisify(execFile);
const sources = fileURLToPath(new URL('./server/', import.meta.url));
const pipelines = 'github.com/kubeflow/pipelines';
const argo = 'github.com/argoproj/argo-workflows/v4';

/** Where the servers of Kubeflow Pipelines are, and the definitions they need. */
export interface PipelinesBinaries {
  apiServer: string;
  persistenceAgent: string;
  scheduledWorkflow: string;
  /** Argo's workflow controller, of the release that Kubeflow Pipelines is built with. */
  workflowController: string;
  /** Files with a CustomResourceDefinition each. */
  crds: string[];
}

const binaries: GoBinary[] = [
  {
    name: 'kfp-apiserver',
    package: `${pipelines}/backend/src/apiserver`,
  },
  {
    name: 'kfp-persistence-agent',
    package: `${pipelines}/backend/src/agent/persistence`,
  },
  {
    name: 'kfp-scheduled-workflow',
    package: `${pipelines}/backend/src/crd/controller/scheduledworkflow`,
  },
  {
    name: 'argo-workflow-controller',
    package: `${argo}/cmd/workflow-controller`,
  },
].map(binary => ({ ...binary, ldflags: '-s -w' }));

/** A file of the folder of binaries, and where it is in a Go module. */
const definitions = [
  {
    name: 'scheduledworkflows.yaml',
    module: pipelines,
    file: 'manifests/kustomize/base/pipeline/cluster-scoped/scheduled-workflow-crd.yaml',
  },
  ...[
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
  })),
];

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

/**
 * Whether the servers are there or can be built. Where they cannot, it says why: Kubeflow Pipelines publishes no Go
 * releases, so that a module proxy which serves only what it knows does not have it.
 */
export async function canHavePipelines(): Promise<boolean> {
  if (process.env.KUBEFLOW_PIPELINES_ASSETS || existsSync(pipelinesFolder())) {
    return true;
  }
  try {
    await moduleDirectory(await ensureGo(sources), pipelines);
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
  if (assets) {
    for (const { name } of [...binaries, ...definitions]) {
      if (!existsSync(join(assets, name))) {
        throw new Error(
          `KUBEFLOW_PIPELINES_ASSETS is '${assets}', but there is no ${name} there. Point it at a folder that an ` +
            'earlier build has left in the cache, or unset it to have the servers built.',
        );
      }
    }
    return inFolder(assets);
  }
  return inFolder(await buildPipelines(pipelinesFolder()));
}

function inFolder(folder: string): PipelinesBinaries {
  const [apiServer, persistenceAgent, scheduledWorkflow, workflowController] =
    binaries.map(({ name }) => join(folder, name));
  return {
    apiServer,
    persistenceAgent,
    scheduledWorkflow,
    workflowController,
    crds: definitions.map(({ name }) => join(folder, name)),
  };
}

/** The folder in the cache that a build of the present sources has. */
function pipelinesFolder(): string {
  const files = ['go.mod', 'go.sum'].map(name => join(sources, name));
  const words = [...binaries, ...definitions].map(item => JSON.stringify(item));
  return cacheDirectory(
    'pipelines',
    cacheKey(files, ...words, process.platform, process.arch),
  );
}

async function moduleDirectory(go: Go, module: string): Promise<string> {
  const { stdout } = await run(
    go.command,
    ['mod', 'download', '-json', module],
    { cwd: sources, env: { ...go.env, GOFLAGS: '-mod=readonly' } },
  ).catch(error => {
    throw new Error(
      `Fetching the Go module ${module} failed: ${error.stderr}${error.stdout}`,
    );
  });
  return JSON.parse(stdout).Dir;
}

async function buildPipelines(folder: string): Promise<string> {
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
    async addFiles(target, go) {
      for (const { name, module, file } of definitions) {
        const from = join(await moduleDirectory(go, module), file);
        await copyFile(from, join(target, name));
      }
    },
  });
}
