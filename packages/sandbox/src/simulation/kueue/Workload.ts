import { createHash } from 'node:crypto';
import type { ApiObject } from '../../cluster/types';
import type { Condition } from '../conditions';
import { setCondition } from '../conditions';
import type { Json } from '../kernel';
import type { PodSet } from '../kinds/TrainingKind';
import { ownedBy, requestsOf } from '../objects';
import { resources } from '../resources';
import type { World } from '../World';

/** A flavour's share of a ClusterQueue that a workload was given. */
export interface Assignment {
  clusterQueue: string;
  flavor: string;
}

/** A Kueue Workload (v1beta2): one job's wish for quota, and the answer to it. */
export class Workload {
  readonly name: string;
  readonly uid: string;
  readonly #world: World;
  readonly #job: ApiObject;
  readonly #sets: readonly PodSet[];
  readonly #object: ApiObject;
  #conditions: Condition[] = [];

  constructor(
    world: World,
    job: ApiObject,
    sets: readonly PodSet[],
    options: {
      queue: string;
      priority: number;
      priorityClass: string | undefined;
    },
  ) {
    this.#world = world;
    this.#job = job;
    this.#sets = sets;
    this.name = workloadName(job);
    this.#object = world.create({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'Workload',
      metadata: {
        namespace: job.metadata.namespace,
        name: this.name,
        labels: { 'kueue.x-k8s.io/job-uid': job.metadata.uid ?? '' },
        annotations: {
          'kueue.x-k8s.io/job-owner-gvk': `${job.apiVersion}, Kind=${job.kind}`,
          'kueue.x-k8s.io/job-owner-name': job.metadata.name,
        },
        finalizers: [],
        ownerReferences: [ownedBy(job)],
      },
      spec: {
        active: true,
        queueName: options.queue,
        priority: options.priority,
        ...(options.priorityClass
          ? {
              priorityClassRef: {
                group: 'kueue.x-k8s.io',
                kind: 'WorkloadPriorityClass',
                name: options.priorityClass,
              },
            }
          : {}),
        podSets: sets.map(set => ({
          name: set.name.toLowerCase(),
          count: set.count,
          template: {
            metadata: set.template.metadata,
            spec: { ...set.template.spec, restartPolicy: set.restartPolicy },
          },
        })),
      },
      status: {},
    });
    this.uid = this.#object.metadata.uid ?? '';
    this.#jobEvent(
      'CreatedWorkload',
      `Created Workload: ${job.metadata.namespace}/${this.name}`,
    );
  }

  get object(): ApiObject {
    return this.#object;
  }

  /** No quota yet; says why. */
  pending(reason: string, message: string): void {
    const present = this.#conditions.find(
      ({ type }) => type === 'QuotaReserved',
    );
    if (
      present?.status === 'False' &&
      present.reason === reason &&
      present.message === message
    ) {
      return;
    }
    this.#condition('QuotaReserved', 'False', reason, message);
    this.#event('Warning', 'Pending', message, 'kueue-admission');
    this.#write({ resourceRequests: this.#requests() });
  }

  admit({ clusterQueue, flavor }: Assignment, waitedSeconds: number): void {
    for (const type of ['Evicted', 'Preempted']) {
      const active = this.#conditions.find(
        other => other.type === type && other.status === 'True',
      );
      if (active) {
        this.#condition(
          type,
          'False',
          'QuotaReserved',
          `Previously: ${active.message}`,
        );
      }
    }
    this.#condition(
      'QuotaReserved',
      'True',
      'QuotaReserved',
      `Quota reserved in ClusterQueue ${clusterQueue}`,
    );
    this.#condition('Admitted', 'True', 'Admitted', 'The workload is admitted');
    this.#write({
      resourceRequests: null,
      admission: {
        clusterQueue,
        podSetAssignments: this.#sets.map(set => {
          const usage = totals(set);
          return {
            name: set.name.toLowerCase(),
            count: set.count,
            flavors: Object.fromEntries(
              Object.keys(usage).map(resource => [resource, flavor]),
            ),
            resourceUsage: usage,
          };
        }),
      },
    });
    const waited = Math.round(waitedSeconds);
    this.#event(
      'Normal',
      'QuotaReserved',
      `Quota reserved in ClusterQueue ${clusterQueue}, wait time since queued was ${waited}s; Flavors considered: ${this.#sets[0]?.name.toLowerCase()}: ${flavor}(Fit)`,
      'kueue-admission',
    );
    this.#event(
      'Normal',
      'Admitted',
      `Admitted by ClusterQueue ${clusterQueue}, wait time since reservation was 0s`,
      'kueue-admission',
    );
    this.#jobEvent('Started', `Admitted by clusterQueue ${clusterQueue}`);
  }

  /** Takes the quota back. Preempted workloads are queued again at once. */
  evict(reason: 'Preempted' | 'Deactivated', message: string): void {
    this.#condition('Evicted', 'True', reason, message);
    if (reason === 'Preempted') {
      this.#condition('Preempted', 'True', 'InClusterQueue', message);
    }
    this.#event(
      'Normal',
      `EvictedDueTo${reason}`,
      message,
      'kueue-workload-controller',
    );
    this.#jobEvent('Stopped', message);
    this.#condition(
      'Requeued',
      reason === 'Preempted' ? 'True' : 'False',
      reason,
      message,
    );
    this.#condition('QuotaReserved', 'False', 'PendingEvaluation', message);
    this.#condition(
      'Admitted',
      'False',
      'NoReservation',
      'The workload has no reservation',
    );
    this.#write({ admission: null });
  }

  finish(succeeded: boolean, message: string): void {
    this.#condition(
      'Finished',
      'True',
      succeeded ? 'Succeeded' : 'Failed',
      message,
    );
    this.#jobEvent(
      'FinishedWorkload',
      `Workload '${this.#job.metadata.namespace}/${this.name}' is declared finished`,
    );
    this.#write({});
  }

  #requests(): Json[] {
    return this.#sets.map(set => ({
      name: set.name.toLowerCase(),
      resources: totals(set),
    }));
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
      observedGeneration: 1,
      lastTransitionTime: this.#world.time,
    });
  }

  #event(
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    component: string,
  ): void {
    this.#world.events.record(this.#object, {
      type,
      reason,
      message,
      component,
      action: reason,
    });
  }

  #jobEvent(reason: string, message: string): void {
    const framework = `${this.#job.apiVersion.split('/')[0]}/${this.#job.kind.toLowerCase()}`;
    this.#world.events.record(this.#job, {
      type: 'Normal',
      reason,
      message,
      component: `${framework}-kueue-controller`,
      action: reason,
    });
  }

  #write(status: Json): void {
    this.#world.patchStatus(
      {
        ...resources.workloads,
        namespace: this.#job.metadata.namespace,
        name: this.name,
      },
      { conditions: this.#conditions, ...status },
    );
  }
}

/** Requests of all pods of a set. Only plain numbers and `Gi`/`Mi` quantities are added up; they are what jobs use. */
function totals(set: PodSet): Record<string, string> {
  return Object.fromEntries(
    Object.entries(requestsOf(set.template)).map(([resource, quantity]) => {
      const match = /^(\d+)([A-Za-z]*)$/.exec(quantity);
      return [
        resource,
        match ? `${Number(match[1]) * set.count}${match[2]}` : quantity,
      ];
    }),
  );
}

/** `trainjob-bert-1a2b3`: Kueue hashes kind, group, name and uid of the job. */
function workloadName(job: ApiObject): string {
  const group = job.apiVersion.includes('/')
    ? job.apiVersion.split('/')[0]
    : '';
  const hash = createHash('sha1')
    .update([job.kind, group, job.metadata.name, job.metadata.uid].join('\n'))
    .digest('hex')
    .slice(0, 5);
  // 253 characters at most, less the dash and the hash.
  return `${`${job.kind.toLowerCase()}-${job.metadata.name}`.slice(0, 247)}-${hash}`;
}
