import type { AcceleratorRequest } from '../accelerators';
import type { KubernetesObject } from '../kubernetesObject';
import type { WorkloadState } from '../state';

/** The page on which a kind is listed. @public */
export const kindFamilies = [
  'training',
  'tuning',
  'serving',
  'notebooks',
  'workflows',
  'queues',
] as const;

/** @public */
export type KindFamily = (typeof kindFamilies)[number];

/**
 * - `workload`: runs and has a life (TrainJob, InferenceService)
 * - `definition`: is referred to by workloads (TrainingRuntime, ServingRuntime, ClusterQueue)
 * - `part`: made by a controller for another object (JobSet, Trial, Kueue's Workload); lists hide it unless asked
 *
 * @public
 */
export type KindRole = 'workload' | 'definition' | 'part';

/** @public */
export type KindScope = 'Namespaced' | 'Cluster';

/** A condition as `metav1.Condition` and its relatives have it, cleaned. @public */
export interface ConditionReading {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  /** ISO 8601, UTC. */
  lastTransitionTime?: string;
}

/** One group of equal pods: a replica type, replicated job, driver, predictor. @public */
export interface ReplicaReading {
  name: string;
  /** Pods wanted; absent when the object does not say (a runtime's default, for instance). */
  desired?: number;
  active?: number;
  ready?: number;
  succeeded?: number;
  failed?: number;
}

/** @public */
export interface ProgressReading {
  /** 0 to 100. */
  percent?: number;
  remainingSeconds?: number;
  metrics?: { name: string; value: string }[];
  /** ISO 8601, UTC. */
  updatedAt?: string;
}

/** A fact worth a line on the object's page: runtime, image, URL, schedule. @public */
export interface FactReading {
  /** Stable key, for translation: `runtime`, `image`, `url`, `framework`, `schedule`, `bestTrial`. */
  key: string;
  value: string;
  /** Set when the value names another object that has a page of its own. */
  ref?: { kind: string; namespace?: string; name: string };
}

/**
 * What an object means. Pure data, JSON-safe, made by {@link KindDefinition.read}.
 *
 * All texts have gone through `cleanText`; all times are ISO 8601 in UTC.
 *
 * @public
 */
export interface Reading {
  state: WorkloadState;
  /** Machine word for the state, as the API has it where it has one: `DeadlineExceeded`, `WaitingForQuota`. */
  reason?: string;
  /** A sentence for a person who does not know Kubernetes. */
  message?: string;
  /** When this state began. */
  since?: string;
  startedAt?: string;
  finishedAt?: string;
  progress?: ProgressReading;
  replicas: ReplicaReading[];
  accelerators: AcceleratorRequest[];
  conditions: ConditionReading[];
  facts: FactReading[];
  /** Kueue LocalQueue, from the object's labels. */
  queue?: string;
}

/** The reading of an object that belongs to another (by owner reference), given to {@link KindDefinition.refine}. @public */
export interface PartReading {
  /** {@link KindDefinition.id} of the part. */
  kind: string;
  name: string;
  reading: Reading;
}

/**
 * Where the children of an object are. Either a label selector or a name; both within the object's namespace.
 *
 * @public
 */
export interface ChildSelector {
  group: string;
  version: string;
  plural: string;
  kind: string;
  /** Equality label selector in the API's own form: `a=b,c=d`. */
  labelSelector?: string;
  name?: string;
}

/** What a command sends to the API that owns the object. @public */
export type VerbRequest =
  | {
      method: 'PATCH';
      contentType: 'application/merge-patch+json';
      body: Record<string, unknown>;
    }
  | { method: 'DELETE' };

/** Something that a person can do to an object. @public */
export interface KindVerb {
  id: 'suspend' | 'resume' | 'stop' | 'start' | 'terminate' | 'delete';
  isAvailable(reading: Reading): boolean;
  request(object: KubernetesObject): VerbRequest;
}

/**
 * What one kind of object means. Adding a kind to the portal is adding one of these and its fixtures.
 *
 * @public
 */
export interface KindDefinition {
  /** Stable, unique, lower case; part of URLs: `trainjob`, `pytorchjob`, `seldon-pipeline`. */
  id: string;
  /** API kind: `TrainJob`. */
  kind: string;
  group: string;
  /** Versions whose shape `read` knows, the preferred one first. */
  versions: readonly string[];
  plural: string;
  scope: KindScope;
  family: KindFamily;
  role: KindRole;
  title: { one: string; many: string };
  /** Pure and total: never throws, whatever the object holds. */
  read(object: KubernetesObject): Reading;
  /**
   * Completes a reading with what only the parts know. Pure and total. `parts` are the objects of this store that
   * name the object in an owner reference, in no order; parts can be missing at any time.
   */
  refine?(reading: Reading, parts: readonly PartReading[]): Reading;
  /** What to watch while somebody looks at the object: pods first. */
  children(object: KubernetesObject): ChildSelector[];
  verbs: readonly KindVerb[];
}
