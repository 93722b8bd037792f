import type { Workload } from '@kubeflow-portal/plugin-kubeflow-common';
import type { StoredObject } from './StoredObject';
import { toIsoString, type StoredReading } from './StoredReading';

/** A row as the wire has it. `reading` replaces the stored one, for an object that was just read live. */
export function toWorkload(
  object: StoredObject,
  reading: StoredReading = object.reading,
): Workload {
  return {
    cluster: object.cluster,
    namespace: object.namespace,
    kind: object.kind.id,
    name: object.name,
    uid: object.uid,
    family: object.kind.family,
    state: reading.state,
    reason: reading.reason,
    message: reading.message,
    since: toIsoString(reading.since),
    createdAt: toIsoString(object.createdAt),
    startedAt: toIsoString(reading.startedAt),
    finishedAt: toIsoString(reading.finishedAt),
    deleting: object.deleting || undefined,
    progress: reading.progress,
    replicas: [...reading.replicas],
    accelerators: [...reading.accelerators],
    owner: object.owner,
    queue: reading.queue,
  };
}
