import type { ApiObject } from '../cluster/types';
import { isObject, jsonEqual } from '../json';
import {
  customResource,
  type CrdSpec,
  type ResourceRegistry,
} from '../resources';
import type { Change, Collection, Storage } from '../storage';
import { timestamp, type ObjectWriter } from '../writing';

export const crdCollection = 'apiextensions.k8s.io/customresourcedefinitions';

/** Serves the resource of each CRD as soon as it is written, and ends it with the CRD. */
export class CrdController {
  readonly #storage: Storage;
  readonly #registry: ResourceRegistry;
  readonly #writer: ObjectWriter;
  readonly #now: () => Date;

  constructor(
    storage: Storage,
    registry: ResourceRegistry,
    writer: ObjectWriter,
    now: () => Date,
  ) {
    this.#storage = storage;
    this.#registry = registry;
    this.#writer = writer;
    this.#now = now;
    storage.onCommit((collection, change) =>
      this.#onCommit(collection, change),
    );
  }

  #onCommit(collection: Collection, { type, object, previous }: Change): void {
    if (collection.id !== crdCollection) return;
    if (type === 'DELETED') this.#end(object);
    else if (!jsonEqual(object.spec, previous?.spec)) this.#serve(object);
  }

  #serve(crd: ApiObject): void {
    const { names, group } = crd.spec as CrdSpec;
    const resource = customResource(crd);
    if (resource) this.#registry.set(resource);
    else this.#registry.remove(group, names.plural);
    this.#report(crd);
  }

  #report(crd: ApiObject): void {
    const served = this.#registry.find(
      'apiextensions.k8s.io',
      'v1',
      'customresourcedefinitions',
    );
    if (!served) return;
    const spec = crd.spec as CrdSpec;
    const lastTransitionTime = timestamp(this.#now());
    const old =
      isObject(crd.status) && Array.isArray(crd.status.conditions)
        ? crd.status.conditions
        : [];
    const conditions = [
      {
        type: 'NamesAccepted',
        status: 'True',
        reason: 'NoConflicts',
        message: 'no conflicts found',
      },
      {
        type: 'Established',
        status: 'True',
        reason: 'InitialNamesAccepted',
        message: 'the initial names have been accepted',
      },
    ].map(
      condition =>
        old.find(known => isObject(known) && known.type === condition.type) ?? {
          lastTransitionTime,
          ...condition,
          observedGeneration: crd.metadata.generation,
        },
    );
    const status = {
      acceptedNames: spec.names,
      conditions,
      storedVersions: spec.versions
        .filter(({ storage }) => storage)
        .map(({ name }) => name),
    };
    this.#writer.update(
      served,
      { ...crd, status },
      { fieldManager: 'kube-apiserver', trusted: true },
      'status',
    );
  }

  #end(crd: ApiObject): void {
    const { names, group } = crd.spec as CrdSpec;
    const id = `${group}/${names.plural}`;
    const collection = this.#storage.collection(id);
    for (const { key } of [...collection.entries()])
      this.#storage.delete(collection, key);
    this.#registry.remove(group, names.plural);
    // The last deletions must reach the watches before they end.
    setImmediate(() => {
      if (!this.#registry.byStorage(id)) this.#storage.drop(id);
    });
  }
}
