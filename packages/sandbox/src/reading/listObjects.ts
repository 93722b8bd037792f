import type { ApiObject } from '../cluster/types';
import {
  type ApiError,
  badRequest,
  expired,
  futureVersion,
  invalid,
} from '../errors';
import { decodeContinue, encodeContinue, type Collection } from '../storage';
import type { Selection } from './Selection';

export interface ListOptions {
  limit?: number;
  continue?: string;
  resourceVersion?: string;
  resourceVersionMatch?: string;
}

export interface ObjectList {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
  /** In the stored shape. */
  items: ApiObject[];
}

const compacted =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** @throws ApiError 400 when it is not a number */
export function parseRevision(text: string): number {
  const revision = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(revision)) {
    throw invalidOption(
      'resourceVersion',
      text,
      'strconv.ParseUint: parsing: invalid syntax',
    );
  }
  return revision;
}

function invalidOption(field: string, value: string, why: string): ApiError {
  return badRequest(
    `${field}: Invalid value: ${JSON.stringify(value)}: ${why}`,
  );
}

function forbiddenOption(field: string, why: string): ApiError {
  return invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
    { reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field },
  ]);
}

function checkMatch(options: ListOptions): void {
  const { resourceVersion, resourceVersionMatch: match } = options;
  if (!match) return;
  if (!resourceVersion) {
    throw forbiddenOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (options.continue) {
    throw forbiddenOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden when continue is provided',
    );
  }
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`,
        field: 'resourceVersionMatch',
      },
    ]);
  }
  if (match === 'Exact' && resourceVersion === '0') {
    throw forbiddenOption(
      'resourceVersionMatch',
      'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    );
  }
}

/**
 * A page of a resource, as it was at one revision: the present one, the one asked for exactly, or the one of the
 * first page.
 *
 * @throws ApiError 400 for bad options, 410 when that revision is forgotten, 504 when it is yet to come
 */
export function listObjects(
  collection: Collection,
  current: number,
  selection: Selection,
  options: ListOptions,
): ObjectList {
  checkMatch(options);
  let revision = current;
  let start = '';
  let { limit = 0 } = options;
  if (options.continue) {
    if (options.resourceVersion && options.resourceVersion !== '0') {
      throw badRequest(
        'specifying resource version is not allowed when using continue',
      );
    }
    const point = decodeContinue(options.continue);
    if (!point.start.startsWith(selection.prefix))
      throw badRequest('continue key is not valid');
    start = point.start;
    if (point.revision > 0) revision = point.revision;
  } else if (options.resourceVersion) {
    const asked = parseRevision(options.resourceVersion);
    if (asked > current) throw futureVersion(asked, current);
    if (options.resourceVersionMatch === 'Exact') revision = asked;
    // As in the API: "any version will do" comes from a cache, whole.
    if (asked === 0) limit = 0;
  }
  const entries = collection.entriesAt(revision, selection.prefix, start);
  if (!entries) {
    const error = expired(
      options.continue
        ? compacted
        : `The resourceVersion for the provided list is too old.`,
    );
    if (options.continue) {
      error.status.metadata.continue = encodeContinue({ revision: 0, start });
    }
    throw error;
  }
  const items: ApiObject[] = [];
  let next: string | undefined;
  let remaining = 0;
  for (const { key, object } of entries) {
    if (selection.matches && !selection.matches(object)) continue;
    if (limit > 0 && items.length === limit) {
      next ??= key;
      remaining += 1;
      // The rest is only counted, and only where counting means something.
      if (selection.matches) break;
      continue;
    }
    items.push(object);
  }
  return {
    resourceVersion: String(revision),
    ...(next === undefined
      ? {}
      : { continue: encodeContinue({ revision, start: next }) }),
    ...(next === undefined || selection.matches
      ? {}
      : { remainingItemCount: remaining }),
    items,
  };
}
