import { randomInt, randomUUID } from 'node:crypto';
import { applyConfiguration, trackUpdate } from '../apply';
import type { ApiObject } from '../cluster/types';
import {
  alreadyExists,
  badRequest,
  conflict,
  forbidden,
  invalid,
  notFound,
  staleObject,
} from '../errors';
import { jsonEqual, setProperty, type JsonObject } from '../json';
import {
  groupVersion,
  toServed,
  toStored,
  type ServedResource,
} from '../resources';
import type { Storage } from '../storage';
import { conform } from './conform';
import type { DeleteOptions, WriteOptions } from './WriteOptions';

export type Subresource = 'status' | undefined;

const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789';

function randomSuffix(): string {
  let suffix = '';
  for (let i = 0; i < 5; i++)
    suffix += suffixLetters[randomInt(suffixLetters.length)];
  return suffix;
}

/** A copy to write into. What is frozen was stored before, and stays as it is: most of an object never changes. */
function ownCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) {
    return value;
  }
  if (Array.isArray(value))
    return value.map(item => ownCopy<unknown>(item)) as T;
  const copy: JsonObject = {};
  for (const [key, part] of Object.entries(value)) {
    setProperty(copy, key, ownCopy<unknown>(part));
  }
  return copy as T;
}

export function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** A time as objects carry it: RFC 3339 in UTC, whole seconds. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Fields that only the server writes. */
const serverMetadata = [
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'selfLink',
  'resourceVersion',
] as const;

/**
 * Writes objects by the API's rules: metadata, status and spec kept apart, generations, owners of fields, optimistic
 * locking, finalizers. Takes and gives the served shape.
 */
export class ObjectWriter {
  readonly #storage: Storage;
  readonly #now: () => Date;

  constructor(storage: Storage, now: () => Date) {
    this.#storage = storage;
    this.#now = now;
  }

  read(
    served: ServedResource,
    namespace: string | undefined,
    name: string,
  ): ApiObject {
    const stored = this.#stored(served, namespace, name);
    if (!stored) throw notFound(served.resource, name);
    return toServed(served.resource, served.version, stored);
  }

  find(
    served: ServedResource,
    namespace: string | undefined,
    name: string,
  ): ApiObject | undefined {
    const stored = this.#stored(served, namespace, name);
    return stored && toServed(served.resource, served.version, stored);
  }

