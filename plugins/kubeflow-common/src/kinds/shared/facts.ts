import { cleanText } from '../../reading';
import type { FactReading } from '../types';

/** A fact, if there is one: a list of none or one, to be spread. @public */
export function fact(
  key: string,
  value: unknown,
  ref?: FactReading['ref'],
): FactReading[] {
  const text = cleanText(
    typeof value === 'number' ? String(value) : value,
    500,
  );
  if (!text) {
    return [];
  }
  return [ref ? { key, value: text, ref } : { key, value: text }];
}
