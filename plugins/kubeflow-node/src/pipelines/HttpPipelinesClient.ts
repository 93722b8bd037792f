import type {
  Artifact,
  CreateExperimentRequest,
  CreateRecurringRunRequest,
  CreateRunRequest,
  ExperimentsQuery,
  PipelinesQuery,
  RecurringRunsQuery,
  RunCommand,
  RunsQuery,
  RunTask,
  UploadPipelineRequest,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '../clusterConnection';
import { ObjectStore } from './artifacts/ObjectStore';
import { ArtifactCalls } from './calls/ArtifactCalls';
import { ExperimentCalls } from './calls/ExperimentCalls';
import { InfoCalls } from './calls/InfoCalls';
import { LogCalls } from './calls/LogCalls';
import { PipelineCalls } from './calls/PipelineCalls';
import { RecurringRunCalls } from './calls/RecurringRunCalls';
import { RunBodies } from './calls/RunBodies';
import { RunCalls } from './calls/RunCalls';
import { TaskCalls } from './calls/TaskCalls';
import { UploadCalls } from './calls/UploadCalls';
import {
  pipelinesConfigProblems,
  type ObjectStoreConfig,
  type PipelinesConfig,
} from './config';
import { createIdentity } from './identity/createIdentity';
import type {
  ArchivedLogRequest,
  PipelinesCaller,
  PipelinesClient,
  RunRecord,
} from './PipelinesClient';
import { PipelinesHttp } from './transport/PipelinesHttp';
import type { PipelinesTransport } from './transport/PipelinesTransport';
import { ServiceProxyTransport } from './transport/ServiceProxyTransport';
import { UrlTransport } from './transport/UrlTransport';

/**
 * A {@link PipelinesClient} over HTTP: through the API server of the cluster, or to an address of the API's own.
 *
 * @public
 */
export class HttpPipelinesClient implements PipelinesClient {
  readonly cluster: string;
  readonly #transport: PipelinesTransport;
  readonly #info: InfoCalls;
  readonly #pipelines: PipelineCalls;
  readonly #uploads: UploadCalls;
  readonly #runs: RunCalls;
  readonly #experiments: ExperimentCalls;
  readonly #recurringRuns: RecurringRunCalls;
  readonly #tasks: TaskCalls;
  readonly #artifacts: ArtifactCalls;
  readonly #logs: LogCalls;
  readonly #store?: ObjectStore;

  private constructor(
    http: PipelinesHttp,
    transport: PipelinesTransport,
    options: {
      hasNamespaces: boolean;
      store?: ObjectStore;
      objectStore?: ObjectStoreConfig;
    },
  ) {
    const { hasNamespaces, store, objectStore } = options;
    this.cluster = http.cluster;
    this.#transport = transport;
    this.#store = store;
    this.#info = new InfoCalls(http);
    this.#pipelines = new PipelineCalls(http);
    this.#uploads = new UploadCalls(http);
    const bodies = new RunBodies(
      async (pipelineId, versionId, caller) =>
        (await this.#pipelines.getVersion(pipelineId, versionId, caller)).spec,
    );
    this.#runs = new RunCalls(http, bodies, hasNamespaces);
    this.#tasks = new TaskCalls(http, this.#info);
    this.#artifacts = new ArtifactCalls(http, store);
    this.#logs = new LogCalls(http, store, objectStore);
    this.#experiments = new ExperimentCalls(http);
    this.#recurringRuns = new RecurringRunCalls(http, bodies);
  }

  /**
   * @param options - `config`: what {@link mergePipelinesConfig} gives for the cluster; `connection`: needed unless the
   * configuration has a URL, and for identities of type `serviceAccount`
   * @throws Error when the configuration is wrong as a whole, or a file that it names cannot be read
   */
  static async create(options: {
    cluster: string;
    connection?: ClusterConnection;
    config: PipelinesConfig;
  }): Promise<HttpPipelinesClient> {
    const { cluster, connection, config } = options;
    const problems = pipelinesConfigProblems(config);
    if (problems.length > 0) {
      throw new Error(
        `The configuration of the Pipelines API of '${cluster}' is wrong. ${problems
          .map(({ path, message }) => `'${path.join('.')}': ${message}`)
          .join('; ')}`,
      );
    }
    const identity = createIdentity(cluster, connection, config);
    let transport: PipelinesTransport;
    if (config.url !== undefined) {
      transport = await UrlTransport.create(config.url, config);
    } else if (connection) {
      transport = new ServiceProxyTransport(connection, config);
    } else {
      throw new Error(
        `The Pipelines API of '${cluster}' has no url, and no connection to the cluster is known through which it could be reached.`,
      );
    }
    const http = new PipelinesHttp({
      cluster,
      transport,
      identity,
      timeout: config.requestTimeout,
    });
    return new HttpPipelinesClient(http, transport, {
      // Only servers for many users keep namespaces apart.
      hasNamespaces: (config.identity?.type ?? 'none') !== 'none',
      objectStore: config.objectStore,
      store:
        config.objectStore &&
        new ObjectStore(cluster, config.objectStore, config.requestTimeout),
    });
  }

  /** Lets go of idle sockets; the connection that it was given stays open. */
  async close(): Promise<void> {
    await this.#transport.close();
    await this.#store?.close();
  }

  info(caller: PipelinesCaller) {
    return this.#info.info(caller);
  }

  listPipelines(query: PipelinesQuery, caller: PipelinesCaller) {
    return this.#pipelines.list(query, caller);
  }

  getPipeline(id: string, caller: PipelinesCaller) {
    return this.#pipelines.get(id, caller);
  }

  getPipelines(
    ids: readonly string[],
    caller: PipelinesCaller,
    namespace?: string,
  ) {
    return this.#pipelines.getSeveral(ids, caller, namespace);
  }

  listVersions(
    pipelineId: string,
    query: PipelinesQuery,
    caller: PipelinesCaller,
  ) {
    return this.#pipelines.listVersions(pipelineId, query, caller);
  }

  getVersion(pipelineId: string, versionId: string, caller: PipelinesCaller) {
    return this.#pipelines.getVersion(pipelineId, versionId, caller);
  }

  uploadPipeline(request: UploadPipelineRequest, caller: PipelinesCaller) {
    return this.#uploads.pipeline(request, caller);
  }

  uploadVersion(
    pipelineId: string,
    request: UploadPipelineRequest,
    caller: PipelinesCaller,
  ) {
    return this.#uploads.version(pipelineId, request, caller);
  }

  deletePipeline(id: string, caller: PipelinesCaller) {
    return this.#pipelines.delete(id, caller);
  }

  deleteVersion(
    pipelineId: string,
    versionId: string,
    caller: PipelinesCaller,
  ) {
    return this.#pipelines.deleteVersion(pipelineId, versionId, caller);
  }

  listRuns(query: RunsQuery, caller: PipelinesCaller) {
    return this.#runs.list(query, caller);
  }

  getRun(id: string, caller: PipelinesCaller) {
    return this.#runs.get(id, caller);
  }

  listTasks(record: RunRecord, spec: unknown, caller: PipelinesCaller) {
    return this.#tasks.list(record, spec, caller);
  }

  createRun(request: CreateRunRequest, caller: PipelinesCaller) {
    return this.#runs.create(request, caller);
  }

  commandRun(id: string, command: RunCommand, caller: PipelinesCaller) {
    return this.#runs.command(id, command, caller);
  }

  deleteRun(id: string, caller: PipelinesCaller) {
    return this.#runs.delete(id, caller);
  }

  listExperiments(query: ExperimentsQuery, caller: PipelinesCaller) {
    return this.#experiments.list(query, caller);
  }

  getExperiment(id: string, caller: PipelinesCaller) {
    return this.#experiments.get(id, caller);
  }

  getExperiments(
    ids: readonly string[],
    caller: PipelinesCaller,
    namespace?: string,
  ) {
    return this.#experiments.getSeveral(ids, caller, namespace);
  }

  createExperiment(request: CreateExperimentRequest, caller: PipelinesCaller) {
    return this.#experiments.create(request, caller);
  }

  commandExperiment(
    id: string,
    command: 'archive' | 'restore',
    caller: PipelinesCaller,
  ) {
    return this.#experiments.command(id, command, caller);
  }

  deleteExperiment(id: string, caller: PipelinesCaller) {
    return this.#experiments.delete(id, caller);
  }

  listRecurringRuns(query: RecurringRunsQuery, caller: PipelinesCaller) {
    return this.#recurringRuns.list(query, caller);
  }

  getRecurringRun(id: string, caller: PipelinesCaller) {
    return this.#recurringRuns.get(id, caller);
  }

  createRecurringRun(
    request: CreateRecurringRunRequest,
    caller: PipelinesCaller,
  ) {
    return this.#recurringRuns.create(request, caller);
  }

  commandRecurringRun(
    id: string,
    command: 'enable' | 'disable',
    caller: PipelinesCaller,
  ) {
    return this.#recurringRuns.command(id, command, caller);
  }

  deleteRecurringRun(id: string, caller: PipelinesCaller) {
    return this.#recurringRuns.delete(id, caller);
  }

  getArtifact(id: string, caller: PipelinesCaller) {
    return this.#artifacts.get(id, caller);
  }

  readArtifact(
    artifact: Artifact,
    options: { maxBytes: number; runId: string; task?: RunTask },
    caller: PipelinesCaller,
  ) {
    return this.#artifacts.read(artifact, options, caller);
  }

  readArchivedLog(request: ArchivedLogRequest, caller: PipelinesCaller) {
    return this.#logs.read(request, caller);
  }
}
