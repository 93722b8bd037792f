import {
  acceleratorsOfPodTemplate,
  multiplyAccelerators,
  sumAccelerators,
} from '../../accelerators';
import type { AcceleratorRequest } from '../../accelerators';
import { asCount, asRecord, at } from '../../reading';
import type { ReplicaReading } from '../types';

/** What one workload (`spec` itself, or `spec.prefill`) of an LLMInferenceService asks for. */
export interface LlmWorkload {
  replica: ReplicaReading;
  accelerators: AcceleratorRequest[];
}

/**
 * Reads a `WorkloadSpec` and its observed status (kserve/kserve pkg/apis/serving/v1alpha2). With a `worker`, every
 * replica is a group of pods, a leader and its workers, of the size that the parallelism demands. What the base
 * configurations add is not in the object.
 *
 * @param name - as a person knows it: `decode`, `prefill`
 */
export function readLlmWorkload(
  name: string,
  spec: unknown,
  observed: unknown,
): LlmWorkload {
  const replicas =
    asCount(at(spec, 'replicas')) ??
    (at(spec, 'scaling') === undefined
      ? 1
      : (asCount(at(spec, 'scaling', 'minReplicas')) ?? 1));
  const ready = asCount(at(observed, 'readyReplicas'));
  const groupSize = sizeOfGroup(spec);
  const worker = asRecord(at(spec, 'worker'));
  const template = at(spec, 'template');
  const group = worker
    ? sumAccelerators([
        // Without a template for the leader, the leader is a worker as well.
        acceleratorsOfPodTemplate(template ?? worker),
        acceleratorsOfPodTemplate(worker, groupSize - 1),
      ])
    : acceleratorsOfPodTemplate(template);
  return {
    replica: { name, desired: replicas, ready },
    accelerators: multiplyAccelerators(group, Math.max(replicas, ready ?? 0)),
  };
}

/** Pods of a group, as `ParallelismSpec.GetSize` counts them; the LeaderWorkerSet defaults to one. */
function sizeOfGroup(spec: unknown): number {
  const size = (key: string) => asCount(at(spec, 'parallelism', key)) ?? 0;
  const data = size('data');
  const dataLocal = size('dataLocal');
  if (data > 0 || dataLocal > 0) {
    return Math.max(Math.floor(Math.max(data, 1) / Math.max(dataLocal, 1)), 1);
  }
  return Math.max(size('pipeline'), 1);
}
