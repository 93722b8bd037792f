import {
  asTime,
  cleanText,
  type Pipeline,
  type PipelineVersion,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readErrorMessage, readId, readName, readTags } from './texts';

/** A pipeline; a row that the server could not read itself holds an id and an error. */
export function readPipeline(
  row: Record<string, unknown>,
): Pipeline | undefined {
  const id = readId(row.pipeline_id);
  return id === undefined
    ? undefined
    : {
        id,
        // Servers before 2.15 have one name only.
        name: readName(row.display_name) ?? readName(row.name) ?? id,
        description: cleanText(row.description),
        namespace: readName(row.namespace),
        createdAt: asTime(row.created_at),
        tags: readTags(row.tags),
        error: readErrorMessage(row.error),
      };
}

/** A version, without its specification. */
export function readVersion(
  row: Record<string, unknown>,
  pipelineId: string,
): PipelineVersion | undefined {
  const id = readId(row.pipeline_version_id);
  return id === undefined
    ? undefined
    : {
        pipelineId: readId(row.pipeline_id) ?? pipelineId,
        id,
        name: readName(row.display_name) ?? readName(row.name) ?? id,
        description: cleanText(row.description),
        createdAt: asTime(row.created_at),
        codeSourceUrl: cleanText(row.code_source_url),
        tags: readTags(row.tags),
        error: readErrorMessage(row.error),
      };
}
