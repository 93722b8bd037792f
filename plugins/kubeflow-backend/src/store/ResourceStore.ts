import {
  asString,
  at,
  createdAtOf,
  isDeleting,
  ownerOf,
  type KindDefinition,
  type KindRegistry,
  type KubernetesObject,
  type PartReading,
  type Reading,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { ChangeFeed } from './ChangeFeed';
import { Interner } from './Interner';
import { LabelIndex } from './LabelIndex';
import { identityOf, ownersOf, packLabels, readSafely } from './readObject';
import { StoredObject, type StoredOwner } from './StoredObject';
import { StoredReading, toSeconds } from './StoredReading';

/**
 * What the feed tells: an object that was added or changed, as itself, since most changes are that; it is as it is now,
 * which may be newer than the change.
 */
export type StoreChange = StoredObject | Removal | ClusterChange;

/** An object that is gone. */
export class Removal {
  constructor(readonly object: StoredObject) {}
}

/** Something about a cluster, or about how it is followed, is different. */
export class ClusterChange {
  constructor(readonly cluster: string) {}
}

/** A list that is being taken over, page by page. */
export interface StoreSync {
  /** The objects become visible at once. */
  add(object: KubernetesObject): void;
  /** The list was complete: what it did not hold is gone. */
  finish(): void;
}

/** Owners of owners that are read again when a part changes; a chain is at most this long. */
const MAX_DEPTH = 4;

/** Objects of one kind in one cluster. */
class Bucket {
  readonly objects = new Map<string, StoredObject>();
  readonly byOwner = new Map<string, StoredObject[]>();
  mark = 0;

  constructor(
    readonly cluster: string,
    readonly kind: KindDefinition,
  ) {}
}

/**
 * Every object of every kind and cluster that the portal follows, as compact rows with indexes, and the feed of their
 * changes. It knows neither where objects come from nor who reads them. All calls are synchronous.
 */
export class ResourceStore {
  readonly kinds: KindRegistry;
  readonly feed: ChangeFeed<StoreChange>;
  readonly #buckets = new Map<string, Map<string, Bucket>>();
  readonly #labels = new LabelIndex();
  readonly #interner: Interner;
  readonly #onReadFailure: (kind: KindDefinition, error: unknown) => void;

  constructor(options: {
    kinds: KindRegistry;
    /** Changes that the feed keeps. Default: 10,000. */
    feedSize?: number;
    /** Told when a kind's reader throws, which it must not; the object shows as unknown. */
    onReadFailure?: (kind: KindDefinition, error: unknown) => void;
  }) {
    this.kinds = options.kinds;
    this.feed = new ChangeFeed({ size: options.feedSize ?? 10_000 });
    this.#interner = new Interner();
    this.#onReadFailure = options.onReadFailure ?? (() => undefined);
  }

  /** Takes a complete list over. Two lists of the same kind and cluster must not overlap. */
  beginSync(cluster: string, kindId: string): StoreSync {
    const bucket = this.#bucket(cluster, kindId);
    bucket.mark += 1;
    const { mark } = bucket;
    return {
      add: object => this.#apply(bucket, object, mark),
      finish: () => {
        for (const object of bucket.objects.values()) {
          if (object.mark !== mark) {
            this.#delete(bucket, object);
          }
        }
      },
    };
  }

  /** Adds an object, or changes it. */
  upsert(cluster: string, kindId: string, object: KubernetesObject): void {
    const bucket = this.#bucket(cluster, kindId);
    this.#apply(bucket, object, bucket.mark);
  }

  remove(cluster: string, kindId: string, object: KubernetesObject): void {
    const bucket = this.#buckets.get(cluster)?.get(kindId);
    const identity = identityOf(object);
    const stored = identity && bucket?.objects.get(identity.uid);
    if (bucket && stored) {
      this.#delete(bucket, stored);
    }
  }

  /** Forgets a kind of a cluster, or the whole cluster. */
  drop(cluster: string, kindId?: string): void {
    const buckets = this.#buckets.get(cluster);
    if (!buckets) {
      return;
    }
    for (const bucket of [...buckets.values()]) {
      if (kindId === undefined || bucket.kind.id === kindId) {
        for (const object of [...bucket.objects.values()]) {
          this.#delete(bucket, object);
        }
        buckets.delete(bucket.kind.id);
      }
    }
    if (buckets.size === 0) {
      this.#buckets.delete(cluster);
    }
  }

  count(cluster: string, kindId: string): number {
    return this.#buckets.get(cluster)?.get(kindId)?.objects.size ?? 0;
  }

  /** Objects per kind id and cluster. */
  *counts(): Iterable<{ cluster: string; kind: string; count: number }> {
    for (const [cluster, buckets] of this.#buckets) {
      for (const bucket of buckets.values()) {
        yield { cluster, kind: bucket.kind.id, count: bucket.objects.size };
      }
    }
  }

  find(
    cluster: string,
    kindId: string,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    for (const object of this.#buckets
      .get(cluster)
      ?.get(kindId)
      ?.objects.values() ?? []) {
      if (object.name === name && object.namespace === namespace) {
        return object;
      }
    }
    return undefined;
  }

  /** Objects that name this one in an owner reference. */
  parts(object: StoredObject): StoredObject[] {
    return this.partsOf(object.cluster, object.uid);
  }

  /** Objects of a cluster that name the one with this uid in an owner reference. */
  partsOf(cluster: string, uid: string): StoredObject[] {
    const parts: StoredObject[] = [];
    for (const bucket of this.#buckets.get(cluster)?.values() ?? []) {
      const owned = bucket.byOwner.get(uid);
      if (owned) {
        parts.push(...owned);
      }
    }
    return parts;
  }

  /** The parts as {@link KindDefinition.refine} takes them. */
  partReadings(object: StoredObject): PartReading[] {
    return this.parts(object).map(part => ({
      kind: part.kind.id,
      name: part.name,
      reading: part.reading.toReading(),
    }));
  }

  /**
   * What an object that was just read live means, with all that its row leaves out, and together with its parts. The
   * store itself stays as it is.
   */
  preview(
    cluster: string,
    kindId: string,
    raw: KubernetesObject,
  ): { object: StoredObject; reading: Reading } {
    const kind = this.#kind(kindId);
    const own = readSafely(kind, () => kind.read(raw), this.#onReadFailure);
    const object = this.#create(
      cluster,
      kind,
      raw,
      new StoredReading(own, this.#interner, false),
    );
    this.#applyMetadata(object, raw);
    object.owners = ownersOf(raw, this.kinds);
    const reading = readSafely(
      kind,
      () => kind.refine?.(own, this.partReadings(object)) ?? own,
      this.#onReadFailure,
    );
    object.reading = new StoredReading(reading, this.#interner, false);
    return { object, reading };
  }

  /**
   * The objects among which a query has to look: those of the wanted kinds, or fewer when a label tells.
   *
   * @param accepts - whether a kind can match
   * @param label - a label that every match has
   */
  *candidates(
    accepts: (kind: KindDefinition) => boolean,
    label?: { key: string; value: string },
  ): Iterable<StoredObject> {
    if (label) {
      for (const object of this.#labels.get(label.key, label.value)) {
        if (accepts(object.kind)) {
          yield object;
        }
      }
      return;
    }
    for (const buckets of this.#buckets.values()) {
      for (const bucket of buckets.values()) {
        if (accepts(bucket.kind)) {
          yield* bucket.objects.values();
        }
      }
    }
  }

  #kind(kindId: string): KindDefinition {
    const kind = this.kinds.get(kindId);
    if (!kind) {
      throw new Error(`Unknown kind '${kindId}'`);
    }
    return kind;
  }

  #bucket(cluster: string, kindId: string): Bucket {
    let buckets = this.#buckets.get(cluster);
    if (!buckets) {
      buckets = new Map();
      this.#buckets.set(cluster, buckets);
    }
    let bucket = buckets.get(kindId);
    if (!bucket) {
      bucket = new Bucket(this.#interner.string(cluster), this.#kind(kindId));
      buckets.set(kindId, bucket);
    }
    return bucket;
  }

  #apply(bucket: Bucket, raw: KubernetesObject, mark: number): void {
    const identity = identityOf(raw);
    if (!identity) {
      return;
    }
    const stored = bucket.objects.get(identity.uid);
    if (stored) {
      stored.mark = mark;
      if (
        stored.resourceVersion !== '' &&
        stored.resourceVersion === at(raw, 'metadata', 'resourceVersion')
      ) {
        return;
      }
    }
    const { kind } = bucket;
    const own = this.#read(kind, () => kind.read(raw));
    const object = stored ?? this.#create(bucket.cluster, kind, raw, own);
    object.mark = mark;
    object.own = own;
    const labels = packLabels(raw, this.#interner);
    const labelsChanged = !sameList(labels, object.labels);
    if (labelsChanged) {
      this.#labels.delete(object);
      object.labels = labels;
      this.#labels.add(object);
    }
    const headChanged = this.#applyMetadata(object, raw);
    bucket.objects.set(object.uid, object);
    this.#own(bucket, object, ownersOf(raw, this.kinds));
    const before = object.reading;
    object.reading = this.#refine(object);
    if (
      !stored ||
      headChanged ||
      labelsChanged ||
      !object.reading.equals(before)
    ) {
      this.#tell(object, object);
      this.#refreshOwners(object, 0);
    }
  }

  #create(
    cluster: string,
    kind: KindDefinition,
    raw: KubernetesObject,
    reading: StoredReading,
  ): StoredObject {
    const identity = identityOf(raw);
    return new StoredObject({
      cluster: this.#interner.string(cluster),
      kind,
      namespace: this.#interner.string(identity?.namespace),
      name: identity?.name ?? '',
      uid: identity?.uid ?? '',
      createdAt: toSeconds(createdAtOf(raw)),
      reading,
    });
  }

  /** @returns whether a row would show a difference */
  #applyMetadata(object: StoredObject, raw: KubernetesObject): boolean {
    object.resourceVersion =
      asString(at(raw, 'metadata', 'resourceVersion')) ?? '';
    object.apiVersion =
      this.#interner.string(asString(raw.apiVersion)) ??
      `${object.kind.group}/${object.kind.versions[0]}`;
    const owner = this.#interner.string(ownerOf(raw));
    const deleting = isDeleting(raw);
    const changed = owner !== object.owner || deleting !== object.deleting;
    object.owner = owner;
    object.deleting = deleting;
    return changed;
  }

  #read(kind: KindDefinition, read: () => Reading): StoredReading {
    return new StoredReading(
      readSafely(kind, read, this.#onReadFailure),
      this.#interner,
      kind.role === 'part',
    );
  }

  #delete(bucket: Bucket, object: StoredObject): void {
    bucket.objects.delete(object.uid);
    this.#labels.delete(object);
    this.#disown(bucket, object);
    this.#tell(object, new Removal(object));
    this.#refreshOwners(object, 0);
  }

  #tell(object: StoredObject, change: StoreChange): void {
    object.changedAt = this.feed.append(change) - this.feed.first;
  }

  #own(
    bucket: Bucket,
    object: StoredObject,
    owners: readonly StoredOwner[] | undefined,
  ): void {
    if (!owners && !object.owners) {
      return;
    }
    this.#disown(bucket, object);
    object.owners = owners;
    for (const owner of owners ?? []) {
      const parts = bucket.byOwner.get(owner.uid);
      if (parts) {
        parts.push(object);
      } else {
        bucket.byOwner.set(owner.uid, [object]);
      }
    }
  }

  #disown(bucket: Bucket, object: StoredObject): void {
    for (const owner of object.owners ?? []) {
      const parts = bucket.byOwner
        .get(owner.uid)
        ?.filter(part => part !== object);
      if (parts && parts.length > 0) {
        bucket.byOwner.set(owner.uid, parts);
      } else {
        bucket.byOwner.delete(owner.uid);
      }
    }
  }

  #refine(object: StoredObject): StoredReading {
    const { kind, own } = object;
    if (!kind.refine) {
      return own;
    }
    const parts = this.partReadings(object);
    if (parts.length === 0) {
      return own;
    }
    const reading = own.toReading();
    const refined = this.#read(
      kind,
      () => kind.refine?.(reading, parts) ?? reading,
    );
    return refined.equals(own) ? own : refined;
  }

  #refreshOwners(part: StoredObject, depth: number): void {
    if (!part.owners || depth >= MAX_DEPTH) {
      return;
    }
    for (const { kind, uid } of part.owners) {
      const owner = this.#buckets
        .get(part.cluster)
        ?.get(kind.id)
        ?.objects.get(uid);
      if (!owner || !kind.refine) {
        continue;
      }
      const reading = this.#refine(owner);
      if (!reading.equals(owner.reading)) {
        owner.reading = reading;
        this.#tell(owner, owner);
        this.#refreshOwners(owner, depth + 1);
      }
    }
  }
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return (
    left === right ||
    (left.length === right.length &&
      left.every((element, index) => element === right[index]))
  );
}
