import type { ApiObject } from '../cluster/types';
import { ApiError } from '../errors';
import { isObject } from '../json';
import type { MergeType } from '../patch/MergeType';
import { FieldSet, pathText } from './FieldSet';
import { compare, fieldSetOf, merge, removeFields } from './typedValue';

/** Who writes: an entry of `metadata.managedFields` without its fields. */
export interface Manager {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
}

interface Owned extends Manager {
  time?: string;
  fields: FieldSet;
}

/** Fields that the server itself keeps; nobody owns them. */
const unowned = FieldSet.parse({
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': {
    '.': {},
    'f:name': {},
    'f:namespace': {},
    'f:uid': {},
    'f:generateName': {},
    'f:resourceVersion': {},
    'f:generation': {},
    'f:creationTimestamp': {},
    'f:deletionTimestamp': {},
    'f:deletionGracePeriodSeconds': {},
    'f:selfLink': {},
    'f:managedFields': {},
  },
});

function owned(fields: FieldSet): FieldSet {
  // `metadata` itself is nobody's, its labels and annotations are somebody's: so no `without` here.
  return fields.difference(unowned);
}

function same(a: Manager, b: Manager): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.apiVersion === b.apiVersion &&
    (a.subresource ?? '') === (b.subresource ?? '')
  );
}

function read(object: ApiObject | undefined): Owned[] {
  const entries = object?.metadata.managedFields;
  if (!Array.isArray(entries)) return [];
  const result: Owned[] = [];
  for (const entry of entries) {
    if (!isObject(entry)) continue;
    result.push({
      manager: String(entry.manager ?? ''),
      operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
      apiVersion: String(entry.apiVersion ?? ''),
      ...(entry.subresource ? { subresource: String(entry.subresource) } : {}),
      ...(entry.time ? { time: String(entry.time) } : {}),
      fields: FieldSet.parse(entry.fieldsV1),
    });
  }
  return result;
}

function write(object: ApiObject, owners: Owned[]): ApiObject {
  const entries = owners
    .filter(owner => !owner.fields.isEmpty)
    .sort(
      (a, b) =>
        a.operation.localeCompare(b.operation) ||
        (a.time ?? '').localeCompare(b.time ?? ''),
    )
    .map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
      manager,
      operation,
      apiVersion,
      ...(time ? { time } : {}),
      fieldsType: 'FieldsV1',
      fieldsV1: fields.toJSON(),
      ...(subresource ? { subresource } : {}),
    }));
  const metadata = { ...object.metadata };
  delete metadata.managedFields;
  if (entries.length > 0) metadata.managedFields = entries;
  return { ...object, metadata };
}

/** Replaces (or adds) the writer's fields; its time changes only when its fields do. */
function withWriter(
  owners: Owned[],
  writer: Manager,
  fields: FieldSet,
  time: string,
): Owned[] {
  const before = owners.find(owner => same(owner, writer));
  if (before?.fields.equals(fields)) return owners;
  return [
    ...owners.filter(owner => owner !== before),
    { ...writer, time, fields },
  ];
}

/**
 * Records in `after` that `writer` made the difference to `before`: it now owns what it changed, and the others no
 * longer do. `managedFields: [{}]` or `[]` in the written object forgets all owners, as in the API.
 */
export function trackUpdate(
  before: ApiObject | undefined,
  after: ApiObject,
  writer: Manager,
  time: string,
  type?: MergeType,
): ApiObject {
  const sent = after.metadata.managedFields;
  const forget =
    Array.isArray(sent) && read(after).every(owner => owner.fields.isEmpty);
  const owners = forget && before ? [] : read(before);
  const { added, modified, removed } = compare(before ?? {}, after, type);
  const changed = owned(added.union(modified));
  const gone = changed.union(removed);
  const others = owners.map(owner =>
    same(owner, writer)
      ? owner
      : { ...owner, fields: owner.fields.difference(gone) },
  );
  const mine =
    owners.find(owner => same(owner, writer))?.fields ?? new FieldSet();
  return write(
    after,
    withWriter(others, writer, mine.difference(removed).union(changed), time),
  );
}

function conflictOf(owner: Owned, paths: string[][]) {
  const who =
    JSON.stringify(owner.manager) +
    (owner.subresource
      ? ` with subresource ${JSON.stringify(owner.subresource)}`
      : '') +
    (owner.operation === 'Update' ? ` using ${owner.apiVersion}` : '');
  return { who, fields: paths.map(pathText) };
}

/** 409 that names, for each field, the manager who owns it; the shape that kubectl prints. */
function applyConflict(
  conflicts: { who: string; fields: string[] }[],
): ApiError {
  const causes = conflicts.flatMap(({ who, fields }) =>
    fields.map(field => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${who}`,
      field,
    })),
  );
  const lines = conflicts.map(({ who, fields }) =>
    causes.length === 1
      ? `conflict with ${who}: ${fields[0]}`
      : `conflicts with ${who}:\n${fields.map(field => `- ${field}`).join('\n')}`,
  );
  const count = `Apply failed with ${causes.length} conflict${causes.length === 1 ? '' : 's'}`;
  return new ApiError(409, 'Conflict', `${count}: ${lines.join('\n')}`, {
    causes,
  });
}

/**
 * Server-side apply (KEP-555): lays `config` over `live`, takes away what the same applier set before and no longer
 * sets, and refuses to change what others own unless forced.
 *
 * @throws ApiError 409 with one cause for each field that another manager owns
 */
export function applyConfiguration(
  live: ApiObject | undefined,
  config: ApiObject,
  writer: Manager,
  force: boolean,
  time: string,
  type?: MergeType,
): ApiObject {
  const owners = read(live);
  const fields = owned(fieldSetOf(config, type));
  const others = owners.filter(owner => !same(owner, writer));
  const last =
    owners.find(owner => same(owner, writer))?.fields ?? new FieldSet();

  let result = merge(live ?? {}, config, type) as ApiObject;
  const stillOwned = others.reduce(
    (all, owner) => all.union(owner.fields),
    fields,
  );
  const abandoned = new FieldSet();
  for (const path of last.paths()) {
    if (!stillOwned.reaches(path)) abandoned.insert(path);
  }
  result = removeFields(result, abandoned, type) as ApiObject;

  const { added, modified, removed } = compare(live ?? {}, result, type);
  const changed = added.union(modified);
  const conflicts = others
    .map(owner => ({ owner, fields: owner.fields.intersection(changed) }))
    .filter(({ fields: contested }) => !contested.isEmpty);
  if (conflicts.length > 0 && !force) {
    throw applyConflict(
      conflicts.map(({ owner, fields: contested }) =>
        conflictOf(owner, [...contested.paths()]),
      ),
    );
  }
  const gone = changed.union(removed);
  const kept = others.map(owner => ({
    ...owner,
    fields: owner.fields.difference(gone),
  }));
  const mine = owners.find(owner => same(owner, writer));
  return write(
    result,
    withWriter(mine ? [...kept, mine] : kept, writer, fields, time),
  );
}
