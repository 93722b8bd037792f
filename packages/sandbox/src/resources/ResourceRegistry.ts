import { compareVersions } from './customResource';
import {
  findVersion,
  type ResourceDefinition,
  type ServedVersion,
} from './ResourceDefinition';

/** A resource at one of its versions. */
export interface ServedResource {
  resource: ResourceDefinition;
  version: ServedVersion;
}

/** What the cluster serves at the moment. */
export class ResourceRegistry {
  readonly #byName = new Map<string, ResourceDefinition>();
  #generation = 0;

  constructor(resources: Iterable<ResourceDefinition>) {
    for (const resource of resources) this.set(resource);
  }

  /** Counts the changes of what is served. */
  get generation(): number {
    return this.#generation;
  }

  set(resource: ResourceDefinition): void {
    this.#generation += 1;
    this.#byName.set(`${resource.group}/${resource.plural}`, resource);
  }

  remove(group: string, plural: string): void {
    if (this.#byName.delete(`${group}/${plural}`)) this.#generation += 1;
  }

  find(
    group: string,
    version: string,
    plural: string,
  ): ServedResource | undefined {
    const resource = this.#byName.get(`${group}/${plural}`);
    const served = resource && findVersion(resource, version);
    return served ? { resource, version: served } : undefined;
  }

  /** By the words of an object: its `apiVersion` and `kind`. */
  findKind(apiVersion: string, kind: string): ServedResource | undefined {
    const slash = apiVersion.lastIndexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    const name = apiVersion.slice(slash + 1);
    for (const resource of this.#byName.values()) {
      if (resource.group !== group || resource.kind !== kind) continue;
      const version = findVersion(resource, name);
      if (version) return { resource, version };
    }
    return undefined;
  }

  /** In order of registration. */
  all(): ResourceDefinition[] {
    return [...this.#byName.values()];
  }

  /** The one whose objects lie in a collection. */
  byStorage(storageId: string): ResourceDefinition | undefined {
    return this.#byName.get(storageId);
  }

  /** Versions by group, the preferred one first; the core group is ''. */
  groups(): Map<string, string[]> {
    const groups = new Map<string, Set<string>>();
    for (const { group, versions } of this.#byName.values()) {
      const known = groups.get(group) ?? new Set();
      for (const { name } of versions) known.add(name);
      groups.set(group, known);
    }
    return new Map(
      [...groups].map(([group, versions]) => [
        group,
        [...versions].sort(compareVersions),
      ]),
    );
  }
}
