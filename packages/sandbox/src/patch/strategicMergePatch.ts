import { badRequest } from '../errors';
import { isObject, jsonEqual, setProperty, type JsonObject } from '../json';
import { fieldType, type MergeType } from './MergeType';

const directive = '$patch';
const retainKeys = '$retainKeys';
const primitiveDeletion = '$deleteFromPrimitiveList/';
const elementOrder = '$setElementOrder/';

/**
 * The patch that kubectl sends for built-in types: lists that have a merge key are merged item by item, and
 * directives (`$patch`, `$deleteFromPrimitiveList`, `$setElementOrder`, `$retainKeys`) say what else to do.
 *
 * @throws ApiError 400 when a directive or an item of a keyed list makes no sense
 */
export function strategicMergePatch(
  target: unknown,
  patch: unknown,
  type?: MergeType,
): unknown {
  if (!isObject(patch)) throw badRequest('the patch must be a JSON object');
  return mergeObject(isObject(target) ? target : {}, patch, type);
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(item => !(isObject(item) && item[directive] === 'delete'))
      .map(withoutDirectives);
  }
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const [key, part] of Object.entries(value)) {
    if (part !== null && !key.startsWith('$'))
      setProperty(result, key, withoutDirectives(part));
  }
  return result;
}

function mergeObject(
  target: JsonObject,
  patch: JsonObject,
  type: MergeType | undefined,
): JsonObject {
  switch (patch[directive]) {
    case undefined:
    case 'merge':
      break;
    case 'replace':
      return withoutDirectives(patch) as JsonObject;
    case 'delete':
      return {};
    default:
      throw badRequest(`Unknown patch type found: ${String(patch[directive])}`);
  }
  const result: JsonObject = {};
  const retained = patch[retainKeys];
  for (const [key, value] of Object.entries(target)) {
    if (!Array.isArray(retained) || retained.includes(key))
      setProperty(result, key, value);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key === directive || key === retainKeys) continue;
    if (key.startsWith(primitiveDeletion)) {
      const name = key.slice(primitiveDeletion.length);
      const present = result[name];
      if (Array.isArray(present) && Array.isArray(value)) {
        setProperty(
          result,
          name,
          present.filter(item => !value.some(gone => jsonEqual(gone, item))),
        );
      }
    } else if (!key.startsWith(elementOrder)) {
      if (value === null) {
        delete result[key];
      } else {
        const present = Object.hasOwn(result, key) ? result[key] : undefined;
        setProperty(
          result,
          key,
          mergeValue(present, value, fieldType(type, key)),
        );
      }
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith(elementOrder) || !Array.isArray(value)) continue;
    const name = key.slice(elementOrder.length);
    const present = result[name];
    if (Array.isArray(present)) {
      setProperty(
        result,
        name,
        inOrder(present, value, mergeKey(fieldType(type, name))),
      );
    }
  }
  return result;
}

function mergeValue(
  present: unknown,
  value: unknown,
  type: MergeType | undefined,
): unknown {
  if (isObject(value)) {
    return type?.atomic
      ? withoutDirectives(value)
      : mergeObject(isObject(present) ? present : {}, value, type);
  }
  if (Array.isArray(value)) return mergeList(present, value, type);
  return value;
}

function mergeKey(type: MergeType | undefined): string | undefined {
  return type?.list === 'map' ? (type.patchKey ?? type.keys?.[0]) : undefined;
}

function mergeList(
  present: unknown,
  patch: unknown[],
  type: MergeType | undefined,
): unknown[] {
  const key = mergeKey(type);
  const old = Array.isArray(present) ? present : [];
  if (type?.list === 'set') {
    return [
      ...old,
      ...patch.filter(item => !old.some(other => jsonEqual(other, item))),
    ];
  }
  if (!key) return withoutDirectives(patch) as unknown[];
  if (patch.some(item => isObject(item) && item[directive] === 'replace')) {
    const items = patch.filter(
      item => !(isObject(item) && item[directive] === 'replace'),
    );
    return withoutDirectives(items) as unknown[];
  }
  const result = [...old];
  for (const item of patch) {
    if (!isObject(item) || item[key] === undefined) {
      throw badRequest(
        `map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`,
      );
    }
    const at = result.findIndex(
      other => isObject(other) && jsonEqual(other[key], item[key]),
    );
    if (item[directive] === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) {
      result[at] = mergeObject(result[at] as JsonObject, item, type?.items);
    } else {
      result.push(withoutDirectives(item));
    }
  }
  return result;
}

/** Items that `order` names come in its order; the others stay where they were, relative to those before them. */
function inOrder(
  items: unknown[],
  order: unknown[],
  key: string | undefined,
): unknown[] {
  const identity = (item: unknown) =>
    key && isObject(item) ? item[key] : item;
  const position = (item: unknown) =>
    order.findIndex(named => jsonEqual(identity(named), identity(item)));
  const result = items
    .filter(item => position(item) >= 0)
    .sort((a, b) => position(a) - position(b));
  items.forEach((item, i) => {
    if (position(item) >= 0) return;
    const before = items.slice(0, i).reverse();
    const anchor = before.find(other => result.includes(other));
    result.splice(
      anchor === undefined ? 0 : result.indexOf(anchor) + 1,
      0,
      item,
    );
  });
  return result;
}
