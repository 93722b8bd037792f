import type { ChildSelector } from '../types';

/**
 * An equality label selector. A value that no label can hold (too long, odd characters, empty) matches nothing, and a
 * selector that is cut short would match the objects of others: the whole selector is `undefined` then.
 *
 * @public
 */
export function equalitySelector(
  labels: Record<string, unknown>,
): string | undefined {
  const terms: string[] = [];
  for (const [key, value] of Object.entries(labels)) {
    // Label values: at most 63 characters, begin and end with a letter or digit (k8s.io/apimachinery/pkg/util/validation).
    if (
      typeof value !== 'string' ||
      value.length > 63 ||
      !/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(value)
    ) {
      return undefined;
    }
    terms.push(`${key}=${value}`);
  }
  return terms.length > 0 ? terms.join(',') : undefined;
}

/** Objects that carry all of these labels; nothing when a value is no label value. @public */
export function childrenByLabel(
  resource: { group: string; version: string; plural: string; kind: string },
  labels: Record<string, unknown>,
): ChildSelector[] {
  const labelSelector = equalitySelector(labels);
  return labelSelector ? [{ ...resource, labelSelector }] : [];
}

/** Pods that carry all of these labels. @public */
export function podsByLabel(labels: Record<string, unknown>): ChildSelector[] {
  return childrenByLabel(
    { group: '', version: 'v1', plural: 'pods', kind: 'Pod' },
    labels,
  );
}

/** batch/v1 Jobs that carry all of these labels. @public */
export function jobsByLabel(labels: Record<string, unknown>): ChildSelector[] {
  return childrenByLabel(
    { group: 'batch', version: 'v1', plural: 'jobs', kind: 'Job' },
    labels,
  );
}

/** One object by its name; nothing when the name is no object name. @public */
export function childByName(
  resource: { group: string; version: string; plural: string; kind: string },
  name: unknown,
): ChildSelector[] {
  return typeof name === 'string' &&
    name.length <= 253 &&
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name)
    ? [{ ...resource, name }]
    : [];
}
