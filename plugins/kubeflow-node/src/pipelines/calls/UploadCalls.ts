import {
  asString,
  parsePipelineYaml,
  type UploadPipelineRequest,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { randomUUID } from 'node:crypto';
import type { PipelinesCaller } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
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
    const row = await this.#upload(
      'upload',
      request,
      { namespace: request.namespace },
      caller,
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
    const row = await this.#upload(
      'upload_version',
      request,
      { pipelineid: step(pipelineId) },
      caller,
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

  async #upload(
    route: 'upload' | 'upload_version',
    request: UploadPipelineRequest,
    place: Record<string, string | undefined>,
    caller: PipelinesCaller,
  ): Promise<Record<string, unknown>> {
    refuseNoPipeline(request.yaml);
    try {
      return await this.#http.json(
        `${API}/pipelines/${route}`,
        { namespace: request.namespace, ...caller },
        {
          method: 'POST',
          query: { ...aboutFile(request), ...place },
          body: formOf(request.yaml),
        },
      );
    } catch (error) {
      throw explained(error, request.name);
    }
  }
}

/**
 * The API never answers to a file that is no YAML, and goes on trying to read it for good; Workflows of v1 it takes, and
 * cannot run. What is wrong with a pipeline beyond that is the API's to say.
 */
function refuseNoPipeline(yaml: string): void {
  const { spec, problems } = parsePipelineYaml(yaml);
  const [first] = problems;
  if (!spec && first) {
    throw new PipelinesError(
      'invalid',
      `Line ${first.line}, column ${first.column}: ${first.message}.`,
    );
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

/** The API says little of why it refuses an upload. */
function explained(error: unknown, name: string): unknown {
  if (!(error instanceof PipelinesError)) {
    return error;
  }
  if (error.kind === 'conflict') {
    return new PipelinesError(
      'conflict',
      `There is one of the name '${name}' already. Choose another name, or upload the file as a version of that pipeline.`,
      error,
    );
  }
  return error.kind === 'invalid' &&
    /: Failed to create a pipeline( version)?$/.test(error.message)
    ? new PipelinesError(
        'invalid',
        `${error.message}. It says no more when who asks may not create pipelines there, when the pipeline does not exist any more, and when the file cannot be read.`,
        error,
      )
    : error;
}
