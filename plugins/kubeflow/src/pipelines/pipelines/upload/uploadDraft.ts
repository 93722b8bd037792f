import {
  pipelineGraph,
  type ParsedPipelineYaml,
  type UploadPipelineRequest,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { parseTags } from './parseTags';

/** What a person has entered. */
export interface UploadDraft {
  text: string;
  fileName?: string;
  /** Absent: the suggested one. */
  name?: string;
  description: string;
  isPrivate: boolean;
  namespace?: string;
  tags: string;
}

export const emptyUploadDraft: UploadDraft = {
  text: '',
  description: '',
  isPrivate: false,
  tags: '',
};

/** Longest name that the backend takes. */
export const NAME_LIMIT = 100;

/** The name that the pipeline gives itself; a version takes the time along, since names of versions are unique. */
export function suggestedName(
  parsed: ParsedPipelineYaml | undefined,
  options: { isVersion: boolean; now: Date },
): string {
  const name = parsed?.spec ? (pipelineGraph(parsed.spec).name ?? '') : '';
  if (!options.isVersion || name === '') {
    return name.slice(0, NAME_LIMIT);
  }
  const time = options.now.toISOString().slice(0, 16).replace('T', ' ');
  return `${name.slice(0, NAME_LIMIT - time.length - 1)} ${time}`;
}

/** What is sent; nothing while something is missing or wrong. */
export function uploadRequest(
  draft: UploadDraft,
  parsed: ParsedPipelineYaml | undefined,
  name: string,
): UploadPipelineRequest | undefined {
  const { tags, problem } = parseTags(draft.tags);
  const description = draft.description.trim();
  const namespace = draft.namespace?.trim();
  if (
    !parsed?.spec ||
    parsed.problems.length > 0 ||
    name.trim() === '' ||
    problem ||
    (draft.isPrivate && !namespace)
  ) {
    return undefined;
  }
  return {
    name: name.trim(),
    yaml: draft.text,
    ...(description !== '' && { description }),
    ...(draft.isPrivate && { namespace }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}
