/** As the Pipelines API checks them (kubeflow/pipelines backend/src/apiserver/model/pipeline_tags.go). */
const MOST_TAGS = 20;
const LONGEST = 63;

/** What is wrong with a text of tags. */
export type TagProblem =
  | { code: 'form'; tag: string }
  | { code: 'dot'; tag: string }
  | { code: 'long'; tag: string }
  | { code: 'twice'; tag: string }
  | { code: 'many'; tag: string };

/** Reads `team=vision, stage=prod`; empty parts count for nothing. */
export function parseTags(text: string): {
  tags: Record<string, string>;
  problem?: TagProblem;
} {
  const tags = new Map<string, string>();
  for (const part of text.split(/[,\n]/)) {
    const tag = part.trim();
    if (tag === '') {
      continue;
    }
    const at = tag.indexOf('=');
    const key = tag.slice(0, Math.max(at, 0)).trim();
    const value = tag.slice(at + 1).trim();
    const problem = problemOf(key, value, tag, tags);
    if (problem) {
      return { tags: Object.fromEntries(tags), problem };
    }
    tags.set(key, value);
  }
  return { tags: Object.fromEntries(tags) };
}

function problemOf(
  key: string,
  value: string,
  tag: string,
  before: ReadonlyMap<string, string>,
): TagProblem | undefined {
  if (key === '') {
    return { code: 'form', tag };
  }
  if (key.includes('.')) {
    return { code: 'dot', tag: key };
  }
  if ([...key].length > LONGEST || [...value].length > LONGEST) {
    return { code: 'long', tag: key };
  }
  if (before.has(key)) {
    return { code: 'twice', tag: key };
  }
  return before.size === MOST_TAGS ? { code: 'many', tag: key } : undefined;
}
