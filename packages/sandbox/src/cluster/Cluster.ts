import {
  CrdController,
  GarbageCollector,
  NamespaceController,
} from '../controllers';
import { unknownResource } from '../errors';
import { PodLogs } from '../logs';
import { mergePatch } from '../patch';
import { Authorizer } from '../rbac';
import { selectionOf } from '../reading';
import {
  builtinResources,
  ResourceRegistry,
  toServed,
  type ServedResource,
} from '../resources';
import { Storage } from '../storage';
import { decodeObject, ObjectWriter } from '../writing';
import type {
  ApiObject,
  ChangeEvent,
  ObjectId,
  ResourceId,
  SandboxCluster,
} from './types';

export interface ClusterOptions {
  now?: () => Date;
  /** Changes that are kept for each resource. */
  historyLimit?: number;
  logLimit?: number;
}

/** Writes of the sandbox's own actors, when they do not say who they are. */
const defaultManager = 'kubeflow-sandbox';

/** The cluster itself: its storage, what it serves, and the controllers that keep it in order. */
export class Cluster implements SandboxCluster {
  readonly storage: Storage;
  readonly registry: ResourceRegistry;
  readonly writer: ObjectWriter;
  readonly authorizer: Authorizer;
  readonly logs: PodLogs;
  readonly #now: () => Date;

  constructor({
    now = () => new Date(),
    historyLimit,
    logLimit,
  }: ClusterOptions = {}) {
    this.#now = now;
    // Revisions of a later cluster are above those of an earlier one at the same address: clients that come back
    // to it list again instead of waiting for a future that has another past.
    this.storage = new Storage(
      Math.floor(now().getTime() / 10) - 170_000_000_000,
      () => now().getTime(),
      historyLimit === undefined ? {} : { changes: historyLimit },
    );
    this.registry = new ResourceRegistry(builtinResources());
    this.writer = new ObjectWriter(this.storage, now);
    this.authorizer = new Authorizer(this.storage);
    this.logs = new PodLogs(this.storage, now, logLimit);
    new CrdController(this.storage, this.registry, this.writer, now);
    new NamespaceController(this.storage, this.registry, this.writer);
    new GarbageCollector(this.storage, this.registry, this.writer);
  }

  now(): Date {
    return this.#now();
  }

  get(id: ObjectId): ApiObject | undefined {
    return this.writer.find(this.#served(id), id.namespace, id.name);
  }

  list(
    resource: ResourceId,
    options: { namespace?: string; labelSelector?: string } = {},
  ): ApiObject[] {
    const served = this.#served(resource);
    const selection = selectionOf(served, options);
    const result: ApiObject[] = [];
    for (const { object } of this.#collection(served).entries(
      selection.prefix,
    )) {
      if (selection.matches && !selection.matches(object)) continue;
      result.push(toServed(served.resource, served.version, object));
    }
    return result;
  }

  create(
    object: ApiObject,
    options: { fieldManager?: string } = {},
  ): ApiObject {
    const served = this.registry.findKind(object.apiVersion, object.kind);
    if (!served) {
      throw unknownResource(`${object.kind} in ${object.apiVersion}`);
    }
    return this.writer.create(
      served,
      decodeObject(object, served),
      this.#writing(options),
    );
  }

  patch(
    id: ObjectId,
    patch: Record<string, unknown>,
    options: { fieldManager?: string } = {},
  ): ApiObject {
    const served = this.#served(id);
    const before = this.writer.read(served, id.namespace, id.name);
    const { status: _, ...rest } = patch;
    const { apiVersion, kind, metadata, ...content } = mergePatch(
      before,
      served.version.hasStatus ? rest : patch,
    ) as ApiObject;
    const next = {
      ...decodeObject({ apiVersion, kind, metadata }, served),
      ...content,
    };
    return this.writer.update(served, next, this.#writing(options));
  }

  patchStatus(
    id: ObjectId,
    status: Record<string, unknown>,
    options: { fieldManager?: string } = {},
  ): ApiObject {
    const served = this.#served(id);
    const before = this.writer.read(served, id.namespace, id.name);
    const next = { ...before, status: mergePatch(before.status, status) };
    // A resource without the subresource has its status written like all else.
    const subresource = served.version.hasStatus ? 'status' : undefined;
    return this.writer.update(
      served,
      next,
      this.#writing(options),
      subresource,
    );
  }

  delete(id: ObjectId): void {
    const served = this.#served(id);
    if (this.writer.find(served, id.namespace, id.name)) {
      this.writer.delete(served, id.namespace, id.name, {});
    }
  }

  watch(
    resource: ResourceId,
    listener: (event: ChangeEvent) => void,
  ): () => void {
    const served = this.#served(resource);
    return this.#collection(served).subscribe(({ type, object }) =>
      listener({
        type,
        object: toServed(served.resource, served.version, object),
      }),
    );
  }

  appendLog(
    pod: { namespace: string; name: string },
    container: string,
    lines: string[],
    at?: Date,
  ): void {
    this.logs.append(pod, container, lines, at);
  }

  restartContainer(
    pod: { namespace: string; name: string },
    container: string,
  ): void {
    this.logs.restart(pod, container);
  }

  /** Creates objects that are not there yet: what a cluster begins with. */
  seed(objects: Iterable<ApiObject>): void {
    for (const object of objects) {
      const served = this.registry.findKind(object.apiVersion, object.kind);
      if (!served) {
        throw unknownResource(`${object.kind} in ${object.apiVersion}`);
      }
      const { namespace, name } = object.metadata;
      if (!this.writer.find(served, namespace, name)) this.create(object);
    }
  }

  #writing({ fieldManager = defaultManager }: { fieldManager?: string }) {
    return { fieldManager, trusted: true };
  }

  #served({ group, version, plural }: ResourceId): ServedResource {
    const served = this.registry.find(group, version, plural);
    if (!served) throw unknownResource(`${plural}.${version}.${group}`);
    return served;
  }

  #collection({ resource }: ServedResource) {
    return this.storage.collection(resource.storageId);
  }
}
