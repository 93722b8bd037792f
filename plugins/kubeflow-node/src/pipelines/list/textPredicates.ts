import type { Predicate } from './filter';

/** A part of the name. */
export function textPredicates(text: string | undefined): Predicate[] {
  const part = text?.trim();
  return part ? [{ key: 'display_name', is: 'IS_SUBSTRING', value: part }] : [];
}
