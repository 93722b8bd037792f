import { parseAllDocuments, parseDocument } from 'yaml';
import { isObject, type JsonObject } from '../../json';
import { invalidInput, invalidInputBecause, type RpcError } from '../rpc';
import { specProblem } from './specProblem';

const schemaVersion = '2.1.0';

/** A pipeline as it was uploaded, understood. */
export interface Template {
  /** `v1Argo`: a Workflow of the first generation, kept as it is. */
  type: 'v2' | 'v1Argo';
  /** `pipelineInfo.name` */
  name: string;
  /** The PipelineSpec, or the Workflow. */
  spec: JsonObject;
  platformSpec?: JsonObject;
}

function invalidSpec(message: string): RpcError {
  return invalidInputBecause('pipeline spec is invalid', message);
}

function isArgoWorkflow(document: unknown): document is JsonObject {
  return (
    isObject(document) &&
    String(document.apiVersion).startsWith('argoproj.io/') &&
    document.kind === 'Workflow'
  );
}

function nameOf(document: unknown): string {
  const info = isObject(document) ? document.pipelineInfo : undefined;
  return isObject(info) && typeof info.name === 'string' ? info.name : '';
}

/** A document counts as a pipeline when it fits the schema and has a name and a root; else it is passed over. */
function isPipelineSpec(document: unknown): document is JsonObject {
  return (
    isObject(document) &&
    nameOf(document) !== '' &&
    isObject(document.root) &&
    specProblem(document) === undefined
  );
}

function isPlatformSpec(document: unknown): document is JsonObject {
  return (
    isObject(document) &&
    isObject(document.platforms) &&
    isObject(document.platforms.kubernetes)
  );
}

function documentsOf(text: string): unknown[] {
  const parsed = parseAllDocuments(text, { merge: true });
  const documents = Array.isArray(parsed) ? parsed : [parseDocument(text)];
  return documents.map(document => {
    const [error] = document.errors;
    if (error) {
      throw invalidSpec(
        `failed to parse pipeline spec YAML: yaml: ${error.message.split('\n')[0].replace(/:$/, '')}`,
      );
    }
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  });
}

/**
 * Understands the text of a pipeline.
 *
 * @throws RpcError 400: not YAML, no pipeline, another schema version, a name that the server does not take
 */
export function parseTemplate(text: string): Template {
  const documents = documentsOf(text);
  if (isArgoWorkflow(documents[0])) {
    return { type: 'v1Argo', name: '', spec: documents[0] };
  }
  const specs = documents.filter(isPipelineSpec);
  if (specs.length === 0) throw invalidSpec('unknown template format');
  if (specs.length > 1) throw invalidSpec('multiple pipeline specs provided');
  const [spec] = specs;
  const version = spec.schemaVersion ?? '';
  if (version !== schemaVersion) {
    throw invalidSpec(
      `KFP only supports schema version ${schemaVersion}, but the pipeline spec has version ${String(version)}`,
    );
  }
  const platforms = documents.filter(
    document => document !== spec && isPlatformSpec(document),
  ) as JsonObject[];
  if (platforms.length > 1) {
    throw invalidInputBecause(
      'platform spec is invalid',
      'multiple platform specs provided',
    );
  }
  return {
    type: 'v2',
    name: nameOf(spec),
    spec,
    ...(platforms[0] ? { platformSpec: platforms[0] } : {}),
  };
}

/** @throws RpcError 400: names of pipelines are stricter than the schema */
export function checkPipelineName(name: string): void {
  if (!/^[a-z0-9][a-z0-9-]{0,127}$/.test(name)) {
    throw invalidInput(
      `pipeline's name must contain only lowercase alphanumeric characters or '-' and must start with alphanumeric characters`,
    );
  }
}

/** What the API shows of a template: the spec alone, or wrapped when there is a platform spec beside it. */
export function shownSpec({ spec, platformSpec }: Template): JsonObject {
  return platformSpec
    ? { pipeline_spec: spec, platform_spec: platformSpec }
    : spec;
}

/** Reads back what {@link shownSpec} gives, as a run may bring it. @throws RpcError 400 */
export function templateOf(shown: JsonObject): Template {
  const { pipeline_spec: spec, platform_spec: platformSpec } = shown;
  const documents = isObject(spec)
    ? [spec, ...(isObject(platformSpec) ? [platformSpec] : [])]
    : [shown];
  return parseTemplate(
    documents.map(document => JSON.stringify(document)).join('\n---\n'),
  );
}
