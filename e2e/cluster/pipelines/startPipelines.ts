import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControlPlane } from '../controlPlane';
import { kubeconfig } from '../kubeconfig';
import { PipelinesServer } from './apiServer';
import { argoBinaries, startArgo } from './argo';
import type { PipelinesBinaries } from './build';
import { installPipelinesCrds } from './crds';
import { MariaDb } from './mariaDb';
import { controllerToken } from './multiUser';
import { ObjectStore } from './objectStore';
import { startPersistenceAgent } from './persistenceAgent';
import { startScheduledWorkflows } from './scheduledWorkflows';
import { createPipelinesService } from './service';
import { usualOutcome } from './usualOutcome';
import { WorkflowPods, type DecideOutcome } from './workflowPods';

export interface PipelinesOptions {
  /** Whether users have namespaces of their own, and say who they are in the header `kubeflow-userid`. */
  multiUser?: boolean;
  /** Further environment variables of the API server. */
  env?: Record<string, string>;
  /**
   * What becomes of the pods of workflows; as the test pipelines mean it when left out. `false` leaves workflows alone:
   * say what becomes of them with `setWorkflowStatus`.
   */
  pods?: DecideOutcome | false;
}

/** Kubeflow Pipelines beside a control plane. Gone when disposed or when we end. */
export interface Pipelines extends AsyncDisposable {
  /** Where its API server is, without a path: `http://127.0.0.1:40123`. */
  url: string;
  /** Where the object store keeps artifacts, as files under their keys. */
  artifactFolder: string;
  /** What it keeps its records in. */
  database: MariaDb;
  stop(): Promise<void>;
}

/**
 * Starts Kubeflow Pipelines: MariaDB, an object store, the API server, the persistence agent, the controller of recurring
 * runs and Argo's workflow controller. Its definitions and the Service `ml-pipeline` in `kubeflow` are created in the
 * cluster. Pods do not run; what becomes of them is decided.
 */
export async function startPipelines(
  plane: ControlPlane,
  binaries: PipelinesBinaries,
  options: PipelinesOptions = {},
): Promise<Pipelines> {
  await using resources = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'kubeflow-portal-pipelines-'));
  resources.defer(() => rm(directory, { recursive: true, force: true }));

  const argo = await argoBinaries();
  const client = plane.client('admin');
  await installPipelinesCrds(client, [binaries.crd, ...argo.crds]);
  const kubeconfigFile = join(directory, 'kubeconfig');
  await writeFile(
    kubeconfigFile,
    kubeconfig(plane.endpoint, plane.user('admin')),
    { mode: 0o600 },
  );
  const database = resources.use(await MariaDb.start(directory));
  const objectStore = resources.use(await ObjectStore.start(directory));
  const server = resources.use(
    await PipelinesServer.start({
      ...options,
      binary: binaries.apiServer,
      kubeconfigFile,
      namespace: 'kubeflow',
      database,
      objectStore,
      directory,
    }),
  );
  await createPipelinesService(client, server);
  // A server for one user asks nobody who they are.
  const controller = async (name: string) => ({
    kubeconfigFile,
    server,
    directory,
    ...(options.multiUser
      ? { token: await controllerToken(client, name) }
      : { namespace: 'kubeflow' }),
  });
  resources.use(
    await startPersistenceAgent({
      ...(await controller('ml-pipeline-persistenceagent')),
      binary: binaries.persistenceAgent,
    }),
  );
  resources.use(
    await startScheduledWorkflows({
      ...(await controller('ml-pipeline-scheduledworkflow')),
      binary: binaries.scheduledWorkflow,
    }),
  );
  const { pods = usualOutcome } = options;
  if (pods) {
    const binary = argo.controller;
    resources.use(
      await startArgo({ binary, kubeconfigFile, client, directory }),
    );
    resources.use(new WorkflowPods(client, pods));
  }
  const running = resources.move();
  return {
    url: server.url,
    artifactFolder: objectStore.folder,
    database,
    stop: () => running.disposeAsync(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
