import type { ApiObject } from '../../cluster/types';
import type { Condition } from '../conditions';
import { setCondition } from '../conditions';
import type { Json } from '../kernel';
import type { PodTemplate } from '../objects';
import { ownedBy } from '../objects';
import type { PodIdentity } from '../pods/SimPod';
import { resources } from '../resources';
import type { World } from '../World';
import type { Replica } from './TrainingKind';

export interface BatchJobOptions {
  namespace: string;
  name: string;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
  owner: ApiObject;
  pods: number;
  backoffLimit: number;
  restartPolicy: string;
  template: PodTemplate;
  suspended: boolean;
  /** Indexed completion, as JobSet uses it; a launcher is not indexed. */
  indexed: boolean;
}

/** A batch/v1 Job as the Job controller keeps it. */
export class BatchJob {
  readonly name: string;
  readonly #world: World;
  readonly #options: BatchJobOptions;
  readonly #object: ApiObject;
  #conditions: Condition[] = [];
  #startTime: string | undefined;

  constructor(world: World, options: BatchJobOptions) {
    this.#world = world;
    this.#options = options;
    this.name = options.name;
    const uid = world.random.uuid();
    this.#object = world.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        namespace: options.namespace,
        name: options.name,
        uid,
        labels: options.labels,
        annotations: options.annotations ?? {},
        ownerReferences: [ownedBy(options.owner)],
      },
      spec: {
        parallelism: options.pods,
        completions: options.pods,
        completionMode: options.indexed ? 'Indexed' : 'NonIndexed',
        backoffLimit: options.backoffLimit,
        manualSelector: false,
        podReplacementPolicy: 'TerminatingOrFailed',
        suspend: options.suspended,
        selector: {
          matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
        },
        template: {
          metadata: {
            ...options.template.metadata,
            labels: this.#podLabels(uid),
          },
          spec: {
            ...options.template.spec,
            restartPolicy: options.restartPolicy,
          },
        },
      },
      status: {},
    });
    if (options.suspended) {
      this.#condition('Suspended', 'True', 'JobSuspended', 'Job suspended');
      this.#event('Normal', 'Suspended', 'Job suspended');
    } else {
      this.#startTime = world.time;
    }
    this.sync([]);
  }

  identity(index: number): PodIdentity {
    const { namespace, indexed, annotations } = this.#options;
    const suffix = this.#world.random.suffix();
    const name = indexed
      ? `${this.name}-${index}-${suffix}`
      : `${this.name}-${suffix}`;
    this.#event('Normal', 'SuccessfulCreate', `Created pod: ${name}`);
    const completion: Record<string, string> = indexed
      ? { 'batch.kubernetes.io/job-completion-index': String(index) }
      : {};
    return {
      namespace,
      name,
      labels: {
        ...this.#podLabels(this.#object.metadata.uid ?? ''),
        ...completion,
      },
      annotations: { ...annotations, ...completion },
      owner: ownedBy(this.#object),
    };
  }

  /** Pods that the controller deleted for good (those still active when a Job fails) are in no list any more. */
  sync(replicas: readonly Replica[]): void {
    const over = (phase: string) =>
      replicas.filter(({ pod }) => pod.phase === phase && !pod.isGone);
    const succeeded = over('Succeeded');
    const active = replicas.filter(({ pod }) => !pod.isOver).length;
    this.#write({
      active,
      ready: replicas.filter(({ pod }) => pod.isReady).length,
      succeeded: succeeded.length,
      failed: over('Failed').length,
      terminating: 0,
      uncountedTerminatedPods: {},
      ...(this.#options.indexed
        ? { completedIndexes: ranges(succeeded.map(({ index }) => index)) }
        : {}),
    });
  }

  suspend(): void {
    this.#world.patch(this.#id, { spec: { suspend: true } });
    this.#startTime = undefined;
    this.#condition('Suspended', 'True', 'JobSuspended', 'Job suspended');
    this.#event('Normal', 'Suspended', 'Job suspended');
    this.#write({ active: 0, ready: 0, startTime: null });
  }

  /** @param template - what the pods are made from now: only its node selector can change while a Job is suspended. */
  resume(template?: PodTemplate): void {
    const nodeSelector = template?.spec.nodeSelector;
    this.#world.patch(this.#id, {
      spec: {
        suspend: false,
        ...(nodeSelector ? { template: { spec: { nodeSelector } } } : {}),
      },
    });
    this.#startTime = this.#world.time;
    this.#condition('Suspended', 'False', 'JobResumed', 'Job resumed');
    this.#event('Normal', 'Resumed', 'Job resumed');
    this.#write({});
  }

  complete(replicas: readonly Replica[]): void {
    const message = 'Reached expected number of succeeded pods';
    this.#condition(
      'SuccessCriteriaMet',
      'True',
      'CompletionsReached',
      message,
    );
    this.#condition('Complete', 'True', 'CompletionsReached', message);
    this.#event('Normal', 'Completed', 'Job completed');
    this.sync(replicas);
    this.#write({ completionTime: this.#world.time });
  }

  fail(reason: string, message: string, replicas: readonly Replica[]): void {
    this.#condition('FailureTarget', 'True', reason, message);
    this.#condition('Failed', 'True', reason, message);
    this.#event('Warning', reason, message);
    this.sync(replicas);
  }

  remove(): void {
    this.#world.cluster.delete(this.#id);
  }

  get #id() {
    return {
      ...resources.jobs,
      namespace: this.#options.namespace,
      name: this.name,
    };
  }

  #podLabels(uid: string): Record<string, string> {
    return {
      ...this.#options.template.metadata.labels,
      ...this.#options.labels,
      'batch.kubernetes.io/controller-uid': uid,
      'batch.kubernetes.io/job-name': this.#options.name,
      'controller-uid': uid,
      'job-name': this.#options.name,
    };
  }

  #condition(
    type: string,
    status: Condition['status'],
    reason: string,
    message: string,
  ): void {
    this.#conditions = setCondition(this.#conditions, {
      type,
      status,
      reason,
      message,
      lastProbeTime: this.#world.time,
      lastTransitionTime: this.#world.time,
    });
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#world.events.record(this.#object, {
      type,
      reason,
      message,
      component: 'job-controller',
    });
  }

  #write(status: Json): void {
    this.#world.patchStatus(this.#id, {
      ...(this.#startTime ? { startTime: this.#startTime } : {}),
      ...(this.#conditions.length > 0 ? { conditions: this.#conditions } : {}),
      ...status,
    });
  }
}

/** `0-3,5`: how the Job controller writes a set of indexes. */
function ranges(indexes: number[]): string {
  const parts: [number, number][] = [];
  for (const index of [...indexes].sort((one, other) => one - other)) {
    const last = parts.at(-1);
    if (last && index === last[1] + 1) {
      last[1] = index;
    } else {
      parts.push([index, index]);
    }
  }
  return parts
    .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
    .join(',');
}
