import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  artifactSchema,
  createdResponseSchema,
  experimentSchema,
  experimentsResponseSchema,
  pipelineSchema,
  pipelinesResponseSchema,
  pipelinesServersResponseSchema,
  pipelineVersionDetailSchema,
  pipelineVersionsResponseSchema,
  recurringRunSchema,
  recurringRunsResponseSchema,
  runDetailSchema,
  runDiagnosisResponseSchema,
  runPodsResponseSchema,
  runsResponseSchema,
  uploadPipelineResponseSchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { BackendConnection } from '../../api/BackendConnection';
import { queryString, type QueryValue } from '../../api/queryString';
import type { KubeflowPipelinesApi } from './KubeflowPipelinesApi';
import { pipelinesPaths as paths } from './paths';
import { readArtifactBytes } from './readArtifact';

type Api = KubeflowPipelinesApi;

/** As the backend's default. */
const ARTIFACT_BYTES = 262_144;

/** The {@link KubeflowPipelinesApi} over HTTP. @public */
export class KubeflowPipelinesClient implements KubeflowPipelinesApi {
  readonly #backend: BackendConnection;

  constructor(options: { fetchApi: FetchApi; discoveryApi: DiscoveryApi }) {
    this.#backend = new BackendConnection(options);
  }

  listServers: Api['listServers'] = options =>
    this.#backend.get(paths.servers, pipelinesServersResponseSchema, options);

  listPipelines: Api['listPipelines'] = (cluster, query, options) =>
    this.#backend.get(
      withQuery(paths.pipelines(cluster), query),
      pipelinesResponseSchema,
      options,
    );

  getPipeline: Api['getPipeline'] = (ref, options) =>
    this.#backend.get(of(ref, paths.pipeline(ref)), pipelineSchema, options);

  uploadPipeline: Api['uploadPipeline'] = (cluster, request, options) =>
    this.#backend.post(
      paths.pipelines(cluster),
      request,
      uploadPipelineResponseSchema,
      options,
    );

  deletePipeline: Api['deletePipeline'] = (ref, options) =>
    this.#backend.send('DELETE', of(ref, paths.pipeline(ref)), options);

  listVersions: Api['listVersions'] = (ref, query, options) =>
    this.#backend.get(
      withQuery(paths.versions(ref), { namespace: ref.namespace, ...query }),
      pipelineVersionsResponseSchema,
      options,
    );

  getVersion: Api['getVersion'] = (ref, options) =>
    this.#backend.get(
      of(ref, paths.version(ref)),
      pipelineVersionDetailSchema,
      options,
    );

  uploadVersion: Api['uploadVersion'] = (ref, request, options) =>
    this.#backend.post(
      of(ref, paths.versions(ref)),
      request,
      uploadPipelineResponseSchema,
      options,
    );

  deleteVersion: Api['deleteVersion'] = (ref, options) =>
    this.#backend.send('DELETE', of(ref, paths.version(ref)), options);

  listRuns: Api['listRuns'] = (cluster, query, options) =>
    this.#backend.get(
      withQuery(paths.runs(cluster), query),
      runsResponseSchema,
      options,
    );

  createRun: Api['createRun'] = (cluster, request, options) =>
    this.#backend.post(
      paths.runs(cluster),
      request,
      createdResponseSchema,
      options,
    );

  getRun: Api['getRun'] = (ref, options) =>
    this.#backend.get(of(ref, paths.run(ref)), runDetailSchema, options);

  commandRun: Api['commandRun'] = (ref, command, options) =>
    this.#backend.send(
      'POST',
      of(ref, paths.run(ref, 'commands', command)),
      options,
    );

  deleteRun: Api['deleteRun'] = (ref, options) =>
    this.#backend.send('DELETE', of(ref, paths.run(ref)), options);

  listRunPods: Api['listRunPods'] = (ref, options) =>
    this.#backend.get(
      of(ref, paths.run(ref, 'pods')),
      runPodsResponseSchema,
      options,
    );

  getRunDiagnosis: Api['getRunDiagnosis'] = (ref, options) =>
    this.#backend.get(
      of(ref, paths.run(ref, 'diagnosis')),
      runDiagnosisResponseSchema,
      options,
    );

  getArtifact: Api['getArtifact'] = (ref, options) =>
    this.#backend.get(of(ref, paths.artifact(ref)), artifactSchema, options);

  readArtifact: Api['readArtifact'] = async (ref, options = {}) => {
    const { maxBytes = ARTIFACT_BYTES, signal } = options;
    const response = await this.#backend.fetch(
      withQuery(paths.artifact(ref, 'content'), {
        namespace: ref.namespace,
        maxBytes,
      }),
      { signal, headers: { Accept: '*/*' } },
    );
    return readArtifactBytes(response, maxBytes);
  };

  downloadArtifact: Api['downloadArtifact'] = async (ref, options) => {
    const response = await this.#backend.fetch(
      withQuery(paths.artifact(ref, 'content'), {
        namespace: ref.namespace,
        download: true,
      }),
      { signal: options?.signal, headers: { Accept: '*/*' } },
    );
    return response.blob();
  };

  listExperiments: Api['listExperiments'] = (cluster, query, options) =>
    this.#backend.get(
      withQuery(paths.experiments(cluster), query),
      experimentsResponseSchema,
      options,
    );

  createExperiment: Api['createExperiment'] = (cluster, request, options) =>
    this.#backend.post(
      paths.experiments(cluster),
      request,
      createdResponseSchema,
      options,
    );

  getExperiment: Api['getExperiment'] = (ref, options) =>
    this.#backend.get(
      of(ref, paths.experiment(ref)),
      experimentSchema,
      options,
    );

  commandExperiment: Api['commandExperiment'] = (ref, command, options) =>
    this.#backend.send(
      'POST',
      of(ref, paths.experiment(ref, 'commands', command)),
      options,
    );

  deleteExperiment: Api['deleteExperiment'] = (ref, options) =>
    this.#backend.send('DELETE', of(ref, paths.experiment(ref)), options);

  listRecurringRuns: Api['listRecurringRuns'] = (cluster, query, options) =>
    this.#backend.get(
      withQuery(paths.recurringRuns(cluster), query),
      recurringRunsResponseSchema,
      options,
    );

  createRecurringRun: Api['createRecurringRun'] = (cluster, request, options) =>
    this.#backend.post(
      paths.recurringRuns(cluster),
      request,
      createdResponseSchema,
      options,
    );

  getRecurringRun: Api['getRecurringRun'] = (ref, options) =>
    this.#backend.get(
      of(ref, paths.recurringRun(ref)),
      recurringRunSchema,
      options,
    );

  commandRecurringRun: Api['commandRecurringRun'] = (ref, command, options) =>
    this.#backend.send(
      'POST',
      of(ref, paths.recurringRun(ref, 'commands', command)),
      options,
    );

  deleteRecurringRun: Api['deleteRecurringRun'] = (ref, options) =>
    this.#backend.send('DELETE', of(ref, paths.recurringRun(ref)), options);
}

/** What the wire types let through as unknown before they are read is text or lists of it when a page asks. */
function withQuery(path: string, query: object = {}): string {
  return path + queryString(query as Record<string, QueryValue>);
}

/** The address of a record, and where it lies. */
function of({ namespace }: { namespace?: string }, path: string): string {
  return withQuery(path, { namespace });
}
