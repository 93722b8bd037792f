import type { ApiObject } from '../../cluster/types';
import type { Json } from '../kernel';
import { at, count, records, text } from '../kernel';
import { resources } from '../resources';
import type { World } from '../World';

const GPU = 'nvidia.com/gpu';

/** What a ClusterQueue offers. One flavour is all that the simulation knows how to give out. */
export interface ClusterQueueReading {
  name: string;
  flavor: string;
  gpus: number;
  /** Resources of the flavour, for the status. */
  resources: string[];
}

/** Undefined when the queue has no flavour. */
export function readClusterQueue(
  object: ApiObject,
): ClusterQueueReading | undefined {
  for (const group of records(at(object.spec, 'resourceGroups'))) {
    for (const flavor of records(group.flavors)) {
      const name = text(flavor.name);
      const quotas = records(flavor.resources);
      if (name) {
        return {
          name: object.metadata.name,
          flavor: name,
          gpus:
            count(quotas.find(quota => quota.name === GPU)?.nominalQuota) ?? 0,
          resources: quotas.flatMap(quota => text(quota.name) ?? []),
        };
      }
    }
  }
  return undefined;
}

export interface QueueCounts {
  pending: number;
  admitted: number;
  gpus: number;
}

/** Writes the status of queues, when it has changed. */
export class QueueStatusWriter {
  readonly #world: World;
  readonly #written = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  clusterQueue(queue: ClusterQueueReading, counts: QueueCounts): void {
    const usage = [
      {
        name: queue.flavor,
        resources: queue.resources.map(name => ({
          name,
          total: name === GPU ? String(counts.gpus) : '0',
          borrowed: '0',
        })),
      },
    ];
    this.#write(
      { ...resources.clusterQueues, name: queue.name },
      'Can admit new workloads',
      counts,
      usage,
    );
  }

  localQueue(
    object: ApiObject,
    queue: ClusterQueueReading | undefined,
    counts: QueueCounts,
  ): void {
    const usage = queue
      ? [
          {
            name: queue.flavor,
            resources: queue.resources.map(name => ({
              name,
              total: name === GPU ? String(counts.gpus) : '0',
            })),
          },
        ]
      : [];
    const { namespace, name } = object.metadata;
    this.#write(
      { ...resources.localQueues, namespace, name },
      'Can submit new workloads to localQueue',
      counts,
      usage,
    );
  }

  #write(
    id: {
      group: string;
      version: string;
      plural: string;
      namespace?: string;
      name: string;
    },
    message: string,
    { pending, admitted }: QueueCounts,
    usage: Json[],
  ): void {
    const status = {
      pendingWorkloads: pending,
      reservingWorkloads: admitted,
      admittedWorkloads: admitted,
      flavorsReservation: usage,
      flavorsUsage: usage,
    };
    const key = JSON.stringify(id);
    const text = JSON.stringify(status);
    if (this.#written.get(key) === text) {
      return;
    }
    const isFirst = !this.#written.has(key);
    this.#written.set(key, text);
    const present = this.#world.cluster.get(id);
    const conditions = records(at(present?.status, 'conditions'));
    this.#world.patchStatus(id, {
      ...status,
      ...(isFirst && conditions.length === 0
        ? {
            conditions: [
              {
                type: 'Active',
                status: 'True',
                reason: 'Ready',
                message,
                lastTransitionTime:
                  present?.metadata.creationTimestamp ?? this.#world.time,
              },
            ],
          }
        : {}),
    });
  }
}
