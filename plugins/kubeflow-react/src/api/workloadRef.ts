import {
  NO_NAMESPACE,
  type Workload,
} from '@kubeflow-portal/plugin-kubeflow-common';

/**
 * Names one object of one cluster.
 *
 * @public
 */
export interface WorkloadRef {
  /** Name of the cluster, as the portal's configuration has it. */
  cluster: string;
  /** Absent for cluster-scoped kinds. */
  namespace?: string;
  /** Kind id: `trainjob`. */
  kind: string;
  name: string;
}

/** The ref of a row. @public */
export function workloadRefOf(workload: Workload): WorkloadRef {
  return {
    cluster: workload.cluster,
    namespace: workload.namespace,
    kind: workload.kind,
    name: workload.name,
  };
}

/** `cluster/namespace/kind/name`, each part percent-encoded: the form in paths and in the stream's `object`. @public */
export function workloadPath(ref: WorkloadRef): string {
  return [ref.cluster, ref.namespace ?? NO_NAMESPACE, ref.kind, ref.name]
    .map(encodeURIComponent)
    .join('/');
}

/** Whether both name the same object. @public */
export function isSameWorkload(one: WorkloadRef, other: WorkloadRef): boolean {
  return (
    one.name === other.name &&
    one.namespace === other.namespace &&
    one.kind === other.kind &&
    one.cluster === other.cluster
  );
}
