import type { ApiObject } from '../cluster/types';
import { badRequest } from '../errors';

/** Reads a field of an object for selection; a field that is not set is the empty string. */
export type FieldReader = (object: ApiObject) => string;

export interface FieldRequirement {
  field: string;
  equal: boolean;
  value: string;
}

export type FieldMatcher = (object: ApiObject) => boolean;

/** Cuts at each separator that no backslash escapes. */
function splitUnescaped(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && i + 1 < text.length) {
      part += text[i] + text[++i];
    } else if (text[i] === separator) {
      parts.push(part);
      part = '';
    } else {
      part += text[i];
    }
  }
  parts.push(part);
  return parts;
}

function unescaped(value: string, selector: string): string {
  return value.replace(/\\(.?)/g, (_, escaped: string) => {
    if (escaped === '\\' || escaped === ',' || escaped === '=') return escaped;
    throw badRequest(
      `invalid field selector: invalid escape sequence in ${JSON.stringify(selector)}`,
    );
  });
}

/**
 * Reads `a=b,c==d,e!=f`; `\`, `,` and `=` within a value are escaped by a backslash.
 *
 * @throws ApiError 400 that says what is wrong
 */
export function parseFieldSelector(text: string): FieldRequirement[] {
  const result: FieldRequirement[] = [];
  for (const term of splitUnescaped(text, ',')) {
    if (term === '') continue;
    const match = /^([^=!\\]*)(!=|==|=)([^]*)$/.exec(term);
    if (!match) {
      throw badRequest(
        `invalid selector: ${JSON.stringify(text)}; can't understand ${JSON.stringify(term)}`,
      );
    }
    result.push({
      field: match[1],
      equal: match[2] !== '!=',
      value: unescaped(match[3], text),
    });
  }
  return result;
}

/**
 * @param readers - the fields that the resource can be selected by
 * @throws ApiError 400 when the selector cannot be read or names another field
 */
export function fieldMatcher(
  text: string | undefined,
  readers: Record<string, FieldReader>,
): FieldMatcher | undefined {
  if (!text) return undefined;
  const requirements = parseFieldSelector(text);
  if (requirements.length === 0) return undefined;
  const checks = requirements.map(({ field, equal, value }) => {
    if (!Object.hasOwn(readers, field)) {
      throw badRequest(`field label not supported: ${field}`);
    }
    return (object: ApiObject) => (readers[field](object) === value) === equal;
  });
  return object => checks.every(check => check(object));
}

/** Reads a value at a path of plain property names as the selector's text. */
export function readField(path: readonly string[]): FieldReader {
  return object => {
    let value: unknown = object;
    for (const part of path) {
      if (typeof value !== 'object' || value === null) return '';
      value = (value as Record<string, unknown>)[part];
    }
    return value === undefined || value === null || typeof value === 'object'
      ? ''
      : String(value);
  };
}

/** What every resource can be selected by. */
export const metadataFields: Record<string, FieldReader> = {
  'metadata.name': readField(['metadata', 'name']),
  'metadata.namespace': readField(['metadata', 'namespace']),
};
