import {
  asString,
  asStringMap,
  at,
  type KindDefinition,
  type KindRegistry,
  type KubernetesObject,
  type Reading,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Interner } from './Interner';
import { podKind } from './podKind';
import type { StoredOwner } from './StoredObject';

/** Bounds what one object can make the store keep. */
const MAX_OWNERS = 16;
const MAX_LABELS = 128;

/** Where an object is; `undefined` when it has no name, which no API server stores. */
export function identityOf(
  object: KubernetesObject,
): { namespace: string | undefined; name: string; uid: string } | undefined {
  const name = asString(at(object, 'metadata', 'name'));
  if (!name) {
    return undefined;
  }
  const namespace = asString(at(object, 'metadata', 'namespace'));
  return {
    namespace,
    name,
    uid:
      asString(at(object, 'metadata', 'uid')) ?? `${namespace ?? ''}/${name}`,
  };
}

/** Reads an object with its kind, and turns an exception, which a kind must never throw, into a state. */
export function readSafely(
  kind: KindDefinition,
  read: () => Reading,
  onFailure: (kind: KindDefinition, error: unknown) => void,
): Reading {
  try {
    return read();
  } catch (error) {
    onFailure(kind, error);
    return {
      state: 'unknown',
      reason: 'Unreadable',
      message: `The portal's reader for ${kind.title.one} could not make sense of this object.`,
      replicas: [],
      accelerators: [],
      conditions: [],
      facts: [],
    };
  }
}

/** Labels as `[key, value, …]`, sorted by key. */
export function packLabels(
  object: KubernetesObject,
  interner: Interner,
): readonly string[] {
  const labels = asStringMap(at(object, 'metadata', 'labels'));
  const keys = Object.keys(labels);
  if (keys.length === 0) {
    return interner.array<string>([]);
  }
  keys.sort();
  // Made at its full size: an array that grows keeps room for more.
  const packed = new Array<string>(2 * Math.min(keys.length, MAX_LABELS));
  for (let i = 0; i < packed.length; i += 2) {
    packed[i] = interner.string(keys[i / 2]);
    packed[i + 1] = interner.string(labels[keys[i / 2]]);
  }
  return packed;
}

/** Owner references to kinds of the registry, and to pods. */
export function ownersOf(
  object: KubernetesObject,
  kinds: KindRegistry,
): readonly StoredOwner[] | undefined {
  const references = at(object, 'metadata', 'ownerReferences');
  if (!Array.isArray(references) || references.length === 0) {
    return undefined;
  }
  const owners: StoredOwner[] = [];
  for (const reference of references.slice(0, MAX_OWNERS)) {
    const uid = asString(at(reference, 'uid'));
    const name = asString(at(reference, 'name'));
    const apiVersion = asString(at(reference, 'apiVersion'));
    const kindName = asString(at(reference, 'kind'));
    const kind =
      apiVersion === 'v1' && kindName === podKind.kind
        ? podKind
        : findKind(kinds, apiVersion, kindName);
    if (uid && name && kind) {
      owners.push({
        kind,
        name,
        uid,
        controller: at(reference, 'controller') === true,
      });
    }
  }
  return owners.length > 0 ? owners : undefined;
}

/** The kind that an `apiVersion` and `kind` name, whatever the version. */
export function findKind(
  kinds: KindRegistry,
  apiVersion: string | undefined,
  kind: string | undefined,
): KindDefinition | undefined {
  if (!apiVersion || !kind) {
    return undefined;
  }
  const slash = apiVersion.lastIndexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return kinds
    .list()
    .find(definition => definition.kind === kind && definition.group === group);
}
