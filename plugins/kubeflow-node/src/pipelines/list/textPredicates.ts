import type { Predicate } from './filter';

/**
 * A part of the name.
 *
 * @param options - `isLike`: the server compares with SQL's `LIKE` and lets `%`, `_` and backslashes of the text through
 * (kubeflow/pipelines backend/src/apiserver/filter/filter.go), so they are escaped here to stand for themselves. Pipelines
 * may be kept in Kubernetes instead, where a part is a part.
 */
export function textPredicates(
  text: string | undefined,
  options: { isLike: boolean },
): Predicate[] {
  const part = text?.trim();
  if (!part) {
    return [];
  }
  const value = options.isLike ? part.replace(/[\\%_]/g, '\\$&') : part;
  return [{ key: 'display_name', is: 'IS_SUBSTRING', value }];
}