  /** @throws ApiError 404 without its namespace, 409 when the name is taken, 422 when it is not valid */
  create(
    served: ServedResource,
    object: ApiObject,
    options: WriteOptions,
  ): ApiObject {
    const { resource } = served;
    const time = timestamp(this.#now());
    const sent = object.metadata;
    if (sent.resourceVersion) {
      throw badRequest(
        'resourceVersion should not be set on objects to be created',
      );
    }
    const name =
      sent.name ||
      (typeof sent.generateName === 'string'
        ? this.#freeName(served, object)
        : '');
    const metadata: ApiObject['metadata'] = { ...sent, name };
    for (const key of serverMetadata) delete metadata[key];
    if (!resource.namespaced) delete metadata.namespace;
    // The sandbox's own actors may tell of what began before the sandbox did.
    metadata.uid = (options.trusted && sent.uid) || randomUUID();
    metadata.creationTimestamp =
      (options.trusted && sent.creationTimestamp) || time;
    if (resource.hasGeneration) metadata.generation = 1;
    const prepared: ApiObject = { ...object, metadata };
    if (served.version.hasStatus && !options.trusted) delete prepared.status;
    const next = conform(served, prepared, undefined, options);
    this.#requireNamespace(served, next);
    if (this.#stored(served, next.metadata.namespace, name))
      throw alreadyExists(resource, name);
    const tracked = trackUpdate(
      undefined,
      next,
      this.#writer(served, options, 'Update'),
      time,
      served.version.mergeType,
    );
    return this.#store(served, tracked, options);
  }

  /**
   * Replaces an object, or its status alone.
   *
   * @throws ApiError 404, 409 when it is not what the writer last saw, 422
   */
  update(
    served: ServedResource,
    object: ApiObject,
    options: WriteOptions,
    subresource?: Subresource,
  ): ApiObject {
    const before = this.read(
      served,
      object.metadata.namespace,
      object.metadata.name,
    );
    this.#checkVersion(served, before, object);
    const next = this.#next(served, before, object, options, subresource);
    const time = timestamp(this.#now());
    const tracked = trackUpdate(
      before,
      next,
      this.#writer(served, options, 'Update', subresource),
      time,
      served.version.mergeType,
    );
    return this.#commit(served, before, tracked, options);
  }

  /** Server-side apply; creates the object when it is not there. */
  apply(
    served: ServedResource,
    config: ApiObject,
    options: WriteOptions & { force: boolean },
    subresource?: Subresource,
  ): ApiObject {
    const { resource, version } = served;
    if (config.metadata.managedFields !== undefined) {
      throw badRequest('metadata.managedFields must be nil');
    }
    const { namespace, name } = config.metadata;
    const before = this.find(served, namespace, name);
    if (before) this.#checkVersion(served, before, config);
    else if (subresource) throw notFound(resource, name);
    const time = timestamp(this.#now());
    const writer = this.#writer(served, options, 'Apply', subresource);
    // What this endpoint cannot write is not owned through it either.
    const effective = { ...config, metadata: { ...config.metadata } };
    delete effective.metadata.resourceVersion;
    delete effective.metadata.uid;
    if (version.hasStatus && !subresource) delete effective.status;
    if (subresource) delete effective.spec;
    const merged = applyConfiguration(
      before,
      effective,
      writer,
      options.force,
      time,
      version.mergeType,
    );
    if (!before) {
      const metadata: ApiObject['metadata'] = {
        ...merged.metadata,
        uid: randomUUID(),
        creationTimestamp: time,
        ...(resource.hasGeneration ? { generation: 1 } : {}),
      };
      if (!resource.namespaced) delete metadata.namespace;
      const next = conform(
        served,
        structuredClone({ ...merged, metadata }),
        undefined,
        options,
      );
      this.#requireNamespace(served, next);
      return this.#store(served, next, options);
    }
    const next = this.#next(served, before, merged, options, subresource);
    next.metadata.managedFields = merged.metadata.managedFields;
    if (next.metadata.managedFields === undefined)
      delete next.metadata.managedFields;
    return this.#commit(served, before, next, options);
  }

  /**
   * Deletes an object, or marks it when finalizers hold it.
   *
   * @returns the last state, and whether it is gone
   */
  delete(
    served: ServedResource,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
  ): { object: ApiObject; gone: boolean } {
    const { resource } = served;
    const before = this.read(served, namespace, name);
    const { uid, resourceVersion } = before.metadata;
    const failed = (what: string, wanted: string, found: string | undefined) =>
      conflict(
        resource,
        name,
        `Precondition failed: ${what} in precondition: ${wanted}, ${what} in object meta: ${found}`,
      );
    if (options.uid && options.uid !== uid)
      throw failed('UID', options.uid, uid);
    if (
      options.resourceVersion &&
      options.resourceVersion !== resourceVersion
    ) {
      throw failed('ResourceVersion', options.resourceVersion, resourceVersion);
    }
    const finalizers = [...(before.metadata.finalizers ?? [])];
    const own = {
      Orphan: 'orphan',
      Foreground: 'foregroundDeletion',
      Background: undefined,
    }[options.propagation ?? 'Background'];
    if (own && !finalizers.includes(own)) finalizers.push(own);
    if (finalizers.length > 0 || resource.terminate) {
      if (
        before.metadata.deletionTimestamp &&
        jsonEqual(finalizers, before.metadata.finalizers ?? [])
      ) {
        return { object: before, gone: false };
      }
      const metadata: ApiObject['metadata'] = {
        ...before.metadata,
        ...(finalizers.length > 0 ? { finalizers } : {}),
        deletionTimestamp:
          before.metadata.deletionTimestamp ?? timestamp(this.#now()),
        deletionGracePeriodSeconds: 0,
      };
      if (
        metadata.generation !== undefined &&
        !before.metadata.deletionTimestamp
      ) {
        metadata.generation += 1;
      }
      const marked = { ...before, metadata };
      const object = this.#store(
        served,
        resource.terminate?.(marked) ?? marked,
        options,
      );
      return { object, gone: false };
    }
    if (options.dryRun) return { object: before, gone: true };
    return { object: this.#remove(served, before), gone: true };
  }

  #stored(
    { resource }: ServedResource,
    namespace: string | undefined,
    name: string,
  ) {
    return this.#storage
      .collection(resource.storageId)
      .get(objectKey(resource.namespaced ? namespace : undefined, name));
  }

  #freeName(served: ServedResource, { metadata }: ApiObject): string {
    const prefix = String(metadata.generateName).slice(0, 58);
    for (let tries = 0; tries < 8; tries++) {
      const name = `${prefix}${randomSuffix()}`;
      if (!this.#stored(served, metadata.namespace, name)) return name;
    }
    throw alreadyExists(served.resource, prefix);
  }

  #requireNamespace({ resource }: ServedResource, object: ApiObject): void {
    const { namespace, name } = object.metadata;
    if (!resource.namespaced) return;
    if (!namespace)
      throw badRequest('an empty namespace may not be set during creation');
    const found = this.#storage.collection('/namespaces').get(namespace);
    if (!found) throw notFound({ group: '', plural: 'namespaces' }, namespace);
    if (found.metadata.deletionTimestamp) {
      const error = forbidden(
        resource,
        name,
        `unable to create new content in namespace ${namespace} because it is being terminated`,
      );
      error.status.details!.causes = [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ];
      throw error;
    }
  }

  #checkVersion(
    { resource }: ServedResource,
    before: ApiObject,
    sent: ApiObject,
  ): void {
    const { name, uid, resourceVersion } = sent.metadata;
    if (uid && uid !== before.metadata.uid) {
      throw conflict(
        resource,
        name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${before.metadata.uid}`,
      );
    }
    if (
      resourceVersion &&
      resourceVersion !== before.metadata.resourceVersion
    ) {
      throw conflict(resource, name, staleObject);
    }
  }

  /** The new state: of what was sent, the part that the endpoint may write. */
  #next(
    served: ServedResource,
    before: ApiObject,
    sent: ApiObject,
    options: WriteOptions,
    subresource: Subresource,
  ): ApiObject {
    const { resource, version } = served;
    let next: ApiObject;
    if (subresource === 'status') {
      next = { ...before, metadata: { ...before.metadata } };
      if (sent.metadata.managedFields)
        next.metadata.managedFields = sent.metadata.managedFields;
      if (sent.status === undefined) delete next.status;
      else next.status = sent.status;
    } else {
      const metadata = { ...sent.metadata };
      for (const key of serverMetadata) {
        if (before.metadata[key] === undefined) delete metadata[key];
        else Object.assign(metadata, { [key]: before.metadata[key] });
      }
      if (before.metadata.generateName !== undefined) {
        metadata.generateName = before.metadata.generateName;
      }
      next = { ...sent, metadata };
      if (version.hasStatus) {
        if (before.status === undefined) delete next.status;
        else next.status = before.status;
      }
    }
    next = conform(served, ownCopy(next), before, options);
    this.#checkFinalizers(served, before, next);
    if (resource.hasGeneration && this.#specChanged(served, before, next)) {
      next.metadata.generation = (before.metadata.generation ?? 0) + 1;
    }
    return next;
  }

  #checkFinalizers(
    { resource }: ServedResource,
    before: ApiObject,
    next: ApiObject,
  ): void {
    if (!before.metadata.deletionTimestamp) return;
    const old = before.metadata.finalizers ?? [];
    const added = (next.metadata.finalizers ?? []).filter(
      name => !old.includes(name),
    );
    if (added.length === 0) return;
    throw invalid(resource, next.metadata.name, [
      {
        reason: 'FieldValueForbidden',
        message: `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map(name => JSON.stringify(name)).join(', ')}}`,
        field: 'metadata.finalizers',
      },
    ]);
  }

  #specChanged(
    { version }: ServedResource,
    before: ApiObject,
    next: ApiObject,
  ): boolean {
    const rest = ({
      metadata: _,
      ...other
    }: ApiObject): Record<string, unknown> => {
      if (version.hasStatus) delete other.status;
      return other;
    };
    return !jsonEqual(rest(before), rest(next));
  }

  #writer(
    { resource, version }: ServedResource,
    { fieldManager }: WriteOptions,
    operation: 'Apply' | 'Update',
    subresource?: string,
  ) {
    return {
      manager: fieldManager,
      operation,
      apiVersion: groupVersion(resource.group, version.name),
      ...(subresource ? { subresource } : {}),
    };
  }

  /** Stores a changed object; nothing happens when nothing changed, and the last finalizer's end is the object's. */
  #commit(
    served: ServedResource,
    before: ApiObject,
    next: ApiObject,
    options: WriteOptions,
  ): ApiObject {
    const released =
      next.metadata.deletionTimestamp && !next.metadata.finalizers?.length;
    if (released && !served.resource.terminate) {
      return options.dryRun ? next : this.#remove(served, next);
    }
    return jsonEqual(before, next)
      ? before
      : this.#store(served, next, options);
  }

  #store(
    { resource, version }: ServedResource,
    object: ApiObject,
    { dryRun }: Pick<WriteOptions, 'dryRun'>,
  ): ApiObject {
    if (dryRun) return object;
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    const stored = this.#storage.put(
      this.#storage.collection(resource.storageId),
      key,
      toStored(resource, version, object),
    );
    return toServed(resource, version, stored);
  }

  #remove({ resource, version }: ServedResource, object: ApiObject): ApiObject {
    const collection = this.#storage.collection(resource.storageId);
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    const removed = this.#storage.delete(collection, key);
    return toServed(resource, version, removed ?? object);
  }
}
