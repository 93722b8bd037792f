/** An object as the API holds it: JSON, nothing else. @public */
export interface ApiObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: {
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
      blockOwnerDeletion?: boolean;
    }[];
    finalizers?: string[];
    [key: string]: unknown;
  };
  spec?: unknown;
  status?: unknown;
  [key: string]: unknown;
}

/** A served resource. @public */
export interface ResourceId {
  group: string;
  version: string;
  plural: string;
}

/** One object of a resource. @public */
export interface ObjectId extends ResourceId {
  namespace?: string;
  name: string;
}

/** @public */
export interface ChangeEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: ApiObject;
}

/**
 * The sandbox's cluster from inside: the same storage that its HTTP API serves, without authentication. The
 * simulation acts through this, so whatever it does is seen by every watch. Methods throw `ApiError` (an object with
 * `status`, the `metav1.Status` that HTTP clients would get) as the API would refuse.
 *
 * @public
 */
export interface SandboxCluster {
  get(id: ObjectId): ApiObject | undefined;
  list(
    resource: ResourceId,
    options?: { namespace?: string; labelSelector?: string },
  ): ApiObject[];
  /**
   * The object may carry a status; it is kept, and so are `metadata.uid` and `metadata.creationTimestamp` where they
   * are given: the simulation seeds lives that began in the past. A name is made from `generateName` when needed.
   */
  create(object: ApiObject): ApiObject;
  /** JSON merge patch (RFC 7386) of everything but the status. */
  patch(id: ObjectId, patch: Record<string, unknown>): ApiObject;
  /** JSON merge patch of the status alone. */
  patchStatus(id: ObjectId, status: Record<string, unknown>): ApiObject;
  /** Deletes the object, and what it owns, as the garbage collector would. No error when it is gone already. */
  delete(id: ObjectId): void;
  /** Calls back with every later change of the resource; returns a function that ends it. */
  watch(
    resource: ResourceId,
    listener: (event: ChangeEvent) => void,
  ): () => void;
  /**
   * Adds lines to the log of a container, stamped with `at` (now when it is absent; seeded lines lie in the past);
   * `restartContainer` makes the present log the previous one.
   */
  appendLog(
    pod: { namespace: string; name: string },
    container: string,
    lines: string[],
    at?: Date,
  ): void;
  restartContainer(
    pod: { namespace: string; name: string },
    container: string,
  ): void;
  /** The time that the cluster stamps on what it writes. */
  now(): Date;
}
