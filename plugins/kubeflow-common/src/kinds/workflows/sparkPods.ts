import { acceleratorsOfPodTemplate, sumAccelerators } from '../../accelerators';
import type { AcceleratorRequest } from '../../accelerators';
import { asArray, asCount, asRecord, asString, at } from '../../reading';
import type { ReplicaReading } from '../types';

/**
 * What the driver or one executor asks for. The GPUs of a SparkPodSpec stand beside its pod template
 * (kubeflow/spark-operator api/v1beta2, GPUSpec), which is how the operator's webhook adds them to the container.
 *
 * @param role - `spec.driver`, `spec.executor`, or `spec.server` of a SparkConnect
 * @param pods - how many of them
 */
export function acceleratorsOfRole(
  role: unknown,
  pods: number,
): AcceleratorRequest[] {
  const template = asRecord(at(role, 'template', 'spec')) ?? {};
  const gpu = asString(at(role, 'gpu', 'name'));
  const limits: Record<string, unknown> = Object.create(null);
  if (gpu) {
    limits[gpu] = at(role, 'gpu', 'quantity');
  }
  return sumAccelerators([
    acceleratorsOfPodTemplate(
      {
        ...template,
        nodeSelector: at(role, 'nodeSelector') ?? template.nodeSelector,
        affinity: at(role, 'affinity') ?? template.affinity,
        containers: [
          ...asArray(template.containers),
          ...asArray(at(role, 'sidecars')),
          { resources: { limits } },
        ],
      },
      pods,
    ),
  ]);
}

/** Executors by the states of their pods: of a SparkApplication in capitals, of a SparkConnect as pod phases. */
export function countExecutors(
  states: Iterable<[state: string, count: number]>,
): Pick<ReplicaReading, 'active' | 'succeeded' | 'failed'> & {
  pending: number;
} {
  const counts = { active: 0, succeeded: 0, failed: 0, pending: 0 };
  for (const [state, count] of states) {
    switch (state.toUpperCase()) {
      case 'RUNNING':
        counts.active += count;
        break;
      case 'COMPLETED':
      case 'SUCCEEDED':
        counts.succeeded += count;
        break;
      case 'FAILED':
        counts.failed += count;
        break;
      case 'PENDING':
        counts.pending += count;
        break;
      default:
    }
  }
  return counts;
}

/** Executors that are wanted, as far as the object says; Spark itself starts two when nobody says anything. */
export function wantedExecutors(spec: unknown): number | undefined {
  return (
    asCount(at(spec, 'executor', 'instances')) ??
    asCount(at(spec, 'sparkConf', 'spark.executor.instances')) ??
    (at(spec, 'dynamicAllocation', 'enabled') === true
      ? (asCount(at(spec, 'dynamicAllocation', 'initialExecutors')) ??
        asCount(at(spec, 'dynamicAllocation', 'minExecutors')) ??
        0)
      : undefined)
  );
}

/** What Spark does by default (spark.executor.instances). */
export const DEFAULT_EXECUTORS = 2;

/** `1–10` where Spark adds and removes executors by itself. */
export function scaleOfExecutors(spec: unknown): string | undefined {
  const allocation = at(spec, 'dynamicAllocation');
  const most = asCount(at(allocation, 'maxExecutors'));
  return at(allocation, 'enabled') === true && most !== undefined
    ? `${asCount(at(allocation, 'minExecutors')) ?? 0}–${most}`
    : undefined;
}
