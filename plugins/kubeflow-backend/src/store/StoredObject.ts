import type { KindDefinition } from '@kubeflow-portal/plugin-kubeflow-common';
import type { StoredReading } from './StoredReading';

/** An owner reference to a kind that the portal knows, or to a pod. */
export interface StoredOwner {
  kind: KindDefinition;
  name: string;
  uid: string;
  controller: boolean;
}

/**
 * What the store keeps of one object. Changed in place when the object changes, so that the change feed can point at
 * it without holding older states.
 */
export class StoredObject {
  readonly cluster: string;
  readonly kind: KindDefinition;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string;
  /** Seconds since the epoch. */
  readonly createdAt: number | undefined;
  resourceVersion: string;
  apiVersion: string;
  /** Keys and values by turns, sorted by key: `[k1, v1, k2, v2]`. */
  labels: readonly string[];
  owners: readonly StoredOwner[] | undefined;
  owner: string | undefined;
  deleting: boolean;
  /** What the object alone says. */
  own: StoredReading;
  /** What the object and its parts say together; the same as `own` when the parts add nothing. */
  reading: StoredReading;
  /** The last change in the feed, counted from the feed's first. */
  changedAt: number;
  /** Of the last list that held the object. */
  mark: number;

  constructor(init: {
    cluster: string;
    kind: KindDefinition;
    namespace: string | undefined;
    name: string;
    uid: string;
    createdAt: number | undefined;
    reading: StoredReading;
  }) {
    this.cluster = init.cluster;
    this.kind = init.kind;
    this.namespace = init.namespace;
    this.name = init.name;
    this.uid = init.uid;
    this.createdAt = init.createdAt;
    this.resourceVersion = '';
    this.apiVersion = '';
    this.labels = [];
    this.owners = undefined;
    this.owner = undefined;
    this.deleting = false;
    this.own = init.reading;
    this.reading = init.reading;
    this.changedAt = 0;
    this.mark = 0;
  }

  label(key: string): string | undefined {
    for (let i = 0; i < this.labels.length; i += 2) {
      if (this.labels[i] === key) {
        return this.labels[i + 1];
      }
    }
    return undefined;
  }
}
