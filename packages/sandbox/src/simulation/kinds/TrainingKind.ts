import type { ApiObject, ResourceId } from '../../cluster/types';
import type { Json } from '../kernel';
import type { PodTemplate } from '../objects';
import type { PodIdentity, SimPod } from '../pods/SimPod';
import type { World } from '../World';

/** A group of equal pods of a job: a replica type, a replicated job. */
export interface PodSet {
  name: string;
  count: number;
  template: PodTemplate;
  /** Of the pods: `Never` leaves failed pods for a person to look at, `OnFailure` restarts their containers. */
  restartPolicy: string;
  /**
   * - `train`: does the work; its log is the one that people read
   * - `serve`: stays up for the others (parameter server, MPI worker) and ends with the job
   * - `prepare`: runs to its end before the others are created (dataset and model initializers)
   */
  role: 'train' | 'serve' | 'prepare';
  /** How often a container may fail before the set has failed; for `OnFailure`. */
  backoffLimit: number;
}

/** A pod and its place in the job. */
export interface Replica {
  pod: SimPod;
  set: PodSet;
  index: number;
}

/** Why a job failed, beyond what its pods say. */
export type FailureCause = 'pods' | 'deadline' | 'backoff';

export interface TrainingProgress {
  /** 0 to 1. */
  done: number;
  remainingSeconds: number;
  metrics: { name: string; value: string }[];
}

/** The job cannot be turned into pods, for instance because its runtime does not exist. */
export class PlanError extends Error {
  override name = 'PlanError';
}

/**
 * What the controller of one kind writes about one job. It decides nothing: the job's life does; it puts what
 * happened into the words and shapes of its API.
 */
export interface TrainingController {
  /** @throws PlanError when there is no way to make pods from the object. */
  plan(object: ApiObject): PodSet[];
  /** The controller has seen the object for the first time. */
  created(): void;
  /** The objects between the job and its pods: JobSet, Jobs. Called once the plan stands, suspended or not. */
  createParts(suspended: boolean): void;
  /** The plan failed; called again and again, as a controller retries. */
  planFailed(error: PlanError): void;
  suspended(): void;
  resumed(): void;
  /** Name, labels and owner of a new pod. `attempt` counts the times that the job was started. */
  identity(set: PodSet, index: number): PodIdentity;
  /** Pods changed. */
  sync(replicas: readonly Replica[]): void;
  /** Pods of a set failed, and the job starts them anew. */
  restarting(set: PodSet): void;
  progress(progress: TrainingProgress): void;
  succeeded(replicas: readonly Replica[]): void;
  failed(cause: FailureCause, replicas: readonly Replica[], set: PodSet): void;
}

/** A kind of training job. Adding one is adding a file that exports one of these. */
export interface TrainingKind {
  kind: string;
  resource: ResourceId;
  isSuspended(object: ApiObject): boolean;
  /** Merge patch that suspends the job or lets it go. */
  suspendPatch(suspend: boolean): Json;
  /** A job that was over before the simulation saw it is left alone. */
  isOver(object: ApiObject): boolean;
  control(world: World, object: ApiObject): TrainingController;
}
