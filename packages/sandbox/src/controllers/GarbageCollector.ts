import type { ApiObject } from '../cluster/types';
import type {
  ResourceDefinition,
  ResourceRegistry,
  ServedResource,
} from '../resources';
import type { Change, Collection, Storage } from '../storage';
import type { ObjectWriter } from '../writing';

interface Dependent {
  collection: Collection;
  key: string;
}

const writing = { fieldManager: 'garbage-collector', trusted: true };

/** A resource at the version it is stored in. */
export function storedVersion(resource: ResourceDefinition): ServedResource {
  const name = resource.storedApiVersion.split('/').at(-1);
  const version =
    resource.versions.find(one => one.name === name) ?? resource.versions[0];
  return { resource, version };
}

/**
 * Deletes what a deleted object owned (background), waits for it first (foreground) or lets it go (orphan), as the
 * controller manager's garbage collector does, only at once.
 */
export class GarbageCollector {
  readonly #storage: Storage;
  readonly #registry: ResourceRegistry;
  readonly #writer: ObjectWriter;
  /** By the owner's uid, then by collection and key. */
  readonly #dependents = new Map<string, Map<string, Dependent>>();

  constructor(
    storage: Storage,
    registry: ResourceRegistry,
    writer: ObjectWriter,
  ) {
    this.#storage = storage;
    this.#registry = registry;
    this.#writer = writer;
    storage.onCommit((collection, change) =>
      this.#onCommit(collection, change),
    );
  }

  #onCommit(collection: Collection, change: Change): void {
    const { object, previous, type } = change;
    this.#index(collection, change);
    const { uid } = object.metadata;
    if (!uid) return;
    if (type === 'DELETED') {
      this.#deleteDependents(uid);
      this.#releaseOwners(previous ?? object);
    } else if (object.metadata.deletionTimestamp) {
      this.#finish(collection, change.key);
    }
  }

  #index(
    collection: Collection,
    { key, object, previous, type }: Change,
  ): void {
    const before = previous?.metadata.ownerReferences ?? [];
    const after =
      type === 'DELETED' ? [] : (object.metadata.ownerReferences ?? []);
    if (before === after) return;
    const id = `${collection.id} ${key}`;
    for (const { uid } of before) {
      const known = this.#dependents.get(uid);
      known?.delete(id);
      if (known?.size === 0) this.#dependents.delete(uid);
    }
    for (const { uid } of after) {
      let known = this.#dependents.get(uid);
      if (!known) this.#dependents.set(uid, (known = new Map()));
      known.set(id, { collection, key });
    }
  }

  #of(uid: string): Dependent[] {
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }

  #served({ collection }: Dependent): ServedResource | undefined {
    const resource = this.#registry.byStorage(collection.id);
    return resource && storedVersion(resource);
  }

  /** Those that nobody else owns go; the others lose the reference. */
  #deleteDependents(uid: string): void {
    for (const dependent of this.#of(uid)) {
      const object = dependent.collection.get(dependent.key);
      if (!object) continue;
      const others = (object.metadata.ownerReferences ?? []).filter(
        owner => owner.uid !== uid && this.#exists(owner.uid, object),
      );
      if (others.length > 0) this.#dropOwner(dependent, object, uid);
      else this.#delete(dependent, object, 'Background');
    }
  }

  /** An owner that only this index knows of may still be there: look for it under its own name. */
  #exists(uid: string, { metadata }: ApiObject): boolean {
    const owner = metadata.ownerReferences?.find(
      reference => reference.uid === uid,
    );
    const served =
      owner && this.#registry.findKind(owner.apiVersion, owner.kind);
    return (
      served !== undefined &&
      this.#writer.find(served, metadata.namespace, owner!.name)?.metadata
        .uid === uid
    );
  }

  #delete(
    dependent: Dependent,
    object: ApiObject,
    propagation: 'Background' | 'Foreground',
  ): void {
    const served = this.#served(dependent);
    if (
      !served ||
      (object.metadata.deletionTimestamp && propagation === 'Background')
    )
      return;
    this.#writer.delete(
      served,
      object.metadata.namespace,
      object.metadata.name,
      { propagation },
    );
  }

  #dropOwner(dependent: Dependent, object: ApiObject, uid: string): void {
    const served = this.#served(dependent);
    if (!served) return;
    const metadata = {
      ...object.metadata,
      ownerReferences: object.metadata.ownerReferences?.filter(
        owner => owner.uid !== uid,
      ),
    };
    if (metadata.ownerReferences?.length === 0) delete metadata.ownerReferences;
    this.#writer.update(served, { ...object, metadata }, writing);
  }

  /** What an object that waits for its deletion waits for, as far as it is ours to do. */
  #finish(collection: Collection, key: string): void {
    const object = collection.get(key);
    const finalizers = object?.metadata.finalizers ?? [];
    if (!object?.metadata.uid || !object.metadata.deletionTimestamp) return;
    const { uid } = object.metadata;
    if (finalizers.includes('orphan')) {
      for (const dependent of this.#of(uid)) {
        const one = dependent.collection.get(dependent.key);
        if (one) this.#dropOwner(dependent, one, uid);
      }
      this.#removeFinalizer({ collection, key }, 'orphan');
    } else if (finalizers.includes('foregroundDeletion')) {
      for (const dependent of this.#of(uid)) {
        const one = dependent.collection.get(dependent.key);
        if (one && !one.metadata.deletionTimestamp)
          this.#delete(dependent, one, 'Foreground');
      }
      if (!this.#isBlocked(uid))
        this.#removeFinalizer({ collection, key }, 'foregroundDeletion');
    }
  }

  #isBlocked(uid: string): boolean {
    return this.#of(uid).some(({ collection, key }) =>
      collection
        .get(key)
        ?.metadata.ownerReferences?.some(
          owner => owner.uid === uid && owner.blockOwnerDeletion,
        ),
    );
  }

  #removeFinalizer(dependent: Dependent, finalizer: string): void {
    const object = dependent.collection.get(dependent.key);
    const served = this.#served(dependent);
    if (!object || !served) return;
    const metadata = {
      ...object.metadata,
      finalizers: object.metadata.finalizers?.filter(
        name => name !== finalizer,
      ),
    };
    this.#writer.update(served, { ...object, metadata }, writing);
  }

  /** A dependent is gone: its owners may have waited for that. */
  #releaseOwners({ metadata }: ApiObject): void {
    for (const owner of metadata.ownerReferences ?? []) {
      const served = this.#registry.findKind(owner.apiVersion, owner.kind);
      if (!served) continue;
      const { resource } = served;
      const key =
        resource.namespaced && metadata.namespace
          ? `${metadata.namespace}/${owner.name}`
          : owner.name;
      const collection = this.#storage.collection(resource.storageId);
      if (collection.get(key)?.metadata.uid === owner.uid)
        this.#finish(collection, key);
    }
  }
}
