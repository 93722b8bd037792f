import type { ApiObject } from '../../cluster/types';
import { at, count, records, stringMap, text } from '../kernel';
import { gpusOf } from '../objects';
import { resources } from '../resources';
import type { TrainingRun } from '../TrainingRun';
import type { World } from '../World';
import type { ClusterQueueReading } from './queues';
import { readClusterQueue, QueueStatusWriter } from './queues';
import { Workload } from './Workload';
import { countsOf, totalGpus, victimsOf, type Entry } from './Entry';
import { flavorPatch } from './flavorPatch';

const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';
const PRIORITY_LABEL = 'kueue.x-k8s.io/priority-class';

/**
 * Kueue, as far as its results go: jobs with a queue wait, suspended, until their ClusterQueue has GPUs left, in
 * the order of priority and age, smaller ones passing larger ones that do not fit (BestEffortFIFO); a job of
 * higher priority takes the quota of lower ones in the same queue.
 */
export class QueueSystem {
  readonly #world: World;
  readonly #entries = new Map<string, Entry>();
  readonly #status: QueueStatusWriter;
  readonly #isServed: boolean;
  #isDue = false;

  constructor(world: World) {
    this.#world = world;
    this.#status = new QueueStatusWriter(world);
    this.#isServed = world.serves(resources.clusterQueues);
  }

  /** Whether there is a Kueue in this cluster. */
  get isServed(): boolean {
    return this.#isServed;
  }

  /** The name of the LocalQueue that a job goes through; undefined when it goes through none. */
  queueOf(object: ApiObject): string | undefined {
    return this.#isServed
      ? text(object.metadata.labels?.[QUEUE_LABEL])
      : undefined;
  }

