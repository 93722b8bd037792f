import type { ApiObject } from '../cluster/types';
import type { StatusCause } from '../errors';
import type { MergeType } from '../patch';
import type { StructuralSchema, Validator } from '../schema';
import type { FieldReader } from '../selectors';
import type { Column } from '../table';

/** Where `/scale` finds its numbers: JSON paths of plain names. */
export interface ScalePaths {
  spec: string[];
  status: string[];
  selector?: string[];
}

/** A version under which a resource is served. */
export interface ServedVersion {
  name: string;
  columns: Column[];
  /** Whether `/status` exists; without it, the status is written like any other field. */
  hasStatus: boolean;
  scale?: ScalePaths;
  deprecated?: string;
  /** Custom resources only: built-in ones keep what they are sent. */
  schema?: StructuralSchema;
  validate?: Validator;
  mergeType: MergeType;
  /** From the shape of this version to the stored one; the identity but for `apiVersion` when absent. */
  toStored?(object: ApiObject): ApiObject;
  fromStored?(object: ApiObject): ApiObject;
}

/** A resource: what is served below `/apis/{group}/{version}/{plural}`. */
export interface ResourceDefinition {
  group: string;
  plural: string;
  singular: string;
  kind: string;
  listKind: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  /** The preferred one first. */
  versions: ServedVersion[];
  /** `group/version` in which objects are stored. */
  storedApiVersion: string;
  /** The collection: two resources may show the same objects (events). */
  storageId: string;
  custom: boolean;
  /** Beyond `metadata.name` and `metadata.namespace`. */
  fields: Record<string, FieldReader>;
  /** Whether writes of anything but metadata and status count up `metadata.generation`. */
  hasGeneration: boolean;
  /** What the API fills in before a write; may change the object, which is the caller's own. */
  setDefaults?(object: ApiObject, before?: ApiObject): void;
  /** Refuses; each cause is one bad field. */
  check?(object: ApiObject, before?: ApiObject): Required<StatusCause>[];
  /** Whether names are DNS labels (namespaces, services) or subdomains. `path`: RBAC, where `:` is allowed. */
  nameRule: 'label' | 'subdomain' | 'path';
  /** Set for objects that a controller removes once they are deleted (namespaces): what marks them until then. */
  terminate?(object: ApiObject): ApiObject;
  /** Whether DELETE answers with the object instead of a Status. */
  returnsDeleted?: boolean;
}

export function groupVersion(group: string, version: string): string {
  return group ? `${group}/${version}` : version;
}

export function findVersion(
  resource: ResourceDefinition,
  version: string,
): ServedVersion | undefined {
  return resource.versions.find(({ name }) => name === version);
}

/** An object as a version shows it. The stored object itself when nothing differs. */
export function toServed(
  resource: ResourceDefinition,
  version: ServedVersion,
  stored: ApiObject,
): ApiObject {
  if (version.fromStored) return version.fromStored(stored);
  const apiVersion = groupVersion(resource.group, version.name);
  if (stored.apiVersion === apiVersion) return stored;
  const { apiVersion: _, kind, ...rest } = stored;
  return { apiVersion, kind, ...rest } as ApiObject;
}

export function toStored(
  resource: ResourceDefinition,
  version: ServedVersion,
  served: ApiObject,
): ApiObject {
  if (version.toStored) return version.toStored(served);
  return {
    ...served,
    apiVersion: resource.storedApiVersion,
    kind: resource.kind,
  };
}
