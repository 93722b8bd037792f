import type { ApiObject } from '../cluster/types';
import { isObject } from '../json';
import type { ResourceRegistry } from '../resources';
import type { Change, Collection, Storage } from '../storage';
import type { ObjectWriter } from '../writing';
import { storedVersion } from './GarbageCollector';

const writing = { fieldManager: 'namespace-controller', trusted: true };

/** Empties namespaces that are deleted, and gives new ones their default service account. */
export class NamespaceController {
  readonly #storage: Storage;
  readonly #registry: ResourceRegistry;
  readonly #writer: ObjectWriter;

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

  #onCommit(collection: Collection, { type, object }: Change): void {
    if (collection.id !== '/namespaces') {
      const { namespace } = object.metadata;
      const home = namespace ? this.#namespace(namespace) : undefined;
      if (type === 'DELETED' && home?.metadata.deletionTimestamp)
        this.#finish(home);
      return;
    }
    if (type === 'ADDED') this.#furnish(object.metadata.name);
    else if (type === 'MODIFIED' && object.metadata.deletionTimestamp)
      this.#empty(object);
  }

  #namespace(name: string): ApiObject | undefined {
    return this.#storage.collection('/namespaces').get(name);
  }

  #furnish(namespace: string): void {
    const accounts = this.#registry.find('', 'v1', 'serviceaccounts');
    if (!accounts || this.#writer.find(accounts, namespace, 'default')) return;
    const object = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace },
    };
    this.#writer.create(accounts, object, writing);
  }

  #empty(namespace: ApiObject): void {
    const prefix = `${namespace.metadata.name}/`;
    for (const resource of this.#registry.all()) {
      if (!resource.namespaced) continue;
      const served = storedVersion(resource);
      for (const { object } of [
        ...this.#storage.collection(resource.storageId).entries(prefix),
      ]) {
        if (object.metadata.deletionTimestamp) continue;
        if (
          !this.#writer.find(
            served,
            object.metadata.namespace,
            object.metadata.name,
          )
        )
          continue;
        this.#writer.delete(
          served,
          object.metadata.namespace,
          object.metadata.name,
          {},
        );
      }
    }
    this.#finish(namespace);
  }

  #finish({ metadata }: ApiObject): void {
    const namespace = this.#namespace(metadata.name);
    if (!namespace?.metadata.deletionTimestamp) return;
    for (const resource of this.#registry.all()) {
      if (!resource.namespaced) continue;
      const left = this.#storage
        .collection(resource.storageId)
        .entries(`${metadata.name}/`);
      if (!left.next().done) return;
    }
    if (namespace.metadata.finalizers?.length) return;
    if (isObject(namespace.spec) && namespace.spec.finalizers === undefined)
      return;
    this.#storage.delete(
      this.#storage.collection('/namespaces'),
      metadata.name,
    );
  }
}
