import type {
  Artifact,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { contentTypeOf } from '../artifacts/contentType';
import { objectLocation } from '../artifacts/objectLocation';
import type { ObjectStore } from '../artifacts/ObjectStore';
import { readDataAnswer } from '../artifacts/readThroughApi';
import type { ArtifactContent, PipelinesCaller } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { readArtifact } from '../read/readArtifact';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { expectRecord } from './expectRecord';
import { pathOf, step } from './paths';

/** Artifacts, and what is in them. */
export class ArtifactCalls {
  readonly #http: PipelinesHttp;
  readonly #store?: ObjectStore;

  constructor(http: PipelinesHttp, store?: ObjectStore) {
    this.#http = http;
    this.#store = store;
  }

  async get(id: string, caller: PipelinesCaller): Promise<Artifact> {
    return expectRecord(
      readArtifact(await this.#http.json(pathOf('artifacts', id), caller)),
      'an artifact',
      this.#http,
    );
  }

  async read(
    artifact: Artifact,
    options: { maxBytes: number; runId: string; task?: RunTask },
    caller: PipelinesCaller,
  ): Promise<ArtifactContent> {
    const { maxBytes, runId, task } = options;
    const location = objectLocation(artifact.uri);
    if (this.#store && location) {
      const { bytes, size } = await this.#store.read(
        location,
        maxBytes,
        caller.signal,
      );
      return {
        contentType: contentTypeOf(artifact, bytes),
        bytes,
        size,
        isTruncated: size !== undefined && size > bytes.byteLength,
      };
    }
    const pod = task?.podNames.at(-1);
    const content =
      pod && (await this.#throughApi(artifact, runId, pod, maxBytes, caller));
    if (content) {
      return content;
    }
    throw new PipelinesError(
      'unsupported',
      location
        ? `The Pipelines API of cluster '${this.#http.cluster}' does not hand out the content of '${artifact.name}', which lies in bucket '${location.bucket}'. ` +
            'Give the portal keys that may read there, as objectStore in the configuration of this Pipelines API.'
        : `The content of '${artifact.name}' cannot be read: ${artifact.uri ? `the portal reads no addresses such as '${artifact.uri.slice(0, 200)}'` : 'it has no file'}.`,
    );
  }

  /** What Argo kept of a pod can be had of the API; what a pipeline's own launcher stored, of few versions of it. */
  async #throughApi(
    artifact: Artifact,
    runId: string,
    pod: string,
    maxBytes: number,
    caller: PipelinesCaller,
  ): Promise<ArtifactContent | undefined> {
    if (!/^[A-Za-z0-9._-]{1,200}$/.test(artifact.name)) {
      return undefined;
    }
    try {
      const response = await this.#http.open(
        `${pathOf('runs', runId)}/nodes/${step(pod)}/artifacts/${artifact.name}:read`,
        caller,
      );
      const data = await readDataAnswer(response, maxBytes);
      return (
        data && {
          contentType: contentTypeOf(artifact, data.bytes),
          bytes: data.bytes,
          size: data.isWhole ? data.bytes.byteLength : undefined,
          isTruncated: !data.isWhole,
        }
      );
    } catch (error) {
      if (
        error instanceof PipelinesError &&
        ['not-found', 'unsupported', 'failed', 'invalid'].includes(error.kind)
      ) {
        return undefined;
      }
      throw error;
    }
  }
}
