import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { largestFile, readPackage } from '../spec';
import { RpcError, wrapping } from '../rpc';
import { checkLength } from '../service/lengths';
import { sendJson, type ApiCall } from './ApiCall';
import { showPipeline, showVersion } from './show';

/** The file of a form. */
interface Upload {
  name: string;
  content: Buffer;
}

/** The field `uploadfile` of a multipart form. @throws Error when there is none */
function uploadedFile(request: IncomingMessage): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const form = busboy({
      headers: request.headers,
      limits: { fileSize: largestFile + 1 },
      defParamCharset: 'utf8',
    });
    let found: Upload | undefined;
    form.on('file', (field, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (field === 'uploadfile' && !found) {
          found = { name: filename ?? '', content: Buffer.concat(chunks) };
        }
      });
    });
    form.on('error', reject);
    form.on('close', () =>
      found ? resolve(found) : reject(new Error('http: no such file')),
    );
    request.pipe(form);
  });
}

/** What uploads answer with when they fail: not a status, and often not the reason. */
function sendError(call: ApiCall, code: number, message: string): void {
  sendJson(call.response, code, {
    error_message: message,
    error_details: message,
  });
}

function parseTags(call: ApiCall): Record<string, string> | undefined {
  const sent = call.text('tags');
  if (sent === '') return {};
  try {
    const tags = JSON.parse(sent) as unknown;
    const fits =
      typeof tags === 'object' &&
      tags !== null &&
      !Array.isArray(tags) &&
      Object.values(tags).every(value => typeof value === 'string');
    return fits ? (tags as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}

const badTags =
  'Failed to parse tags query parameter. Expected JSON object with string keys and values';

function nameOf(call: ApiCall, file: Upload): string {
  return call.text('name') || call.text('display_name') || file.name;
}

/** Reasons that people can do something about are told; the others only say that it failed. */
function sendFailure(call: ApiCall, error: unknown, what: string): void {
  const code = error instanceof RpcError ? error.code : 'Internal';
  if (code === 'AlreadyExists') sendError(call, 409, what);
  else if (code === 'InvalidArgument') {
    sendError(call, 400, (error as RpcError).externalMessage);
  } else sendError(call, 500, what);
}

function sendPlain(call: ApiCall, message: string): void {
  call.response.writeHead(400, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  });
  call.response.end(`${message}\n`);
}

function lengthProblem(
  field: 'Pipeline.Name' | 'Pipeline.Namespace' | 'PipelineVersion.Name',
  value: string,
): string | undefined {
  try {
    checkLength(field, value);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** `POST /apis/v2beta1/pipelines/upload`: a pipeline and its first version. */
export async function uploadPipeline(call: ApiCall): Promise<void> {
  const { backend, caller } = call;
  let file: Upload;
  try {
    file = await uploadedFile(call.request);
  } catch {
    sendError(call, 400, 'Failed to read pipeline from file');
    return;
  }
  let text: string;
  try {
    text = readPackage(file.name, file.content);
  } catch {
    sendError(call, 400, 'Failed to read a pipeline spec file');
    return;
  }
  const name = nameOf(call, file);
  const namespace = call.text('namespace');
  const tooLong =
    lengthProblem('Pipeline.Namespace', namespace) ??
    lengthProblem('Pipeline.Name', name);
  if (tooLong) {
    sendPlain(call, tooLong);
    return;
  }
  const tags = parseTags(call);
  if (!tags) {
    sendError(call, 400, badTags);
    return;
  }
  const shared = {
    name,
    displayName: call.text('display_name') || name,
    description: call.text('description'),
  };
  try {
    const own = backend.multiUser ? namespace : '';
    if (own !== '') backend.pipelines.check(caller, 'create', own);
  } catch {
    sendError(call, 400, 'Failed to create a pipeline');
    return;
  }
  if (text.trim() === '') {
    sendError(call, 500, 'Failed to create a pipeline and a pipeline version');
    return;
  }
  try {
    const pipeline = backend.pipelines.createWithVersion(
      { ...caller, check: () => {} },
      { ...shared, namespace, tags },
      {
        ...shared,
        codeSourceUrl: call.text('code_source_url'),
        packageUrl: '',
        text,
        tags: {},
      },
    );
    sendJson(call.response, 200, showPipeline(pipeline));
  } catch (error) {
    sendFailure(
      call,
      error,
      'Failed to create a pipeline and a pipeline version',
    );
  }
}

/** `POST /apis/v2beta1/pipelines/upload_version`: one more version of a pipeline. */
export async function uploadVersion(call: ApiCall): Promise<void> {
  const { backend, caller } = call;
  const failed = 'Failed to create a pipeline version';
  let file: Upload;
  let text: string;
  try {
    file = await uploadedFile(call.request);
    text = readPackage(file.name, file.content);
  } catch {
    sendError(call, 400, failed);
    return;
  }
  const pipelineId = call.query.get('pipelineid') ?? '';
  const name = nameOf(call, file);
  const tooLong = lengthProblem('PipelineVersion.Name', name);
  if (tooLong) {
    sendPlain(call, tooLong);
    return;
  }
  try {
    const pipeline = backend.store.pipelines.get(pipelineId);
    if (pipeline.namespace !== '') {
      backend.pipelines.check(caller, 'create', pipeline.namespace);
    }
  } catch {
    sendError(call, 400, failed);
    return;
  }
  const tags = parseTags(call);
  if (!tags) {
    sendError(call, 400, badTags);
    return;
  }
  try {
    const version = wrapping(failed, () =>
      backend.pipelines.createVersion(
        { ...caller, check: () => {} },
        pipelineId,
        {
          name,
          displayName: call.text('display_name') || name,
          description: call.text('description'),
          codeSourceUrl: call.text('code_source_url'),
          packageUrl: '',
          text,
          tags,
        },
      ),
    );
    sendJson(call.response, 200, showVersion(version));
  } catch (error) {
    sendFailure(call, error, failed);
  }
}