  /** A job has come, suspended. */
  submit(run: TrainingRun): void {
    const { object } = run;
    const queue = this.queueOf(object);
    if (!queue || this.#entries.has(run.uid)) {
      return;
    }
    const priorityClass = text(object.metadata.labels?.[PRIORITY_LABEL]);
    const priority = this.#priority(priorityClass);
    this.#entries.set(run.uid, {
      run,
      workload: new Workload(this.#world, object, run.sets, {
        queue,
        priority,
        priorityClass,
      }),
      queue,
      clusterQueue: this.#clusterQueueOf(run.namespace, queue),
      priority,
      gpus: totalGpus(run.sets),
      queuedAt: this.#world.agenda.second,
      state: 'pending',
      admittedAt: 0,
    });
    this.#later();
  }

  has(run: TrainingRun): boolean {
    return this.#entries.has(run.uid);
  }

  isAdmitted(run: TrainingRun): boolean {
    return this.#entries.get(run.uid)?.state === 'admitted';
  }

  /** How many jobs of a namespace wait. */
  waiting(namespace: string): number {
    return [...this.#entries.values()].filter(
      ({ run, state }) => state === 'pending' && run.namespace === namespace,
    ).length;
  }

  /** The job is over: its quota is free. */
  release(run: TrainingRun): void {
    const entry = this.#entries.get(run.uid);
    if (!entry || entry.state === 'finished') {
      return;
    }
    entry.state = 'finished';
    entry.workload.finish(run.state === 'succeeded', this.#lastWords(run));
    this.#later();
  }

  /** Forgets a job that was deleted. */
  forget(run: TrainingRun): void {
    this.#entries.delete(run.uid);
    this.#later();
  }

  /** Somebody set `spec.active` of a Workload. */
  setActive(workloadName: string, namespace: string, active: boolean): void {
    const entry = [...this.#entries.values()].find(
      ({ workload, run }) =>
        workload.name === workloadName && run.namespace === namespace,
    );
    if (
      !entry ||
      entry.state === 'finished' ||
      (entry.state !== 'inactive') === active
    ) {
      return;
    }
    if (active) {
      entry.state = 'pending';
      entry.queuedAt = this.#world.agenda.second;
    } else {
      this.#evict(entry, 'Deactivated', 'The workload is deactivated');
      entry.state = 'inactive';
    }
    this.#later();
  }

  /** Admits whoever fits, a moment from now. */
  #later(): void {
    if (!this.#isDue) {
      this.#isDue = true;
      this.#world.agenda.after(1, () => {
        this.#isDue = false;
        this.#schedule();
      });
    }
  }

  #schedule(): void {
    const clusterQueues = new Map(
      this.#world.cluster
        .list(resources.clusterQueues)
        .flatMap(object => readClusterQueue(object) ?? [])
        .map(queue => [queue.name, queue]),
    );
    const pending = [...this.#entries.values()]
      .filter(({ state }) => state === 'pending')
      .sort(
        (one, other) =>
          other.priority - one.priority || one.queuedAt - other.queuedAt,
      );
    // What a preemption frees is for the one that asked for it.
    const reserved = new Set<string>();
    for (const entry of pending) {
      entry.clusterQueue ??= this.#clusterQueueOf(
        entry.run.namespace,
        entry.queue,
      );
      const queue = clusterQueues.get(entry.clusterQueue ?? '');
      if (!queue) {
        entry.workload.pending(
          'Misconfigured',
          entry.clusterQueue
            ? `ClusterQueue ${entry.clusterQueue} doesn't exist`
            : `LocalQueue ${entry.queue} doesn't exist`,
        );
      } else if (
        !reserved.has(queue.name) &&
        this.#tryAdmit(entry, queue) === 'preempting'
      ) {
        reserved.add(queue.name);
      }
    }
    this.#writeStatus([...clusterQueues.values()]);
  }

  #tryAdmit(
    entry: Entry,
    queue: ClusterQueueReading,
  ): 'admitted' | 'preempting' | 'waiting' {
    const set =
      entry.run.sets.find(other => gpusOf(other.template) > 0) ??
      entry.run.sets[0];
    const prefix = `couldn't assign flavors to pod set ${set?.name.toLowerCase()}: `;
    if (entry.gpus > queue.gpus) {
      entry.workload.pending(
        'ExceedsMaxQuota',
        `${prefix}insufficient quota for nvidia.com/gpu in flavor ${queue.flavor}, previously considered podsets requests (0) + current podset request (${entry.gpus}) > maximum capacity (${queue.gpus})`,
      );
      return 'waiting';
    }
    const missing = entry.gpus - (queue.gpus - this.#used(queue.name));
    if (missing <= 0) {
      this.#admit(entry, queue);
      return 'admitted';
    }
    const message = `${prefix}insufficient unused quota for nvidia.com/gpu in flavor ${queue.flavor}, ${missing} more needed`;
    const victims = victimsOf(entry, missing, this.#entries.values());
    if (victims.length > 0) {
      entry.workload.pending(
        'WaitingForPreemptedWorkloads',
        `${message}. Pending the preemption of ${victims.length} workload(s)`,
      );
      for (const victim of victims) {
        this.#evict(
          victim,
          'Preempted',
          `Preempted to accommodate a workload (UID: ${entry.workload.uid}, JobUID: ${entry.run.uid}) due to prioritization in the ClusterQueue; preemptor path: /${queue.name}; preemptee path: /${queue.name}`,
        );
        victim.state = 'pending';
        victim.queuedAt = this.#world.agenda.second;
      }
      this.#later();
      return 'preempting';
    }
    entry.workload.pending('WaitingForQuota', message);
    return 'waiting';
  }

  #admit(entry: Entry, queue: ClusterQueueReading): void {
    const { run, workload } = entry;
    entry.state = 'admitted';
    entry.admittedAt = this.#world.agenda.second;
    workload.admit(
      { clusterQueue: queue.name, flavor: queue.flavor },
      this.#world.agenda.second - entry.queuedAt,
    );
    const patch = flavorPatch(run, this.#nodeLabels(queue.flavor));
    const id = {
      ...run.kind.resource,
      namespace: run.namespace,
      name: run.name,
    };
    if (
      this.#world.patch(id, patch) &&
      this.#world.patch(id, run.kind.suspendPatch(false))
    ) {
      run.update(this.#world.cluster.get(id) ?? run.object);
      run.resume();
    }
  }

  #evict(
    entry: Entry,
    reason: 'Preempted' | 'Deactivated',
    message: string,
  ): void {
    const { run, workload } = entry;
    const wasAdmitted = entry.state === 'admitted';
    entry.state = 'pending';
    if (!wasAdmitted) {
      if (reason === 'Deactivated') {
        workload.evict(reason, message);
      }
      return;
    }
    workload.evict(reason, message);
    run.pause();
    const id = {
      ...run.kind.resource,
      namespace: run.namespace,
      name: run.name,
    };
    this.#world.patch(id, run.kind.suspendPatch(true));
  }

  /** The message of the condition that ended the job. */
  #lastWords(run: TrainingRun): string {
    const id = {
      ...run.kind.resource,
      namespace: run.namespace,
      name: run.name,
    };
    const last = records(
      at(this.#world.cluster.get(id)?.status, 'conditions'),
    ).find(
      ({ type, status }) =>
        status === 'True' &&
        ['Complete', 'Succeeded', 'Failed'].includes(String(type)),
    );
    return text(last?.message) ?? '';
  }

  #used(clusterQueue: string): number {
    return [...this.#entries.values()]
      .filter(
        entry =>
          entry.state === 'admitted' && entry.clusterQueue === clusterQueue,
      )
      .reduce((sum, { gpus }) => sum + gpus, 0);
  }

  #priority(name: string | undefined): number {
    const found = name
      ? this.#world.cluster.get({ ...resources.workloadPriorityClasses, name })
      : undefined;
    return count(found?.value) ?? 0;
  }

  #clusterQueueOf(namespace: string, name: string): string | undefined {
    const queue = this.#world.cluster.get({
      ...resources.localQueues,
      namespace,
      name,
    });
    return text(at(queue?.spec, 'clusterQueue'));
  }

  #nodeLabels(flavor: string): Record<string, string> {
    const found = this.#world.cluster.get({
      ...resources.resourceFlavors,
      name: flavor,
    });
    return stringMap(at(found?.spec, 'nodeLabels'));
  }

  #writeStatus(clusterQueues: readonly ClusterQueueReading[]): void {
    const entries = [...this.#entries.values()].filter(
      ({ state }) => state !== 'finished',
    );
    for (const queue of clusterQueues) {
      const own = entries.filter(
        ({ clusterQueue }) => clusterQueue === queue.name,
      );
      this.#status.clusterQueue(queue, countsOf(own));
    }
    for (const object of this.#world.cluster.list(resources.localQueues)) {
      const queue = clusterQueues.find(
        ({ name }) => name === at(object.spec, 'clusterQueue'),
      );
      const own = entries.filter(
        entry =>
          entry.queue === object.metadata.name &&
          entry.run.namespace === object.metadata.namespace,
      );
      this.#status.localQueue(object, queue, countsOf(own));
    }
  }
}
