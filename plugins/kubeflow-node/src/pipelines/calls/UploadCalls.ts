import {
  asString,
  type UploadPipelineRequest,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { randomUUID } from 'node:crypto';
import type { PipelinesCaller } from '../PipelinesClient';
import { readId } from '../read/texts';
import type { PipelinesHttp } from '../transport/PipelinesHttp';
import { expectRecord } from './expectRecord';
import { API, step } from './paths';

/**
 * Uploads of compiled pipelines: a form with one file, and the rest in the query
 * (kubeflow/pipelines backend/src/apiserver/server/pipeline_upload_server.go).
 */
export class UploadCalls {
  readonly #http: PipelinesHttp;

  constructor(http: PipelinesHttp) {
    this.#http = http;
  }

  async pipeline(
    request: UploadPipelineRequest,
    caller: PipelinesCaller,
  ): Promise<{ pipelineId: string; versionId?: string }> {
    const row = await this.#http.json(
      `${API}/pipelines/upload`,
      { namespace: request.namespace, ...caller },
      {
        method: 'POST',
        query: { ...aboutFile(request), namespace: request.namespace },
        body: formOf(request.yaml),
      },
    );
    // The answer is the pipeline; its first version is not named.
    return {
      pipelineId: expectRecord(
        readId(row.pipeline_id),
        'a pipeline',
        this.#http,
      ),
    };
  }

  async version(
    pipelineId: string,
    request: UploadPipelineRequest,
    caller: PipelinesCaller,
  ): Promise<{ pipelineId: string; versionId: string }> {
    const row = await this.#http.json(
      `${API}/pipelines/upload_version`,
      { namespace: request.namespace, ...caller },
      {
        method: 'POST',
        query: { ...aboutFile(request), pipelineid: step(pipelineId) },
        body: formOf(request.yaml),
      },
    );
    return {
      pipelineId,
      versionId: expectRecord(
        readId(row.pipeline_version_id),
        'a version of a pipeline',
        this.#http,
      ),
    };
  }
}

function aboutFile(
  request: UploadPipelineRequest,
): Record<string, string | undefined> {
  const { name, description, tags } = request;
  return {
    name,
    display_name: name,
    description: asString(description),
    tags:
      tags && Object.keys(tags).length > 0 ? JSON.stringify(tags) : undefined,
  };
}

/** `multipart/form-data` (RFC 7578) with the file that the API looks for. YAML is text, so the form is text. */
function formOf(yaml: string): { text: string; contentType: string } {
  const boundary = `pipeline-${randomUUID()}`;
  return {
    text: [
      `--${boundary}`,
      'content-disposition: form-data; name="uploadfile"; filename="pipeline.yaml"',
      'content-type: application/octet-stream',
      '',
      yaml,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}
