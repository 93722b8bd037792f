import type {
  ApiObject,
  ChangeEvent,
  ObjectId,
  ResourceId,
  SandboxCluster,
} from '../cluster/types';
import type { Json } from './kernel';
import { at } from './kernel';
import { namedImages } from './objects';
import { resourceOf } from './resources';

interface Entry {
  id: ObjectId;
  object: ApiObject;
}

interface LogRun {
  lines: { at: Date; lines: string[] }[];
}

/** Kinds whose status is no part of its own: whoever writes the object writes it too. */
const wholeKinds: ReadonlySet<string> = new Set([
  'argoproj.io/workflows',
  'kubeflow.org/scheduledworkflows',
]);

/**
 * A cluster for the time before the simulation starts: hours of lives happen in it at no cost, and only what is left
 * of them at the end is written to the real cluster. Sees what the real cluster holds already, and changes nothing
 * there until then.
 *
 * Objects are never changed in place, so they are handed out as they are.
 */
export class PastCluster implements SandboxCluster {
  readonly #real: SandboxCluster;
  readonly #objects = new Map<string, Map<string, Entry>>();
  readonly #dependents = new Map<string, Set<Entry['id']>>();
  readonly #logs = new Map<string, LogRun[]>();

  constructor(real: SandboxCluster) {
    this.#real = real;
  }

  get(id: ObjectId): ApiObject | undefined {
    return this.#entry(id)?.object ?? this.#real.get(id);
  }

  list(
    resource: ResourceId,
    options: { namespace?: string; labelSelector?: string } = {},
  ): ApiObject[] {
    const own = [...(this.#objects.get(kindKey(resource))?.values() ?? [])]
      .map(({ object }) => object)
      .filter(
        ({ metadata }) =>
          !options.namespace || metadata.namespace === options.namespace,
      );
    return [...this.#real.list(resource, options), ...own];
  }

  create(object: ApiObject): ApiObject {
    const id = idOf(object);
    if (this.get(id)) {
      throw new Error(
        `${id.plural} "${id.name}" already exists in the simulation's past`,
      );
    }
    const kind = kindKey(id);
    const entries = this.#objects.get(kind) ?? new Map<string, Entry>();
    this.#objects.set(kind, entries);
    entries.set(nameKey(id), { id, object });
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const known = this.#dependents.get(uid) ?? new Set();
      this.#dependents.set(uid, known);
      known.add(id);
    }
    return object;
  }

  patch(id: ObjectId, patch: Json): ApiObject {
    const entry = this.#entry(id);
    if (!entry) {
      return this.#real.patch(id, patch);
    }
    const { status: _, ...rest } = patch;
    const allowed = wholeKinds.has(kindKey(id)) ? patch : rest;
    entry.object = mergePatch(entry.object, allowed) as ApiObject;
    return entry.object;
  }

  patchStatus(id: ObjectId, status: Json): ApiObject {
    const entry = this.#entry(id);
    if (!entry) {
      return this.#real.patchStatus(id, status);
    }
    entry.object = {
      ...entry.object,
      status: mergePatch(entry.object.status, status),
    };
    return entry.object;
  }

  delete(id: ObjectId): void {
    const entry = this.#entry(id);
    if (!entry) {
      this.#real.delete(id);
      return;
    }
    this.#objects.get(kindKey(id))?.delete(nameKey(id));
    const uid = entry.object.metadata.uid ?? '';
    for (const dependent of this.#dependents.get(uid) ?? []) {
      if (this.#entry(dependent)) {
        this.delete(dependent);
      }
    }
    this.#dependents.delete(uid);
  }

  watch(
    resource: ResourceId,
    listener: (event: ChangeEvent) => void,
  ): () => void {
    return this.#real.watch(resource, listener);
  }

  appendLog(
    pod: { namespace: string; name: string },
    container: string,
    lines: string[],
    when = this.#real.now(),
  ): void {
    this.#runs(pod, container).at(-1)?.lines.push({ at: when, lines });
  }

  restartContainer(
    pod: { namespace: string; name: string },
    container: string,
  ): void {
    const runs = this.#runs(pod, container);
    // No more than the one before can be asked for.
    runs.splice(0, runs.length - 1);
    runs.push({ lines: [] });
  }

  now(): Date {
    return this.#real.now();
  }

  /**
   * Writes what is left to the real cluster, owners before what they own.
   *
   * @param onError - is told which object was refused; the others are written all the same
   */
  settle(onError: (error: unknown) => void): void {
    for (const entries of this.#objects.values()) {
      for (const { object } of entries.values()) {
        try {
          this.#real.create(object);
          if (object.kind === 'Pod') {
            this.#settleLogs(object);
          }
        } catch (error) {
          onError(error);
        }
      }
    }
    this.#objects.clear();
    this.#dependents.clear();
    this.#logs.clear();
  }

  #settleLogs(pod: ApiObject): void {
    const { namespace = '', name } = pod.metadata;
    for (const container of containersOf(pod)) {
      const runs = this.#logs.get(`${namespace}/${name}/${container}`) ?? [];
      runs.forEach(({ lines }, index) => {
        if (index > 0) {
          this.#real.restartContainer({ namespace, name }, container);
        }
        for (const entry of lines) {
          this.#real.appendLog(
            { namespace, name },
            container,
            entry.lines,
            entry.at,
          );
        }
      });
    }
  }

  #runs(pod: { namespace: string; name: string }, container: string): LogRun[] {
    const key = `${pod.namespace}/${pod.name}/${container}`;
    const runs = this.#logs.get(key) ?? [{ lines: [] }];
    this.#logs.set(key, runs);
    return runs;
  }

  #entry(id: ObjectId): Entry | undefined {
    return this.#objects.get(kindKey(id))?.get(nameKey(id));
  }
}

function containersOf(pod: ApiObject): string[] {
  return ['initContainers', 'containers'].flatMap(kind =>
    namedImages(at(pod.spec, kind)).map(({ name }) => name),
  );
}

function idOf(object: ApiObject): ObjectId {
  const { namespace, name } = object.metadata;
  return { ...resourceOf(object), namespace, name };
}

function kindKey({ group, plural }: ResourceId): string {
  return `${group}/${plural}`;
}

function nameKey({ namespace, name }: ObjectId): string {
  return `${namespace ?? ''}/${name}`;
}

/** RFC 7386, without changing what it is given. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return patch;
  }
  const merged: Json =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? { ...target }
      : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] = mergePatch(merged[key], value);
    }
  }
  return merged;
}
