import { asRecord } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  archivedLogKey,
  defaultLogKeys,
  type ArchivedPod,
} from '../artifacts/archivedLogKeys';
import { objectLocation } from '../artifacts/objectLocation';
import type { ObjectStore } from '../artifacts/ObjectStore';
import { takeEnd } from '../artifacts/takeEnd';
import type { ObjectStoreConfig } from '../config';
import type {
  ArchivedLog,
  ArchivedLogRequest,
  PipelinesCaller,
} from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { workflowOfPod } from '../tasks/podNames';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { saidBy } from '../transport/apiError';
import { parseJson } from '../transport/parseJson';
import { step } from './paths';

/** What Kubeflow Pipelines' manifests call the bucket. */
const BUCKET = 'mlpipeline';

/** Bytes of an error. */
const MAX_ERROR = 20_000;

/** Logs of pods that are gone. */
export class LogCalls {
  readonly #http: PipelinesHttp;
  readonly #store?: ObjectStore;
  readonly #formats: readonly string[];
  readonly #bucket: string;

  constructor(
    http: PipelinesHttp,
    store: ObjectStore | undefined,
    config: ObjectStoreConfig | undefined,
  ) {
    this.#http = http;
    this.#store = store;
    this.#formats = config?.logKeys ?? defaultLogKeys;
    this.#bucket = config?.bucket ?? BUCKET;
  }

  async read(
    request: ArchivedLogRequest,
    caller: PipelinesCaller,
  ): Promise<ArchivedLog> {
    const workflow = workflowOfPod(step(request.pod));
    const found =
      this.#store &&
      workflow &&
      (await this.#ofStore(
        this.#store,
        { ...request, name: request.pod, workflow },
        request.maxBytes,
        caller,
      ));
    return found || this.#ofApi(request, caller);
  }

  /** The first of the places where it can be. */
  async #ofStore(
    store: ObjectStore,
    pod: ArchivedPod,
    maxBytes: number,
    { signal }: PipelinesCaller,
  ): Promise<ArchivedLog | undefined> {
    for (const format of this.#formats) {
      const key = archivedLogKey(format, pod);
      const location = objectLocation(`s3://${this.#bucket}/${key}`);
      if (key === undefined || !location) {
        continue;
      }
      try {
        const { bytes, size } = await store.readEnd(location, maxBytes, signal);
        return {
          bytes,
          isTruncated: size !== undefined && size > bytes.length,
        };
      } catch (error) {
        if (!(error instanceof PipelinesError) || error.kind !== 'not-found') {
          throw error;
        }
      }
    }
    return undefined;
  }

  /**
   * The API server looks into the archive, too; it has said 200 before it does, so that what is missing comes as JSON in
   * what looks like a log (kubeflow/pipelines backend/src/apiserver/server/run_log_server.go).
   */
  async #ofApi(
    { runId, pod, maxBytes }: ArchivedLogRequest,
    caller: PipelinesCaller,
  ): Promise<ArchivedLog> {
    const response = await this.#http.open(
      `/apis/v1alpha1/runs/${step(runId)}/nodes/${step(pod)}/log`,
      caller,
    );
    const { bytes, size } = await takeEnd(response.body, maxBytes);
    const said = errorIn(bytes);
    if (said !== undefined) {
      throw new PipelinesError(
        'not-found',
        `The archive of the Pipelines API of cluster '${this.#http.cluster}' has no log of pod '${pod}': ${said}`,
      );
    }
    return { bytes, isTruncated: size > bytes.length };
  }
}

/** A program may write JSON, too; but hardly these two fields and nothing else. */
function errorIn(bytes: Uint8Array): string | undefined {
  if (bytes.length > MAX_ERROR) {
    return undefined;
  }
  const record = asRecord(parseJson(Buffer.from(bytes).toString('utf8')));
  const keys = Object.keys(record ?? {})
    .sort()
    .join();
  return keys === 'error_details,error_message'
    ? (saidBy(record) ?? 'it does not say why')
    : undefined;
}
