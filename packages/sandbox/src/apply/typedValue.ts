import { isObject, jsonEqual, setProperty, type JsonObject } from '../json';
import { fieldType, type MergeType } from '../patch/MergeType';
import { FieldSet } from './FieldSet';

/** An item's edge in a {@link FieldSet}, or nothing when the item lacks a key. */
function itemEdge(item: unknown, type: MergeType): string | undefined {
  if (type.list === 'set') return `v:${JSON.stringify(item)}`;
  if (!isObject(item)) return undefined;
  const keys: JsonObject = {};
  for (const key of [...(type.keys ?? [])].sort()) {
    const value = item[key] ?? type.keyDefaults?.[key];
    if (value === undefined) return undefined;
    keys[key] = value;
  }
  return `k:${JSON.stringify(keys)}`;
}

/** A list's items by edge, in order; nothing when the list is one value to its owners. */
function associative(
  list: unknown[],
  type: MergeType | undefined,
): Map<string, unknown> | undefined {
  if (!type || (type.list !== 'set' && type.list !== 'map')) return undefined;
  const items = new Map<string, unknown>();
  for (const item of list) {
    const edge = itemEdge(item, type);
    if (edge === undefined || items.has(edge)) return undefined;
    items.set(edge, item);
  }
  return items;
}

/** The fields that a configuration sets, which are those that its applier owns. */
export function fieldSetOf(value: unknown, type?: MergeType): FieldSet {
  const set = new FieldSet();
  collect(value, type, [], set);
  return set;
}

function collect(
  value: unknown,
  type: MergeType | undefined,
  path: string[],
  set: FieldSet,
): void {
  if (isObject(value) && !type?.atomic) {
    for (const [key, part] of Object.entries(value)) {
      const below = [...path, `f:${key}`];
      const known = type?.fields && Object.hasOwn(type.fields, key);
      if (
        part === null ||
        (isObject(part) && Object.keys(part).length === 0) ||
        (type?.values && !known)
      ) {
        set.insert(below);
      }
      collect(part, fieldType(type, key), below, set);
    }
    return;
  }
  const items = Array.isArray(value) ? associative(value, type) : undefined;
  if (items) {
    for (const [edge, item] of items) {
      const below = [...path, edge];
      set.insert(below);
      if (type?.list === 'map') collect(item, type.items, below, set);
    }
  } else if (path.length > 0) {
    set.insert(path);
  }
}

/** What differs between two states of an object. */
export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

export function compare(
  before: unknown,
  after: unknown,
  type?: MergeType,
): Comparison {
  const result = {
    added: new FieldSet(),
    modified: new FieldSet(),
    removed: new FieldSet(),
  };
  walk(before, after, type, [], result);
  return result;
}

function walk(
  before: unknown,
  after: unknown,
  type: MergeType | undefined,
  path: string[],
  result: Comparison,
): void {
  if (before === after) return;
  if (path.length > 0) {
    if (before === undefined) result.added.insert(path);
    else if (after === undefined) result.removed.insert(path);
  }
  const left = parts(before, type);
  const right = parts(after, type);
  if (
    (left || before === undefined) &&
    (right || after === undefined) &&
    (left || right)
  ) {
    for (const edge of new Set([
      ...(left?.keys() ?? []),
      ...(right?.keys() ?? []),
    ])) {
      const inner = edge.startsWith('f:')
        ? fieldType(type, edge.slice(2))
        : type?.items;
      const a = left?.get(edge);
      const b = right?.get(edge);
      if (edge.startsWith('v:')) {
        if (!left?.has(edge)) result.added.insert([...path, edge]);
        else if (!right?.has(edge)) result.removed.insert([...path, edge]);
      } else {
        walk(a, b, inner, [...path, edge], result);
      }
    }
  } else if (
    before !== undefined &&
    after !== undefined &&
    !jsonEqual(before, after)
  ) {
    if (path.length > 0) result.modified.insert(path);
  }
}

/** The parts of a value that have owners of their own, by edge. */
function parts(
  value: unknown,
  type: MergeType | undefined,
): Map<string, unknown> | undefined {
  if (isObject(value)) {
    if (type?.atomic) return undefined;
    return new Map(
      Object.entries(value).map(([key, part]) => [`f:${key}`, part]),
    );
  }
  return Array.isArray(value) ? associative(value, type) : undefined;
}

/** Lays a configuration over an object. Neither is changed. */
export function merge(
  live: unknown,
  config: unknown,
  type?: MergeType,
): unknown {
  if (isObject(config) && isObject(live) && !type?.atomic) {
    const result: JsonObject = {};
    for (const [key, value] of Object.entries(live))
      setProperty(result, key, value);
    for (const [key, value] of Object.entries(config)) {
      const present = Object.hasOwn(live, key) ? live[key] : undefined;
      setProperty(result, key, merge(present, value, fieldType(type, key)));
    }
    return result;
  }
  if (Array.isArray(config) && Array.isArray(live)) {
    const old = associative(live, type);
    const fresh = associative(config, type);
    if (old && fresh) {
      const items = new Map(old);
      for (const [edge, item] of fresh) {
        items.set(
          edge,
          old.has(edge) ? merge(old.get(edge), item, type?.items) : item,
        );
      }
      return [...items.values()];
    }
  }
  return config;
}

/** Takes fields out of an object. Neither argument is changed. */
export function removeFields(
  value: unknown,
  fields: FieldSet,
  type?: MergeType,
): unknown {
  if (isObject(value) && !type?.atomic) {
    const result: JsonObject = {};
    for (const [key, part] of Object.entries(value)) {
      const below = fields.children.get(`f:${key}`);
      if (below?.member) continue;
      setProperty(
        result,
        key,
        below ? removeFields(part, below, fieldType(type, key)) : part,
      );
    }
    return result;
  }
  const items = Array.isArray(value) ? associative(value, type) : undefined;
  if (!items) return value;
  const kept: unknown[] = [];
  for (const [edge, item] of items) {
    const below = fields.children.get(edge);
    if (below?.member) continue;
    kept.push(below ? removeFields(item, below, type?.items) : item);
  }
  return kept;
}
